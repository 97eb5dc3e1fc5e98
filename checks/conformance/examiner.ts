/**
 * Asks a node of the implementation about events in one state of its model. The node is started
 * anew and told all that the model's node was told on its way into that state.
 */
import type { Outcome } from "../../models/protocol.ts";
import { NONE } from "../exploration/steps.ts";
import type { Node } from "../model/instance.ts";
import { insideSchema } from "../model/sends.ts";
import { Fault } from "./answers.ts";
import type { Comparer, Core, Happening, Mismatch } from "./comparer.ts";
import type { Sources } from "./sources.ts";

/** What a node was told, the last first: a list that others may go on from. */
export interface Past extends Happening {
  /** Null: there is nothing before, and this is no event. */
  readonly prev: Past | null;
  /** The place on the path of the action, or of the turn, that it belongs to. */
  readonly at: number;
  /** The model declines it, and it is no step of the path. */
  readonly isBeside?: boolean;
}

export const noPast: Past = { prev: null, event: NONE, at: -1 };

export const eventsOf = (past: Past): readonly Past[] => {
  const events: Past[] = [];
  for (let one = past; one.prev !== null; one = one.prev) events.push(one);
  return events.toReversed();
};

/** An event, and where it leads the model: a step, or `NONE`. */
export interface Question extends Happening {
  readonly step: number;
}

export interface Inquiry {
  readonly node: Node;
  /** The local state in which the node starts, and the one that it is asked in, up or down. */
  readonly initial: number;
  readonly local: number;
  readonly past: Past;
  /** The place on the path of what is asked about. */
  readonly at: number;
  readonly questions: readonly Question[];
}

export interface Found {
  readonly node: Node;
  /** Before the event; null: it has just started. */
  readonly past: Past;
  readonly event: number | null;
  readonly at: number;
  readonly local: number;
  readonly step: number;
  readonly mismatch: Mismatch;
}

export class Examiner {
  readonly #sources: Sources;
  readonly #comparer: Comparer;

  constructor(sources: Sources, comparer: Comparer) {
    this.#sources = sources;
    this.#comparer = comparer;
  }

  /** How a node starts. */
  askStart(node: Node, outcome: Outcome<object>): Found | null {
    const { steps } = this.#sources;
    const place = { rule: `initial.${node.role}` };
    const local = insideSchema("state", place, () => steps.internState(node.index, outcome.state));
    const mismatch = this.#guarded(node, local, NONE, () => {
      const core = this.#comparer.start(node, local);
      return this.#comparer.compareStart(core, node, local, outcome);
    });
    if (mismatch === null) return null;
    return { node, past: noPast, event: null, at: 0, local, step: NONE, mismatch };
  }

  /** The first difference, if there is one. */
  ask(inquiry: Inquiry): Found | null {
    const declined = inquiry.questions.filter(({ step }) => step === NONE);
    const found = declined.length === 0 ? null : this.#askDeclined(inquiry, declined);
    if (found !== null) return found;
    for (const question of inquiry.questions) {
      if (question.step === NONE) continue;
      const found = this.#askOne(inquiry, question);
      if (found !== null) return found;
    }
    return null;
  }

  /**
   * What changes nothing may be told to one and the same node. Only where that went wrong, it is
   * found out after which of the events.
   */
  #askDeclined(inquiry: Inquiry, declined: readonly Question[]): Found | null {
    const { node, local } = inquiry;
    const core = (): Core => this.#told(inquiry);
    if (this.#comparer.ignores(core, node, local, declined)) return null;
    for (const question of declined) {
      const found = this.#askOne(inquiry, question);
      if (found !== null) return found;
    }
    const all = declined.reduce<Past>(
      (prev, { event }) => ({ prev, event, at: inquiry.at }),
      inquiry.past,
    );
    return this.located(inquiry, all);
  }

  #askOne(inquiry: Inquiry, { step, ...happening }: Question): Found | null {
    const { node, local, past, at } = inquiry;
    const mismatch = this.#guarded(node, local, step, () =>
      this.#comparer.compare(this.#told(inquiry), node, local, happening, step),
    );
    if (mismatch === null) return null;
    const first = this.located(inquiry, { prev: past, ...happening, at });
    // One that is not as before when it is told the same again differs too.
    return first ?? { node, past, event: happening.event, at, local, step, mismatch };
  }

  /** A node that was told all that is past. @throws Fault */
  #told({ node, initial, past }: Inquiry): Core {
    const core = this.#comparer.start(node, initial);
    for (const happening of eventsOf(past)) this.#comparer.tell(core, node, happening);
    return core;
  }

  /** The first event at which a node differs, of all that it is told. */
  located({ node, initial }: Pick<Inquiry, "node" | "initial">, all: Past): Found | null {
    const { steps } = this.#sources;
    let core: Core | null = null;
    let after = initial;
    for (const { prev, at, ...happening } of eventsOf(all)) {
      const { event } = happening;
      const local = this.#comparer.before(node, after, happening);
      const step = steps.tried(node.index, local, event);
      const mismatch = this.#guarded(node, local, step, () => {
        core ??= this.#comparer.start(node, initial);
        return this.#comparer.compare(core, node, local, happening, step);
      });
      if (mismatch !== null) return { node, past: prev!, event, at, local, step, mismatch };
      after = step === NONE ? local : steps.after(step);
    }
    return null;
  }

  #guarded(
    node: Node,
    local: number,
    step: number,
    compare: () => Mismatch | null,
  ): Mismatch | null {
    try {
      return compare();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return this.#comparer.failed(node, local, step, error);
    }
  }
}
