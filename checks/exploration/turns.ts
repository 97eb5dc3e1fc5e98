/**
 * Synchronous rounds. The turn goes round among the nodes, in their order, as an envelope of its
 * own kind: who has it in the inbox may act, reads all that belongs to the round, takes its
 * `Round`, and passes the turn on. So nothing but the cell of one node decides what can happen
 * next, and receivers of one round, which are independent, act in one order only.
 */
import type { Node } from "../model/instance.ts";
import { leastRounds } from "../rounds/run.ts";
import type { CellTable } from "./cells.ts";
import { draftOf } from "./drafts.ts";
import { Reader, type ReadingSources } from "./reading.ts";

/** What came of one way to read a round. */
export interface Turn {
  readonly node: number;
  /** The cell of the node after it. */
  readonly next: number;
  /** Messages, and the next turn if there is one. */
  readonly sends: readonly number[];
  /** The steps of which it is made. */
  readonly fires: readonly number[];
  /** What was read of traitors. */
  readonly said: readonly number[];
  /** Messages of loyal nodes and of traitors that were read, and silences noticed. */
  readonly events: number;
  readonly lies: number;
}

export interface TurnSources extends ReadingSources {
  readonly cells: readonly CellTable[];
  readonly coalitions: readonly ReadonlySet<number>[];
}

export class Turns {
  readonly counting: boolean;
  readonly reader: Reader;
  readonly #sources: TurnSources;
  /** For each coalition the nodes that take turns. */
  readonly #players: readonly (readonly number[])[];

  constructor(sources: TurnSources) {
    const { instance, coalitions, counting } = sources;
    this.counting = counting;
    this.reader = new Reader(sources);
    this.#sources = sources;
    const all = instance.nodes.map(({ index }) => index);
    this.#players = coalitions.map((traitors) =>
      counting ? all : all.filter((index) => !traitors.has(index)),
    );
  }

  /** The turn with which a run begins. */
  first(coalition: number): number {
    const { envelopes } = this.#sources;
    return envelopes.internTurn(this.#players[coalition]![0]!, 0, false);
  }

  /** All that may come of a node's turn, in a fixed order; nothing, if it is not its turn. */
  of(node: Node, cell: number): readonly Turn[] {
    const { envelopes, cells, coalitions } = this.#sources;
    const table = cells[node.index]!;
    const inbox = [...table.envelopesIn(table.inbox(cell))];
    const turn = inbox.find(envelopes.isTurn);
    if (turn === undefined) return [];
    const round = envelopes.round(turn);
    const coalition = table.coalition(cell);
    const reading = {
      node,
      traitors: coalitions[coalition]!,
      round,
      messages: inbox.filter((one) => one !== turn && envelopes.round(one) === round),
      start: draftOf(table.local(cell), envelopes.isLively(turn)),
    };
    const rest = table.internInbox(inbox.filter((one) => envelopes.round(one) > round));
    return this.reader.read(reading).map((draft) => {
      const next = this.#nextTurn(node.index, coalition, round, draft.lively);
      return {
        node: node.index,
        next: table.intern(draft.local, rest, true, coalition),
        sends: next === null ? draft.sends : [...draft.sends, next],
        fires: draft.fires,
        said: draft.said,
        events: draft.account.events,
        lies: draft.account.lies,
      };
    });
  }

  /**
   * A run ends after a round in which no rule has fired; with traitors, not before a run of loyal
   * nodes would, since they may have kept something back.
   */
  #nextTurn(index: number, coalition: number, round: number, lively: boolean): number | null {
    const { envelopes, instance, coalitions } = this.#sources;
    const players = this.#players[coalition]!;
    const next = players[players.indexOf(index) + 1];
    if (next !== undefined) return envelopes.internTurn(next, round, lively);
    const goesOn = lively || (coalitions[coalition]!.size > 0 && round + 1 < leastRounds(instance));
    return goesOn ? envelopes.internTurn(players[0]!, round + 1, false) : null;
  }
}
