import type { Defect } from "./defect.ts";

export const DEFECTS: readonly Defect[] = [
  {
    name: "last-id-counts",
    find: `Math.max(this.#greatest, id)`,
    replace: `id`,
    scenario: "any-order",
    shows: { node: "node2", event: "Id from node1", after: 5, differs: ["state.phase"] },
    hiddenIn: "queues",
    drawn: { parameters: ["nodes=6"], after: 5 },
  },
  {
    name: "backlog-is-not-looked-at",
    find: `.flatMap((id) => this.receive(id))`,
    replace: ``,
    scenario: "queues",
    shows: { node: "node1", event: "Start", after: 2, differs: ["state.phase"] },
    drawn: { parameters: ["nodes=6"], after: 2 },
  },
  {
    name: "backlog-is-kept",
    find: `this.#backlog.splice(0)`,
    replace: `[...this.#backlog]`,
    scenario: "queues",
    shows: { node: "node2", event: "Start", after: 2, differs: ["state.mailbox"] },
    drawn: { parameters: ["nodes=6"], after: 2 },
  },
  {
    name: "backlog-is-passed-on-in-reverse",
    find: `this.#backlog.splice(0)`,
    replace: `this.#backlog.splice(0).reverse()`,
    scenario: "queues",
    shows: { node: "node3", event: "Start", after: 5, differs: ["sends"] },
    hiddenIn: "any-order",
  },
  {
    name: "reads-on-when-it-is-done",
    find: `if (this.#laps !== "one") return [];`,
    replace: `if (!this.isAwake) return [];`,
    scenario: "any-order",
    shows: {
      node: "node1",
      event: "Id from node3",
      after: 6,
      differs: ["state.phase", "sends"],
    },
    hiddenIn: "queues",
  },
];
