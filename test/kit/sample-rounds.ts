/** Random runs in rounds, with traitors who say anything: what rules are asked in them. */
import { coalitionsOf } from "../../checks/adversary/coalitions.ts";
import { menuFor } from "../../checks/adversary/menus.ts";
import type { Said, Strategy } from "../../checks/adversary/strategy.ts";
import { RoundRun, type Turn } from "../../checks/rounds/run.ts";
import { initialOutcomes } from "../../checks/model/initial.ts";
import type { Instance } from "../../checks/model/instance.ts";
import type { Shape } from "../../checks/schema/shape.ts";
import type { Question } from "./question.ts";

type Roll = (sides: number) => number;

const ROUNDS = 6;

export function* questionsInRounds(
  instance: Instance,
  roll: Roll,
): Generator<readonly [string, Question]> {
  const run = new RoundRun(instance, strategyBy(instance, roll));
  run.run(ROUNDS * instance.nodes.length);
  for (const turn of run.turns) yield* questionsOf(run, turn);
}

const strategyBy = (instance: Instance, roll: Roll): Strategy => {
  const coalitions = coalitionsOf(instance);
  const traitors = [...coalitions[roll(coalitions.length)]!];
  const outcomes = initialOutcomes(instance).map((some) => some[roll(some.length)]!);
  return { traitors, outcomes, said: traitors.flatMap((from) => saidBy(instance, from, roll)) };
};

/** One message to each node in each round: most of them are out of place. */
const saidBy = (instance: Instance, from: number, roll: Roll): readonly Said[] =>
  Array.from({ length: ROUNDS }, (_, round) => round).flatMap((round) =>
    instance.nodes.flatMap((node) => {
      const menu = menuFor(instance, node);
      if (menu.length === 0 || node.index === from) return [];
      const { tag, payload } = menu[roll(menu.length)]!;
      return [{ round, from, to: node.index, tag, payload }];
    }),
  );

const ROUND: Shape = {
  kind: "struct",
  fields: [{ name: "round", shape: { kind: "int", min: 0, max: ROUNDS }, optional: false }],
};

function* questionsOf(
  { instance, envelopes }: RoundRun,
  { node: index, before, heard, round }: Turn,
): Generator<readonly [string, Question]> {
  const node = instance.nodes[index]!;
  let state = before;
  const asked = heard.flatMap(({ envelope }) => {
    if (envelope === null) return [];
    const { rule, name, shape } = node.receives[envelopes.tag(envelope)]!;
    return [{ rule, name, event: envelopes.event(envelope), payload: shape }];
  });
  for (const one of [...asked, { ...node.roundEnd!, event: { round }, payload: ROUND }]) {
    const key = `${node.id} ${node.state.encode(state).join()} ${JSON.stringify(one.event)}`;
    yield [key, { node, state, ...one }];
    state = one.rule(state, one.event, node.context)?.state ?? state;
  }
}
