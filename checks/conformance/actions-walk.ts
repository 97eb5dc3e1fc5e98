/** What to ask in the states of a search without rounds: all that may happen to a node there. */
import { match } from "ts-pattern";
import type { Loss } from "../../impl/adapter.ts";
import type { Action } from "../exploration/actions.ts";
import { PairMap } from "../exploration/pair-map.ts";
import type { Search } from "../exploration/search.ts";
import { inputEvent, messageEvent, NONE } from "../exploration/steps.ts";
import type { Node } from "../model/instance.ts";
import { deliverable } from "../network/inbox.ts";
import type { Happening } from "./comparer.ts";
import { noPast, type Inquiry, type Past, type Question } from "./examiner.ts";

/** What is there to be asked in a row of a search, as far as it has not been asked before. */
export interface Walk {
  readonly visit: (row: number) => Iterable<Inquiry>;
}

export class ActionsWalk implements Walk {
  readonly #search: Search;
  /** For each node the cells that were visited; where power was lost before, as its own. */
  readonly #visited: readonly Readonly<Record<Loss, Set<number>>>[];
  /** For each node the pairs of a local state and an event that were asked about; likewise. */
  readonly #asked: readonly Readonly<Record<Loss, PairMap>>[];

  constructor(search: Search) {
    this.#search = search;
    const { nodes } = search.tables.instance;
    this.#visited = nodes.map(() => ({ nothing: new Set(), unsynced: new Set() }));
    this.#asked = nodes.map(() => ({ nothing: new PairMap(), unsynced: new PairMap() }));
  }

  *visit(row: number): Generator<Inquiry> {
    const { instance, cells } = this.#search.tables;
    const columns = this.#search.columnsOf(row);
    for (const node of instance.nodes) {
      const cell = columns[node.index]!;
      const isUp = cells[node.index]!.isUp(cell);
      if (!isUp && node.faults.restart < 0) continue;
      const loss = isUp ? "nothing" : this.#lossBefore(row, node);
      const visited = this.#visited[node.index]![loss];
      if (visited.has(cell)) continue;
      visited.add(cell);
      const questions = isUp ? this.#questions(node, cell) : this.#restarts(node, cell, loss);
      if (questions.length > 0) yield this.#inquiry(row, node, cell, questions);
    }
  }

  /** In the order of actions: messages, timers, requests. */
  #questions(node: Node, cell: number): readonly Question[] {
    const { envelopes, cells } = this.#search.tables;
    const table = cells[node.index]!;
    const inbox = table.envelopesIn(table.inbox(cell)).slice();
    return this.#new(node, cell, [
      ...deliverable(inbox, envelopes).map((at) => ({ event: messageEvent(inbox[at]!) })),
      ...inputsOf(node, false),
    ]);
  }

  /** A restart that the model declines does not happen, and nobody can be told of it. */
  #restarts(node: Node, cell: number, loss: Loss): readonly Question[] {
    const all = inputsOf(node, true).map(({ event }) => ({ event, loss }));
    return this.#new(node, cell, all).filter(({ step }) => step !== NONE);
  }

  #new(node: Node, cell: number, happenings: readonly Happening[]): readonly Question[] {
    const { steps, cells } = this.#search.tables;
    const local = cells[node.index]!.local(cell);
    return happenings.flatMap(({ event, ...loss }) => {
      const asked = this.#asked[node.index]![loss.loss ?? "nothing"];
      if (asked.get(local, event) >= 0) return [];
      asked.set(local, event, 1);
      return [{ event, ...loss, step: steps.step(node.index, local, event) }];
    });
  }

  /** What a node that is down lost when it stopped, on the path to a row. */
  #lossBefore(row: number, { index, faults }: Node): Loss {
    if (faults.powerLoss < 0) return "nothing";
    const { cells } = this.#search.tables;
    let [at, parent] = [row, this.#search.parentOf(row)];
    while (parent >= 0 && !cells[index]!.isUp(this.#search.columnsOf(parent)[index]!))
      [at, parent] = [parent, this.#search.parentOf(parent)];
    const left = (of: number): number => this.#leftIn(of)[faults.powerLoss]!;
    return parent >= 0 && left(at) < left(parent) ? "unsynced" : "nothing";
  }

  /** What is left of the budgets in a row. */
  #leftIn(row: number): readonly number[] {
    const { environment, instance } = this.#search.tables;
    return environment.value(this.#search.columnsOf(row)[instance.nodes.length]!).left;
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

const inputsOf = ({ inputs }: Node, areRestarts: boolean): readonly Happening[] =>
  inputs.flatMap(({ kind }, input) =>
    (kind === "restart") === areRestarts ? [{ event: inputEvent(input) }] : [],
  );

/** What a node is told on a path; what it has discarded too. */
const pastOf = ({ index }: Node, actions: readonly Action[]): Past => {
  let past = noPast;
  let loss: Loss = "nothing";
  for (const [at, action] of actions.entries()) {
    if (action.node !== index) continue;
    const event = eventOfAction(action);
    const isRestart = action.kind === "restart";
    if (event !== null) past = { prev: past, event, at, ...(isRestart && { loss }) };
    loss = action.kind === "power-loss" ? "unsynced" : "nothing";
  }
  return past;
};

/** What a node is told in an action, a crash in the middle of which comes later; or nothing. */
export const eventOfAction = ({ kind, subject }: Action): number | null =>
  match(kind)
    .with("deliver", "discard", () => messageEvent(subject))
    .with("timer", "request", "suspect", "restart", () => inputEvent(subject))
    .with("drop", "duplicate", "crash", "power-loss", () => null)
    .with("turn", "joint", "partition", "one-way", "heal", () => null)
    .exhaustive();
