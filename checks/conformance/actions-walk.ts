/** What to ask in the states of a search without rounds: all that may happen to a node there. */
import type { Action } from "../exploration/actions.ts";
import { PairMap } from "../exploration/pair-map.ts";
import type { Search } from "../exploration/search.ts";
import { inputEvent, messageEvent } from "../exploration/steps.ts";
import type { Node } from "../model/instance.ts";
import { deliverable } from "../network/inbox.ts";
import { noPast, type Inquiry, type Past, type Question } from "./examiner.ts";

/** What is there to be asked in a row of a search, as far as it has not been asked before. */
export interface Walk {
  readonly visit: (row: number) => Iterable<Inquiry>;
}

export class ActionsWalk implements Walk {
  readonly #search: Search;
  /** For each node the cells that were visited. */
  readonly #visited: readonly Set<number>[];
  /** For each node the pairs of a local state and an event that were asked about. */
  readonly #asked: readonly PairMap[];

  constructor(search: Search) {
    this.#search = search;
    const { nodes } = search.tables.instance;
    this.#visited = nodes.map(() => new Set());
    this.#asked = nodes.map(() => new PairMap());
  }

  *visit(row: number): Generator<Inquiry> {
    const { instance, cells } = this.#search.tables;
    const columns = this.#search.columnsOf(row);
    for (const node of instance.nodes) {
      const cell = columns[node.index]!;
      const visited = this.#visited[node.index]!;
      if (visited.has(cell) || !cells[node.index]!.isUp(cell)) continue;
      visited.add(cell);
      const questions = this.#questions(node, cell);
      if (questions.length > 0) yield this.#inquiry(row, node, cell, questions);
    }
  }

  /** In the order of actions: messages, timers, requests. */
  #questions(node: Node, cell: number): readonly Question[] {
    const { envelopes, cells, steps } = this.#search.tables;
    const table = cells[node.index]!;
    const inbox = table.envelopesIn(table.inbox(cell)).slice();
    const events = [
      ...deliverable(inbox, envelopes).map((at) => messageEvent(inbox[at]!)),
      ...node.inputs.map((_, input) => inputEvent(input)),
    ];
    const local = table.local(cell);
    const asked = this.#asked[node.index]!;
    return events.flatMap((event) => {
      if (asked.get(local, event) >= 0) return [];
      asked.set(local, event, 1);
      return [{ event, step: steps.step(node.index, local, event) }];
    });
  }

  #inquiry(row: number, node: Node, cell: number, questions: readonly Question[]): Inquiry {
    const { steps, cells } = this.#search.tables;
    const { actions, outcomes } = this.#search.pathTo(row);
    return {
      node,
      initial: steps.internState(node.index, outcomes[node.index]!.state),
      local: cells[node.index]!.local(cell),
      past: pastOf(node, actions),
      at: actions.length,
      questions,
    };
  }
}

/** What a node is told on a path; what it has discarded too. */
const pastOf = ({ index }: Node, actions: readonly Action[]): Past => {
  let past = noPast;
  for (const [at, action] of actions.entries())
    if (action.node === index && action.kind !== "crash")
      past = { prev: past, event: eventOfAction(action), at };
  return past;
};

/** What a node is told in an action; in a crash it is told nothing. */
export const eventOfAction = ({ kind, subject }: Action): number =>
  kind === "deliver" || kind === "discard" ? messageEvent(subject) : inputEvent(subject);
