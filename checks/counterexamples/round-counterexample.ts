/** Turns a strategy into the counterexample that is shown, by running it through the rules. */
import type { Strategy } from "../adversary/strategy.ts";
import { whyOf } from "../explanation/why.ts";
import type { Instance } from "../model/instance.ts";
import type { Claim } from "../properties/claims.ts";
import { settles } from "../properties/evaluate.ts";
import { locateRules } from "../reports/locate.ts";
import type { Counterexample, Json, Read, Step } from "../report.ts";
import { toJson } from "../schema/to-json.ts";
import { messageOf } from "./counterexample.ts";
import { readsIn, RoundRun, type Heard, type Turn } from "../rounds/run.ts";

export interface Found {
  readonly claim: Claim;
  /** All that are judged. */
  readonly claims: readonly Claim[];
  readonly strategy: Strategy;
  /** After so many turns of loyal nodes the claim is violated. */
  readonly turns: number;
  readonly minimal: boolean;
}

/** @throws Error if the strategy does not violate the claim: then the engine itself is wrong. */
export const roundCounterexampleOf = (
  instance: Instance,
  { claim, claims, strategy, turns, minimal }: Found,
): Counterexample => {
  const trace = roundTraceOf(new RoundRun(instance, strategy), turns, minimal);
  const run = new RoundRun(instance, strategy);
  const { length } = trace.steps;
  const sights = Array.from({ length: length + 1 }, (_, at) => {
    // What comes after the last turn may end the run, which is no turn.
    return run.run(at === length ? turns : at).sight;
  });
  if (!settles(sights.at(-1)!, claim))
    throw new Error(
      `the strategy found for "${claim.name}" does not bear it out when it is run again`,
    );
  return { ...trace, why: whyOf({ claim, claims, trace, sights }) };
};

/** How the first turns of a run are shown, whatever they lead to. */
export const roundTraceOf = (run: RoundRun, turns: number, minimal = false): Counterexample => {
  const { instance, strategy } = run;
  const initial = Object.fromEntries(
    instance.nodes.map(({ id, index }) => [id, toJson(run.states[index])]),
  );
  const sent = run.sentAtFirst.map((envelope) => messageOf(run, envelope));
  run.run(turns);
  return {
    length: readsIn(run.turns),
    lies: run.lies,
    faults: 0,
    traitors: strategy.traitors.map((index) => instance.nodes[index]!.id),
    minimal,
    initial,
    sent,
    steps: stepsOf(run),
    pending: [],
    path: null,
    why: null,
  };
};

/** After how many turns of loyal nodes a strategy violates a claim first. */
export const turnsUntil = (instance: Instance, strategy: Strategy, claim: Claim): number => {
  const run = new RoundRun(instance, strategy);
  while (!settles(run.sight, claim)) {
    if (run.hasEnded)
      throw new Error(`the strategy found for "${claim.name}" does not bear it out`);
    run.run(run.turns.length + 1);
  }
  return run.turns.length;
};

const stepsOf = (run: RoundRun): readonly Step[] => {
  const places = sourcesOf(run.turns);
  return run.turns.map((turn) => {
    const { id } = run.instance.nodes[turn.node]!;
    const reads = turn.heard.map((heard) => readOf(run, heard, places));
    return {
      action: "turn",
      node: id,
      from: null,
      message: null,
      ...citationOf(turn.ended, places),
      lie: reads.some(({ lie }) => lie),
      round: turn.round,
      reads,
      state: toJson(turn.after),
      sends: turn.sends.map((envelope) => {
        const { to, tag, payload } = messageOf(run, envelope);
        return { to, tag, payload };
      }),
      unsent: null,
      side: [],
      partners: [],
    };
  });
};

type Places = ReadonlyMap<object, string | null>;

/** Every rule is looked up once: a long counterexample has thousands of reads. */
const sourcesOf = (turns: readonly Turn[]): Places => {
  const fired = turns.flatMap(({ heard, ended }) => [...heard.map(({ rule }) => rule), ended]);
  const rules = [...new Set(fired.flatMap((named) => (named === null ? [] : [named.rule])))];
  const places = locateRules(rules);
  return new Map(rules.map((rule, at) => [rule, places[at] ?? null]));
};

const citationOf = (
  named: Heard["rule"],
  places: Places,
): Pick<Read, "rule" | "section" | "source"> =>
  named === null
    ? { rule: null, section: null, source: null }
    : {
        rule: named.name,
        section: named.rule.section ?? null,
        source: places.get(named.rule) ?? null,
      };

const readOf = (run: RoundRun, heard: Heard, places: Places): Read => {
  const said = (envelope: number | null): { tag: string; payload: Json } | null => {
    if (envelope === null) return null;
    const { tag, payload } = messageOf(run, envelope);
    return { tag, payload };
  };
  return {
    from: run.instance.nodes[heard.from]!.id,
    message: said(heard.envelope),
    ...citationOf(heard.rule, places),
    lie: heard.lie,
    truth: said(heard.truth),
  };
};
