/**
 * Random schedules: choices of a node, each with a number that picks one of the actions which are
 * enabled at it then. Where nothing is, the choice is passed over, so that without one choice the
 * others mean much the same.
 */
import * as fc from "fast-check";
import type { Adapter } from "../../impl/adapter.ts";
import type { Outcome } from "../../models/protocol.ts";
import { traceOf } from "../counterexamples/counterexample.ts";
import { Interpreter, type World } from "../counterexamples/world.ts";
import type { Action } from "../exploration/path.ts";
import { inputEvent, messageEvent, NONE } from "../exploration/steps.ts";
import { initialOutcomes } from "../model/initial.ts";
import type { Instance, Node } from "../model/instance.ts";
import { deliverable } from "../network/inbox.ts";
import { Cores } from "./cores.ts";
import { eventOfAction } from "./actions-walk.ts";
import type { Gamble, Played } from "./gamble.ts";

type Choice = readonly [node: number, pick: number];
interface Schedule {
  /** For each node, which of the ways in which it may start. */
  readonly starts: readonly number[];
  /**
   * What is left out of the run: by far the most schedules in which anything may happen at any time
   * are those of impatience and refusal, and never get far.
   */
  readonly muted: readonly string[];
  readonly choices: readonly Choice[];
}

/** More than there are actions at one node, as a rule. */
const PICKS = 1 << 10;

export const actionsGamble = (instance: Instance, adapter: Adapter): Gamble<Schedule> => {
  const outcomes = initialOutcomes(instance);
  return {
    valueOf: (steps) =>
      fc.record({
        starts: fc.tuple(...outcomes.map(({ length }) => fc.nat(length - 1))),
        muted: fc.subarray(mutableOf(instance)),
        choices: fc.array(fc.tuple(fc.constantFrom(...slotsOf(instance)), fc.nat(PICKS - 1)), {
          maxLength: steps,
          size: "max",
        }),
      }),
    play: (schedule) => {
      const chosen = outcomes.map((some, node) => some[schedule.starts[node]!]!);
      return new Run(instance, adapter, chosen).played(schedule);
    },
  };
};

/** The nodes, those of each role about as often as those of the others: who is alone is a hub. */
const slotsOf = ({ nodes, setting }: Instance): readonly number[] => {
  const most = Math.max(...Object.values(setting.nodes).map(({ length }) => length));
  return nodes.flatMap(({ index, role }) => {
    const times = Math.round(most / (setting.nodes[role]?.length ?? 1));
    return Array.from({ length: times }, () => index);
  });
};

const CRASH = "crash";

/** Timers and requests by their rules, and crashes. */
const mutableOf = ({ nodes }: Instance): string[] => {
  const inputs = nodes.flatMap((node) => node.inputs.map(({ name }) => name));
  const crashes = nodes.some(({ crashBudget }) => crashBudget >= 0) ? [CRASH] : [];
  return [...new Set(inputs), ...crashes];
};

/** What may happen at a node, as long as nothing that decides it has changed. */
interface Enabled {
  readonly state: object;
  readonly inbox: World["inboxes"][number];
  readonly left: World["left"];
  readonly actions: readonly Action[];
}

class Run {
  readonly #instance: Instance;
  readonly #interpreter: Interpreter;
  readonly #outcomes: readonly Outcome<object>[];
  readonly #cores: Cores;
  readonly #enabled: (Enabled | undefined)[] = [];
  readonly #actions: Action[] = [];
  #world: World;

  constructor(instance: Instance, adapter: Adapter, outcomes: readonly Outcome<object>[]) {
    this.#instance = instance;
    this.#outcomes = outcomes;
    this.#cores = new Cores(
      instance,
      adapter,
      outcomes.map(({ state }) => state),
    );
    this.#interpreter = new Interpreter(instance, false, this.#cores.sources.envelopes);
    this.#world = this.#interpreter.start(outcomes);
  }

  played({ starts, muted, choices }: Schedule): Played<Schedule> {
    const taken: Choice[] = [];
    for (const [index, pick] of choices) {
      const node = this.#instance.nodes[index]!;
      const all = this.#enabledAt(node);
      const actions = all.filter((action) => !muted.includes(nameOf(node, action)));
      const action = actions[pick % actions.length];
      if (action === undefined) continue;
      taken.push([index, all.indexOf(action)]);
      this.#take(action);
      if (this.#cores.found !== null) break;
      this.#actions.push(action);
    }
    return {
      cores: this.#cores,
      effective: { starts, muted: [], choices: taken },
      trace: (count) => {
        const actions = this.#actions.slice(0, count);
        return traceOf(this.#interpreter, { outcomes: this.#outcomes, actions });
      },
    };
  }

  #take(action: Action): void {
    const node = this.#instance.nodes[action.node]!;
    if (action.kind !== "crash")
      this.#cores.tell(node, eventOfAction(action), this.#actions.length);
    if (this.#cores.found === null) this.#world = this.#interpreter.take(this.#world, action).world;
  }

  #enabledAt(node: Node): readonly Action[] {
    const { index } = node;
    const { states, up, inboxes, left } = this.#world;
    if (!up[index]) return [];
    const [state, inbox] = [states[index]!, inboxes[index]!];
    const known = this.#enabled[index];
    if (known?.state === state && known.inbox === inbox && known.left === left)
      return known.actions;
    const actions = [...this.#received(node, inbox), ...this.#others(node, left)];
    this.#enabled[index] = { state, inbox, left, actions };
    return actions;
  }

  #received(node: Node, inbox: World["inboxes"][number]): readonly Action[] {
    const { network } = this.#instance;
    const places = deliverable(network, inbox, this.#cores.sources.envelopes);
    return places.flatMap((place): readonly Action[] => {
      const subject = inbox[place]!;
      if (this.#cores.step(node, messageEvent(subject)) !== NONE)
        return [{ kind: "deliver", node: node.index, subject }];
      return network === "fifo" ? [{ kind: "discard", node: node.index, subject }] : [];
    });
  }

  #others(node: Node, left: World["left"]): readonly Action[] {
    const { index, inputs, crashBudget } = node;
    const allowed = (budget: number): boolean => budget < 0 || left[budget]! > 0;
    const own = inputs.flatMap(({ kind, budget }, subject): readonly Action[] =>
      allowed(budget) && this.#cores.step(node, inputEvent(subject)) !== NONE
        ? [{ kind, node: index, subject }]
        : [],
    );
    const mayCrash = crashBudget >= 0 && left[crashBudget]! > 0;
    return mayCrash ? [...own, { kind: "crash", node: index, subject: 0 }] : own;
  }
}

/** Empty for messages: they are never left out. */
const nameOf = ({ inputs }: Node, { kind, subject }: Action): string => {
  if (kind === "timer" || kind === "request") return inputs[subject]!.name;
  return kind === "crash" ? CRASH : "";
};
