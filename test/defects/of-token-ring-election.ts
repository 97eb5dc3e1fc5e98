import type { Defect } from "./defect.ts";

export const DEFECTS: readonly Defect[] = [
  {
    name: "skips-one-place-only",
    find: `while (this.#isDown[this.#successor])`,
    replace: `if (this.#isDown[this.#successor])`,
    scenario: "two-of-four-crash",
    shows: { node: "node3", event: "Silence", after: 2, differs: ["sends"] },
  },
  {
    name: "sends-nothing-again",
    find: `return isStranded && this.#latest !== null ? this.#post(this.#latest) : null;`,
    replace: `return null;`,
    scenario: "two-of-three-crash",
    shows: { node: "node1", event: "Silence", after: 2, differs: ["sends"] },
    drawn: { parameters: ["nodes=6"], after: 3 },
  },
  {
    name: "first-member-leads",
    find: `Math.max(...members)`,
    replace: `members[0]!`,
    scenario: "one-crashes",
    shows: {
      node: "node1",
      event: "Election from node3",
      after: 5,
      differs: ["state.leader", "state.last.leader", "sends"],
    },
    drawn: { parameters: ["nodes=6"], after: 7 },
  },
  {
    name: "believes-in-a-leader-that-is-down",
    find: `if (this.#isDown[leader]) return this.#elect();`,
    replace: ``,
    scenario: "two-of-four-crash",
    shows: {
      node: "node2",
      event: "Election from node1",
      after: 7,
      differs: ["state.leader", "state.last.leader", "sends"],
    },
    hiddenIn: "one-crashes",
    drawn: { parameters: ["nodes=6"], after: 10 },
  },
  {
    name: "tells-who-was-told-in-the-wrong-order",
    find: `told: [...told, this.#place]`,
    replace: `told: [this.#place, ...told]`,
    scenario: "one-crashes",
    shows: {
      node: "node1",
      event: "Coordinator from node3",
      after: 5,
      differs: ["state.last.path[0]", "sends"],
    },
    drawn: { parameters: ["nodes=6"], after: 7 },
  },
];
