/**
 * The transition memo: a cell -> the list of all that may happen to it. Derived from steps, without
 * protocol code; the inner loop walks them millions of times. The environment has lists as a node
 * has, of what belongs to no node.
 */
import type { Node } from "../model/instance.ts";
import { isDeliverable } from "../network/inbox.ts";
import { actionOf } from "./actions.ts";
import { writeEnvironment } from "./environment-lists.ts";
import { writeFaults } from "./fault-lists.ts";
import { ListPool } from "./list-pool.ts";
import { reasonOf } from "./detection.ts";
import type { ListSources, Offer } from "./list-sources.ts";
import { ListWriter } from "./list-writer.ts";
import { inputEvent, messageEvent, NONE } from "./steps.ts";

export class TransitionMemo {
  readonly pool: ListPool;
  readonly #writer: ListWriter;
  readonly #sources: ListSources;

  constructor(sources: ListSources) {
    this.#sources = sources;
    const { joint, partitions, nodes } = sources.instance;
    this.pool = new ListPool(nodes.length + (joint.length + partitions.length > 0 ? 1 : 0));
    this.pool.onForget = () => this.addUp();
    this.#writer = new ListWriter(this.pool, sources);
  }

  /**
   * Where the list of a cell starts, which is derived if it is not there.
   * @param node one beyond the last is the environment: then the cell is its number.
   * @param row for which it is asked, of those that are expanded one after the other; none, where
   * only a reader asks.
   */
  list(node: number, cell: number, row = Infinity): number {
    this.pool.reserve(node, cell + 1);
    const known = this.pool.starts[this.pool.firsts[node]! + cell]!;
    return known >= 0 ? known : this.#derive(node, cell, row);
  }

  /** Tells the coverage what the lists have counted. */
  addUp(): void {
    const { coverage, steps } = this.#sources;
    coverage.add(this.pool.words, this.pool.complete, (step) => steps.rule(step));
  }

  #derive(index: number, cell: number, row: number): number {
    this.#writer.begin(index, cell, row);
    const node = this.#sources.instance.nodes[index];
    if (node === undefined) writeEnvironment(this.#sources, this.#writer, cell);
    else if (this.#sources.instance.inRounds) this.#writeTurns(node, cell);
    else if (this.#sources.cells[index]!.isUp(cell)) this.#writeAll(node, cell);
    else this.#writeRestarts(node, cell);
    return this.#writer.end();
  }

  #writeTurns(node: Node, cell: number): void {
    if (!this.#sources.cells[node.index]!.isUp(cell)) return;
    for (const [place, { next, sends, fires }] of this.#sources.turns.of(node, cell).entries()) {
      for (const step of fires) this.#writer.note(step);
      const action = actionOf("turn", place);
      this.#writer.write({ action, next, step: NONE, gate: -1, sends });
    }
  }

  #writeAll(node: Node, cell: number): void {
    const offers = [...this.#deliveries(node, cell), ...this.#inputs(node, cell)];
    for (const offer of offers) this.#writeOffer(node, cell, offer);
    writeFaults(this.#sources, this.#writer, node, cell, offers);
  }

  #writeOffer(node: Node, cell: number, { step, action, inbox, gate }: Offer): void {
    const { steps, environment } = this.#sources;
    const cells = this.#sources.cells[node.index]!;
    const local = step === NONE ? cells.local(cell) : steps.after(step);
    this.#writer.write({
      action,
      next: cells.intern(local, inbox, true),
      step,
      gate: gate === null ? -1 : environment.gate(gate),
      sends: step === NONE ? [] : steps.sends(step),
    });
  }

  /** Messages that are read, and those that are discarded at the head of a queue. */
  #deliveries(node: Node, cell: number): readonly Offer[] {
    const { instance, envelopes, steps } = this.#sources;
    const cells = this.#sources.cells[node.index]!;
    const inbox = cells.inbox(cell);
    const list = cells.envelopesIn(inbox).slice();
    const offers: Offer[] = [];
    for (let at = 0; at < list.length; at++) {
      if (!isDeliverable(list, at, envelopes)) continue;
      const envelope = list[at]!;
      const step = steps.step(node.index, cells.local(cell), messageEvent(envelope));
      if (step === NONE && envelopes.kind(envelope) !== "fifo") continue;
      const link = envelopes.sender(envelope) * instance.nodes.length + node.index;
      offers.push({
        step,
        action: actionOf(step === NONE ? "discard" : "deliver", envelope),
        inbox: cells.inboxAfter(inbox, at),
        gate: instance.partitions.length === 0 ? null : { open: [link] },
      });
    }
    return offers;
  }

  #inputs(node: Node, cell: number): readonly Offer[] {
    const { steps } = this.#sources;
    const cells = this.#sources.cells[node.index]!;
    const inbox = cells.inbox(cell);
    const offers: Offer[] = [];
    for (const [number, { kind, budget, detects }] of node.inputs.entries()) {
      if (kind === "restart") continue;
      const step = steps.step(node.index, cells.local(cell), inputEvent(number));
      if (step === NONE) continue;
      const reason = detects === null ? {} : reasonOf(this.#sources, node, cell, detects);
      if (reason === null) continue;
      const gate = { ...(budget >= 0 && { spends: [budget] }), ...reason };
      const isFree = Object.keys(gate).length === 0;
      offers.push({ step, action: actionOf(kind, number), inbox, gate: isFree ? null : gate });
    }
    return offers;
  }

  #writeRestarts(node: Node, cell: number): void {
    const { steps, environment } = this.#sources;
    const cells = this.#sources.cells[node.index]!;
    if (node.faults.restart < 0) return;
    const gate = environment.gate({ spends: [node.faults.restart], comesUp: node.index });
    for (const [number, { kind }] of node.inputs.entries()) {
      if (kind !== "restart") continue;
      const step = steps.step(node.index, cells.local(cell), inputEvent(number));
      if (step === NONE) continue;
      const next = cells.intern(steps.after(step), cells.inbox(cell), true);
      this.#writer.write({
        action: actionOf("restart", number),
        next,
        step,
        gate,
        sends: steps.sends(step),
      });
    }
  }
}
