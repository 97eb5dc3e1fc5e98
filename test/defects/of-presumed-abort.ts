import type { Defect } from "./defect.ts";

export const DEFECTS: readonly Defect[] = [
  {
    name: "promise-is-not-logged",
    find: `return this.#enter("yes", { to: [COORDINATOR], kind: "yes" });`,
    replace: `return ((this.#phase = "ready"), reply(COORDINATOR, "yes"));`,
    scenario: "nobody-crashes",
    shows: {
      node: "participant1",
      event: "Prepare from coordinator",
      after: 1,
      differs: ["state.log", "durable.log"],
    },
    drawn: { parameters: ["participants=5"], after: 1 },
  },
  {
    name: "forgotten-transaction-is-not-presumed",
    find: `this.#phase === "idle" || this.#phase === "collecting";`,
    replace: `this.#phase !== "aborted";`,
    scenario: "nobody-crashes",
    shows: {
      node: "coordinator",
      event: "DecisionRequest from participant1",
      after: 14,
      differs: ["sends"],
    },
    drawn: { parameters: ["participants=5"], after: 22 },
  },
  {
    name: "repeated-commit-is-not-acknowledged",
    find: `return this.#phase === "committed" ? reply(COORDINATOR, "ack") : NOTHING;`,
    replace: `return NOTHING;`,
    scenario: "nobody-crashes",
    shows: { node: "participant1", event: "Commit from coordinator", after: 8, differs: ["sends"] },
    drawn: { parameters: ["participants=5"], after: 12 },
  },
  {
    name: "asks-the-coordinator-only",
    find: `{ to: this.#others, kind: "inquiry" }`,
    replace: `{ to: [COORDINATOR], kind: "inquiry" }`,
    scenario: "nobody-crashes",
    shows: { node: "participant1", event: "DecisionTimeout", after: 2, differs: ["sends"] },
    drawn: { parameters: ["participants=5"], after: 2 },
  },
];
