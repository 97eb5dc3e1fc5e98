/**
 * Runs a trace of rounds again. Who the traitors are, how the nodes start and what the traitors say
 * is taken from the trace; all else has to come out as it is recorded.
 */
import type { Said, Strategy } from "../adversary/strategy.ts";
import { CannotHappen, MalformedStep } from "../errors.ts";
import { combinations } from "../model/initial.ts";
import type { Instance } from "../model/instance.ts";
import type { Claim } from "../properties/claims.ts";
import { settles, type Sight } from "../properties/evaluate.ts";
import { print } from "../schema/print.ts";
import { messageOf } from "./counterexample.ts";
import { readsIn, RoundRun, type Turn } from "../rounds/run.ts";
import type { Recorded, RecordedStep } from "./recorded.ts";
import { roundCounterexampleOf, roundTraceOf } from "./round-counterexample.ts";
import type { Message } from "../report.ts";
import {
  at,
  atStep,
  fittingFirst,
  fittingOutcomes,
  nodeNamed,
  readMessage,
  type Passed,
} from "./trace-parts.ts";

export const passRounds = (
  instance: Instance,
  { claim, claims }: { readonly claim: Claim; readonly claims: readonly Claim[] },
  { steps, initial, sent = [], traitors: named = [] }: Recorded,
): Passed => {
  const traitors = at("traitors", () => named.map((id) => nodeNamed(instance, id).index));
  const said = steps.flatMap((step, index) =>
    atStep(index + 1, () => saidIn(instance, traitors, step)),
  );
  const choices = fittingOutcomes(instance, initial);
  let refusal: unknown = null;
  // Outcomes may have the recorded state in common, and differ in what they send.
  const starts = [...combinations(choices.map(({ length }) => length))].map((chosen) =>
    choices.map((some, node) => some[chosen[node]!]!),
  );
  const strategies = starts.map((outcomes) => ({ traitors, outcomes, said }));
  for (const strategy of fittingFirst(strategies, sent, (one) => sentAt(instance, one)))
    try {
      const run = follow(instance, strategy, steps, (sight) => settles(sight, claim));
      const isViolated = settles(run.sight, claim);
      const turns = run.turns.length;
      return {
        outcome: isViolated ? "violates" : "holds",
        property: claim.name,
        length: readsIn(run.turns),
        show: () =>
          isViolated
            ? roundCounterexampleOf(instance, { strategy, turns, claim, claims, minimal: false })
            : roundTraceOf(new RoundRun(instance, strategy), turns),
      };
    } catch (error) {
      refusal ??= error;
    }
  throw refusal;
};

const sentAt = (instance: Instance, strategy: Strategy): readonly Message[] => {
  const run = new RoundRun(instance, strategy);
  return run.sentAtFirst.map((envelope) => messageOf(run, envelope));
};

const saidIn = (
  instance: Instance,
  traitors: readonly number[],
  step: RecordedStep,
): readonly Said[] => {
  const { round = null, reads = [] } = step;
  if (step.action !== "turn" || round === null)
    throw new MalformedStep(`a ${step.action}, and the model runs in rounds`);
  const reader = nodeNamed(instance, step.node);
  return reads.flatMap(({ from, message }) => {
    const sender = nodeNamed(instance, from).index;
    if (message === null || !traitors.includes(sender)) return [];
    return [{ round, from: sender, to: reader.index, ...readMessage(instance, reader, message) }];
  });
};

const follow = (
  instance: Instance,
  strategy: Strategy,
  steps: readonly RecordedStep[],
  isOver: (sight: Sight) => boolean,
): RoundRun => {
  const run = new RoundRun(instance, strategy);
  for (const [index, step] of steps.entries()) {
    if (isOver(run.sight)) break;
    atStep(index + 1, () => {
      const turn = run.run(index + 1).turns[index];
      compare(run, step, turn);
    });
  }
  return run;
};

/** @throws UsageError for a step that is not what happens now. */
const compare = (run: RoundRun, step: RecordedStep, turn: Turn | undefined): void => {
  const refuse = (why: string): never => {
    throw new CannotHappen(`it cannot happen: ${why}`);
  };
  if (turn === undefined) return refuse("the run is over");
  const { id } = run.instance.nodes[turn.node]!;
  if (id !== step.node || turn.round !== step.round)
    return refuse(`it is the turn of ${id} in round ${turn.round}`);
  const recorded = (step.reads ?? []).flatMap(({ from, message }) =>
    message === null ? [] : [{ from, tag: message.tag, payload: message.payload ?? {} }],
  );
  const heard = turn.heard.filter(({ envelope }) => envelope !== null);
  heard.forEach(({ from, envelope }, place) => {
    const { tag, payload } = messageOf(run, envelope!);
    const read = recorded[place];
    const now = `${tag} ${print(payload)} from ${run.instance.nodes[from]!.id}`;
    if (read === undefined) return refuse(`${id} reads ${now} too`);
    const then = `${read.tag} ${print(read.payload)} from ${read.from}`;
    if (now !== then) refuse(`${id} reads ${now}, not ${then}`);
  });
  const missing = recorded[heard.length];
  if (missing !== undefined) refuse(`${missing.from} does not send ${missing.tag} to ${id}`);
};
