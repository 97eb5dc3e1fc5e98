/** Grids that nobody had to search for. */
import { check } from "../../checks/index.ts";
import { instanceOf } from "../../checks/model/instance.ts";
import type { Cell } from "../../checks/reports/documents.ts";
import type { Grid } from "../../checks/reports/grid.ts";
import type { Failure } from "../../checks/reports/page/bounds-page.ts";
import oralMessages from "../../models/oral-messages.ts";

export const cell = (nodes: number, traitors: number, part: Partial<Cell> = {}): Cell => ({
  nodes,
  traitors,
  parameters: { nodes, traitors, m: traitors },
  verdict: "holds-within-bounds",
  expected: "holds-within-bounds",
  method: "search",
  states: 1234,
  seconds: 0.25,
  lies: null,
  length: null,
  property: null,
  strategies: 72,
  ...part,
});
export const broken = { verdict: "violated", lies: 1, length: 2, property: "ic2" } as const;
export const nothing = { method: null, states: 0, seconds: 0, strategies: null } as const;

export const gridOf = (cells: readonly Cell[], part: Partial<Grid> = {}): Grid => ({
  model: "oral-messages",
  bug: null,
  cells,
  bounds: ["synchronous rounds"],
  unit: "message",
  commandOf: ({ nodes, traitors }) => `check --nodes ${nodes} --traitors ${traitors}`,
  ...part,
});

export const failureOf = async (nodes: number, traitors: number): Promise<Failure> => {
  const parameters = { nodes, traitors };
  const { counterexample } = await check(oralMessages, { parameters });
  if (counterexample === null) throw new Error("nothing fails here");
  return { instance: instanceOf(oralMessages, { parameters }), trace: counterexample };
};
