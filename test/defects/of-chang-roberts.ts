import type { Defect } from "./defect.ts";

export const DEFECTS: readonly Defect[] = [
  {
    name: "own-id-is-swallowed",
    find: `if (id > this.#own) return null;`,
    replace: `if (id >= this.#own) return null;`,
    scenario: "three-nodes",
    shows: { node: "node3", event: "Id from node2", after: 5, differs: ["state.phase"] },
    drawn: { parameters: ["nodes=7"], after: 13 },
  },
  {
    name: "passes-nothing-on-once-it-has-lost",
    find: `if (!this.#isInTheRace) return id;`,
    replace: `if (!this.#isInTheRace) return null;`,
    scenario: "three-nodes",
    shows: { node: "node1", event: "Id from node3", after: 2, differs: ["sends"] },
    drawn: { parameters: ["nodes=7"], after: 2 },
  },
  {
    name: "hears-before-it-starts",
    find: `!this.#isAwake || this.#isElected`,
    replace: `this.#isElected`,
    scenario: "three-nodes",
    shows: { node: "node1", event: "Id from node3", after: 1, differs: ["sends"] },
    drawn: { parameters: ["nodes=7"], after: 1 },
  },
  {
    name: "leader-resigns-when-its-id-is-repeated",
    find: `!this.#isAwake || this.#isElected`,
    replace: `!this.#isAwake || (this.#isElected && id !== this.#own)`,
    scenario: "messages-repeat",
    shows: { node: "node3", event: "Id from node2", after: 6, differs: ["sends"] },
    hiddenIn: "three-nodes",
    drawn: { parameters: ["nodes=7"], after: 14 },
  },
];
