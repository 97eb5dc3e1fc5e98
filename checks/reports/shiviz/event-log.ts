/**
 * The steps of a trace as events that have one host each, as vector clocks want them. A node's
 * first event is its start, which has sent what is on its way at first. A joint step is an event of
 * the node that takes it, and then one of each partner; whatever follows the step follows them all.
 * What is at no node, a loss too, happens at the network, one after the other. A traitor takes no
 * steps: what it says in a turn is an event before that turn. An idle turn is none.
 */
import { actorsOf, causesOf } from "../../explanation/causality.ts";
import { circumstancesOf } from "../../explanation/circumstances.ts";
import type { Instance } from "../../model/instance.ts";
import type { Counterexample, Step } from "../../trace.ts";
import { startText, tellerOf, type Told } from "./event-texts.ts";

export interface Event {
  /** Of its host: a node by its place among all, and then the network. */
  readonly host: number;
  /** How many events of its host there are up to it. */
  readonly count: number;
  /** The events that it follows, from 1 on. */
  readonly follows: readonly number[];
  readonly text: string;
}

export const eventsOf = (instance: Instance, trace: Counterexample): readonly Event[] => {
  const nodes = Object.keys(trace.initial);
  const steps = [...nodes.map((node) => startOf(trace, node)), ...trace.steps];
  const circumstances = circumstancesOf(instance, steps);
  const { predecessors } = causesOf({ ...trace, sent: [], steps }, circumstances);
  const tell = tellerOf(trace);
  const log = new EventLog(nodes);
  for (const node of nodes) log.enter(node, [], startText(trace, node));
  const last = nodes.map((_, at) => [at + 1] as readonly number[]);
  for (const [index, step] of trace.steps.entries()) {
    const follows = predecessors[nodes.length + index]!.flatMap((earlier) => last[earlier - 1]!);
    const told = tell(step, index);
    last.push(told === null ? follows : enterStep(log, step, told, follows));
  }
  return log.events;
};

/** @returns the events that whatever follows the step has to follow. */
const enterStep = (
  log: EventLog,
  step: Step,
  { text, said, joined }: Told,
  follows: readonly number[],
): readonly number[] => {
  const { partners } = step;
  const [node = null] = actorsOf(step);
  const heard = said.map((one) => log.enter(one.traitor, [], one.text));
  const lasts = partners.map((partner) => log.lastOf(partner.node));
  const event = log.enter(node, [...follows, ...heard, ...lasts], text);
  const others = partners.map((partner, at) => log.enter(partner.node, [event], joined[at]!));
  return others.length === 0 ? [event] : others;
};

/** As a step, so that what follows the messages which are there at first follows it. */
const startOf = ({ sent }: Counterexample, node: string): Step => ({
  action: "request",
  node,
  from: null,
  message: null,
  rule: null,
  section: null,
  source: null,
  lie: false,
  round: null,
  reads: [],
  state: null,
  sends: sent.filter(({ from }) => from === node),
  unsent: null,
  side: [],
  partners: [],
});

class EventLog {
  readonly events: Event[] = [];
  readonly #nodes: readonly string[];
  /** Of each host the number of its last event. */
  readonly #last = new Map<number, number>();

  constructor(nodes: readonly string[]) {
    this.#nodes = nodes;
  }

  /** Answers the number of the event, which follows the one before it at its host, too. */
  enter(node: string | null, follows: readonly number[], text: string): number {
    const host = node === null ? this.#nodes.length : this.#nodes.indexOf(node);
    const before = this.#last.get(host);
    const count = before === undefined ? 1 : this.events[before - 1]!.count + 1;
    const all = new Set([...follows, ...(before === undefined ? [] : [before])]);
    this.events.push({ host, count, follows: [...all], text });
    this.#last.set(host, this.events.length);
    return this.events.length;
  }

  lastOf(node: string): number {
    return this.#last.get(this.#nodes.indexOf(node))!;
  }
}
