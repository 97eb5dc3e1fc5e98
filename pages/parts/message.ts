/** A message in one line: `Report {path: [], order: attack}`. */
import { isRecord } from "../../checks/reports/cut.ts";
import { print } from "../../checks/schema/print.ts";
import type { Json } from "../../checks/trace.ts";

export const messageText = ({
  tag,
  payload,
}: {
  readonly tag: string;
  readonly payload: Json;
}): string =>
  isRecord(payload) && Object.keys(payload).length === 0 ? tag : `${tag} ${print(payload)}`;
