/**
 * Holds what a node of the implementation does against what its model does: state, messages, and
 * what is left of it after a restart. States and messages are compared by their canonical bytes.
 */
import type { Adapter, Loss, NodeEvent, RunningNode } from "../../impl/adapter.ts";
import type { Outcome, Send } from "../../models/protocol.ts";
import { messageOf } from "../counterexamples/counterexample.ts";
import { InvalidModel } from "../errors.ts";
import { NONE } from "../exploration/steps.ts";
import { deepFreeze } from "../model/freeze.ts";
import type { Node } from "../model/instance.ts";
import { envelopesOf } from "../model/sends.ts";
import { compareBytes } from "../schema/compare.ts";
import { toJson } from "../schema/to-json.ts";
import {
  called,
  canonical,
  encoded,
  Fault,
  fieldsThatDiffer,
  only,
  sameSends,
  sendsIn,
} from "./answers.ts";
import { Disks, durableOf } from "./disks.ts";
import type { Difference, Reaction } from "./report.ts";
import type { Sources } from "./sources.ts";
import { playerOf, restartNode, startNode } from "./start-node.ts";

export type Mismatch = Pick<Difference, "expected" | "actual" | "durable" | "fields">;

/** A node of the implementation. When it starts again, another one takes its place. */
export interface Core {
  running: RunningNode;
}

/** What happens to a node. */
export interface Happening {
  readonly event: number;
  /** Of a restart: what was lost before. */
  readonly loss?: Loss;
}

/** `Restart` is no event that a node is told of: it is what it does when it is there again. */
type Named = NodeEvent | (Omit<NodeEvent, "kind"> & { readonly kind: "restart" });

/** What the model says: a local state by its number, and envelopes. */
interface Expected {
  readonly local: number;
  readonly sends: readonly number[];
}

export class Comparer {
  readonly #sources: Sources;
  readonly #adapter: Adapter;
  readonly #events: readonly Map<number, Named>[];
  readonly #disks: Disks;

  constructor(sources: Sources, adapter: Adapter) {
    this.#sources = sources;
    this.#adapter = adapter;
    this.#events = sources.instance.nodes.map(() => new Map());
    this.#disks = new Disks(sources);
  }

  /** Whether there is anything to compare, and the model does not play the node by itself. */
  plays({ role }: Node): boolean {
    return playerOf(this.#adapter, role) !== null;
  }

  /** @throws Fault */
  start(node: Node, initial: number): Core {
    const state = this.#sources.steps.state(node.index, initial);
    const player = playerOf(this.#adapter, node.role)!;
    return { running: called(null, () => startNode(player, node, state)) };
  }

  /** What a node sends that is told of an event, or starts again. @throws Fault */
  tell(core: Core, node: Node, { event, loss = "nothing" }: Happening): readonly Send[] {
    const told = this.eventOf(node, event);
    if (told.kind !== "restart") return sendsIn(called(null, () => core.running.take(told)));
    core.running = restartNode(core.running, loss, null);
    return sendsIn(core.running.sent ?? []);
  }

  /** The local state in which something happens to a node that is in another until then. */
  before(node: Node, local: number, { loss }: Happening): number {
    return loss === "unsynced" ? this.#sources.steps.afterLoss(node, local) : local;
  }

  /** Whether a node is in a state, and would be in its durable fields. @throws Fault */
  isAt(core: Core, node: Node, local: number): boolean {
    const { steps } = this.#sources;
    const found = called("state", () => core.running.state());
    const bytes = encoded(node, found, "state");
    const isSame = compareBytes(bytes, steps.stateBytes(node.index, local)) === 0;
    return isSame && this.#keeps(core, node, local);
  }

  /** Whether a node stays in a state and is silent, whichever of these events it is told. */
  ignores(core: () => Core, node: Node, local: number, events: Iterable<Happening>): boolean {
    try {
      const one = core();
      for (const event of events) if (this.tell(one, node, event).length > 0) return false;
      return this.isAt(one, node, local);
    } catch (error) {
      if (error instanceof Fault) return false;
      throw error;
    }
  }

  /** A node that has just started. */
  compareStart(core: Core, node: Node, local: number, outcome: Outcome<object>) {
    const { instance, envelopes } = this.#sources;
    const place = { rule: `initial.${node.role}` };
    const sends = envelopesOf(instance, envelopes.intern, node.index, outcome, place);
    return this.#compared(node, { local, sends }, 0, core, () => sendsIn(core.running.sent ?? []));
  }

  /** Tells a node of an event, which leads the model from a local state by a step, or by none. */
  compare(core: Core, node: Node, local: number, happening: Happening, step: number) {
    const { instance } = this.#sources;
    const expected = this.#expected(local, step);
    const round = instance.inRounds ? this.eventOf(node, happening.event).round + 1 : 0;
    return this.#compared(node, expected, round, core, () => this.tell(core, node, happening));
  }

  /** Of an implementation that gives no answer. */
  failed(node: Node, local: number, step: number, { message, field }: Fault): Mismatch {
    return this.#withError(node, this.#expected(local, step), message, field);
  }

  /** An event in the words that an adapter is told. */
  eventOf(node: Node, event: number): Named {
    const known = this.#events[node.index]!.get(event);
    if (known !== undefined) return known;
    const made = deepFreeze(this.#eventOf(node, event));
    this.#events[node.index]!.set(event, made);
    return made;
  }

  #eventOf(node: Node, event: number): Named {
    const { instance, envelopes, steps } = this.#sources;
    const number = event >> 1;
    const { tag } = steps.handler(node, event);
    if ((event & 1) === 0)
      return {
        kind: "message",
        tag,
        from: instance.nodes[envelopes.sender(number)]!.id,
        round: envelopes.round(number),
        fields: envelopes.payload(number) as Record<string, unknown>,
      };
    if (node.roundEnd !== null)
      return { kind: "round", tag, from: null, round: number, fields: {} };
    const { kind, payload } = node.inputs[number]!;
    return { kind, tag, from: null, round: 0, fields: payload as Record<string, unknown> };
  }

  #expected(local: number, step: number): Expected {
    const { steps } = this.#sources;
    return step === NONE
      ? { local, sends: [] }
      : { local: steps.after(step), sends: steps.sends(step) };
  }

  #compared(
    node: Node,
    expected: Expected,
    round: number,
    core: Core,
    sent: () => readonly Send[],
  ): Mismatch | null {
    try {
      const sends = this.#numbered(node, sent(), round);
      const agrees =
        sameSends(sends, expected.sends, this.#sources.envelopes) &&
        this.isAt(core, node, expected.local);
      return agrees ? null : this.#explained(core, node, expected, sends);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return this.#withError(node, expected, error.message, error.field);
    }
  }

  /** What was sent, as envelopes, so that their payloads are compared by their bytes. */
  #numbered(node: Node, sends: readonly Send[], round: number): readonly number[] {
    if (sends.length === 0) return [];
    const { instance, envelopes } = this.#sources;
    const place = { rule: "sends" };
    try {
      const intern = envelopes.internIn(round);
      return envelopesOf(instance, intern, node.index, { state: {}, sends }, place);
    } catch (error) {
      if (error instanceof InvalidModel) throw new Fault(error.message, error.field);
      throw error;
    }
  }

