/** What a message says, short enough to stand beside an arrow. */
import type { Flight } from "../../../checks/explanation/flight.ts";
import { isRecord } from "../../../checks/reports/cut.ts";
import { print } from "../../../checks/schema/print.ts";

const MOST = 26;

/** Its name with those of its fields that are single values: `Report attack`. */
export const labelOf = ({ tag, payload, fate }: Flight): string => {
  if (fate === "silence") return "silence";
  const fields = isRecord(payload) ? Object.values(payload) : [];
  const single = fields.filter((value) => value === null || typeof value !== "object");
  const text = [tag, ...single.map(print)].join(" ");
  return text.length <= MOST ? text : `${text.slice(0, MOST - 1)}…`;
};
