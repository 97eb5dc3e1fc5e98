import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../cli/strategos.ts";
import { argumentsFor, conform } from "./conform.ts";
import type { Shows } from "./defect.ts";
import { TABLES } from "./tables.ts";

const folder = temporaryFolder();

/** Without the numbers of nodes and rounds, which depend on how many there are. */
const kindOf = (shows: Shows | null) =>
  shows && {
    role: shows.node.replace(/\d+$/, ""),
    tag: shows.event.split(" ")[0],
    differs: shows.differs,
  };

const drawn = Object.entries(TABLES).filter(([, table]) =>
  table.some((defect) => defect.drawn !== undefined),
);

describe.each(drawn)("an implementation of %s", (model, table) => {
  const defects = table.flatMap((defect) =>
    defect.drawn === undefined ? [] : [[defect.name, defect, defect.drawn] as const],
  );

  it.each(defects)("is found out by chance: %s", async (_, defect, { parameters, after }) => {
    const args = [...argumentsFor(folder, model, defect), "--runs", "1000", "--seed", "1"];
    for (const parameter of parameters) args.push("--param", parameter);
    const { status, verdict, shows } = await conform(model, ...args);
    expect(kindOf(shows)).toEqual(kindOf(defect.shows));
    expect([status, verdict, shows?.after]).toEqual([1, "differs", after]);
  });
});