  /** Whether the durable fields after a restart are those that a state would leave. */
  #keeps(core: Core, node: Node, local: number): boolean {
    const { steps } = this.#sources;
    const wanted = this.#disks.kept(node, local);
    if (wanted === NONE) return true;
    const kept = this.#afterRestart(core, node, steps.state(node.index, wanted));
    if (kept === null) return true;
    const bytes = encoded(node, kept, "durable");
    return compareBytes(bytes, steps.stateBytes(node.index, wanted)) === 0;
  }

  /** A state with its durable fields as they are after a restart; null where there are none. */
  #afterRestart(core: Core, { role }: Node, state: object): object | null {
    const fields = durableOf(this.#sources.instance, role);
    if (fields.length === 0) return null;
    const again = restartNode(core.running, "nothing", "durable");
    const found: unknown = called("durable", () => again.state());
    if (typeof found !== "object" || found === null)
      throw new Fault("what is left of it after a restart is no state", "durable");
    const given = new Map<string, unknown>(Object.entries(found));
    return { ...state, ...Object.fromEntries(fields.map((name) => [name, given.get(name)])) };
  }

  #explained(core: Core, node: Node, expected: Expected, sends: readonly number[]): Mismatch {
    const { steps } = this.#sources;
    const wanted = steps.state(node.index, expected.local);
    const shown = called("state", () => core.running.state());
    const found = canonical(node, shown, "state");
    const durable = this.#explainedDisk(core, node, expected.local);
    return {
      expected: this.#reaction(node, expected),
      actual: { state: toJson(found), sends: this.#messages(sends) },
      durable: durable.fields.length === 0 ? null : durable.shown,
      fields: [
        ...fieldsThatDiffer("state", wanted, found),
        ...(sameSends(sends, expected.sends, this.#sources.envelopes) ? [] : ["sends"]),
        ...durable.fields,
      ],
    };
  }

  #explainedDisk(core: Core, node: Node, local: number) {
    const { instance, steps } = this.#sources;
    const after = this.#disks.kept(node, local);
    const wanted = steps.state(node.index, after === NONE ? local : after);
    const left = after === NONE ? null : this.#afterRestart(core, node, wanted);
    const kept = canonical(node, left ?? wanted, "durable");
    const names = durableOf(instance, node.role);
    return {
      fields: fieldsThatDiffer("durable", wanted, kept),
      shown: { expected: toJson(only(names, wanted)), actual: toJson(only(names, kept)) },
    };
  }

  #withError(node: Node, expected: Expected, error: string, field: string | null): Mismatch {
    const fields = field === null ? [] : [field];
    return { expected: this.#reaction(node, expected), actual: { error }, durable: null, fields };
  }

  #reaction({ index }: Node, { local, sends }: Expected): Reaction {
    const state = toJson(this.#sources.steps.state(index, local));
    return { state, sends: this.#messages(sends) };
  }

  #messages(sends: readonly number[]): Reaction["sends"] {
    return sends.map((envelope) => {
      const { to, tag, payload } = messageOf(this.#sources, envelope);
      return { to, tag, payload };
    });
  }
}
