/** The report of three generals of whom one is a traitor, written by hand from the paper. */
import type { CheckReport, Json, Read, Step } from "../../checks/report.ts";
import { blankStep } from "../blank-step.ts";

export const report = (path: readonly string[], order: string): Json => ({ path, order });

export const told = (from: string, payload: Json, part: Partial<Read> = {}): Read => ({
  from,
  message: { tag: "Report", payload },
  rule: "lieutenant.Report",
  section: "3, OM(m), step 2",
  source: "models/oral-messages.ts:9",
  lie: false,
  truth: null,
  ...part,
});

export const turn = (round: number, node: string, part: Partial<Step>): Step => ({
  ...blankStep,
  action: "turn",
  node,
  rule: `${node.replace(/\d/, "")}.Round`,
  section: "3",
  source: "models/oral-messages.ts:5",
  lie: (part.reads ?? []).some(({ lie }) => lie),
  round,
  ...part,
});

const blank: Json = { heard: [], decision: null };
const direct = report([], "attack");
const relayed = report(["lieutenant2"], "retreat");
const truth = { tag: "Report", payload: report(["lieutenant2"], "attack") };

const steps: readonly Step[] = [
  turn(0, "commander", {
    state: { order: "attack" },
    sends: ["lieutenant1", "lieutenant2"].map((to) => ({ to, tag: "Report", payload: direct })),
  }),
  turn(0, "lieutenant1", { state: blank }),
  turn(1, "lieutenant1", {
    reads: [told("commander", direct)],
    state: { heard: [direct], decision: null },
    sends: [{ to: "lieutenant2", tag: "Report", payload: report(["lieutenant1"], "attack") }],
  }),
  turn(2, "lieutenant1", {
    reads: [told("lieutenant2", relayed, { lie: true, truth })],
    state: { heard: [direct, relayed], decision: "retreat" },
  }),
];

const property = (name: string, kind: string, status: "holds" | "violated" | "met") => ({
  name,
  kind,
  status,
  depth: status === "holds" ? null : 6,
});

export const threeGenerals: CheckReport = {
  version: 1,
  model: "oral-messages",
  digest: "0123456789abcdef",
  scenario: "three-generals-one-traitor",
  bug: null,
  parameters: { nodes: 3, traitors: 1, m: 1 },
  method: "search",
  adversary: { traitors: 1, coalitions: 3, menu: 2, strategies: 72 },
  verdict: "violated",
  property: "ic2",
  properties: [
    property("ic1", "always", "holds"),
    property("ic2", "always", "violated"),
    property("all-attack", "sometimes", "met"),
  ],
  states: 61,
  initial: 6,
  generated: 80,
  cut: 0,
  depth: 7,
  seconds: 0.02,
  stopped: null,
  memoryLimit: null,
  rules: [{ rule: "lieutenant.Report", fired: true, times: 9, depth: 3, declined: 0 }],
  vacuity: [],
  coverage: null,
  counterexample: {
    length: 2,
    lies: 1,
    faults: 0,
    traitors: ["lieutenant2"],
    minimal: true,
    initial: { commander: { order: "attack" }, lieutenant1: blank, lieutenant2: blank },
    sent: [],
    steps,
    pending: [],
    path: null,
    why: null,
  },
  others: [],
  samples: [],
  problem: null,
};

/** The same with other turns in place of the last one. */
export const withTurns = (...turns: readonly Step[]): CheckReport => ({
  ...threeGenerals,
  counterexample: {
    ...threeGenerals.counterexample!,
    steps: [...steps.slice(0, -1), ...turns],
  },
});
