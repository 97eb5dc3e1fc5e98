/**
 * Random strategies of traitors. Each says what a loyal node would say in its place, except where a
 * whim has it drop a message, tell another, or say anything at all: so few whims are few lies.
 */
import * as fc from "fast-check";
import type { Adapter } from "../../impl/adapter.ts";
import { coalitionsOf } from "../adversary/coalitions.ts";
import { menuFor } from "../adversary/menus.ts";
import { initialOutcomes } from "../model/initial.ts";
import type { Instance } from "../model/instance.ts";
import { leastRounds } from "../rounds/run.ts";
import { differenceIn, type Gamble } from "./gamble.ts";
import { minimal } from "../minimal.ts";
import { kindOf } from "./kind.ts";
import type { Difference } from "./report.ts";
import { RoundsRun, type Cast, type Liar, type Lie, type Occasion } from "./rounds-run.ts";
import { sourcesOf, type Sources } from "./sources.ts";

/** What one traitor does otherwise when one node reads it in one round. */
interface Whim {
  readonly round: number;
  /** Places among the traitors and among the loyal nodes. */
  readonly from: number;
  readonly to: number;
  readonly way: "drop" | "alter" | "add";
  /** Which message of those that there are. */
  readonly pick: number;
  /** And what instead. */
  readonly other: number;
}

interface Plot {
  readonly coalition: number;
  /** For each node, which of the ways in which it may start. */
  readonly starts: readonly number[];
  readonly whims: readonly Whim[];
}

/** More than there are messages to choose from, as a rule. */
const PICKS = 1 << 12;

export const roundsGamble = (instance: Instance, adapter: Adapter): Gamble<Plot> => {
  const outcomes = initialOutcomes(instance);
  const coalitions = coalitionsOf(instance);
  const castOf = ({ coalition, starts }: Plot): Cast => ({
    outcomes: outcomes.map((some, node) => some[starts[node]!]!),
    traitors: coalitions[coalition]!,
  });
  const runOf = (plot: Plot, effective: Whim[]): RoundsRun => {
    const [sources, cast] = [sourcesOf(instance), castOf(plot)];
    const run = new RoundsRun(sources, adapter, cast);
    run.play(moody(sources, cast, plot.whims, effective));
    return run;
  };
  return {
    valueOf: (steps) =>
      fc.record({
        coalition: fc.nat(coalitions.length - 1),
        starts: fc.tuple(...outcomes.map(({ length }) => fc.nat(length - 1))),
        whims: whimsOf(instance, steps),
      }),
    play: (plot) => {
      const whims: Whim[] = [];
      const run = runOf(plot, whims);
      const effective = { ...plot, whims };
      return { cores: run.cores, effective, difference: () => differenceIn(run) };
    },
    explain: (plot) => leastLying(runOf(plot, []), adapter, castOf(plot)),
  };
};

const whimsOf = (instance: Instance, steps: number): fc.Arbitrary<readonly Whim[]> => {
  const { nodes, traitors } = instance;
  if (traitors === 0) return fc.constant([]);
  const whim = fc.record({
    round: fc.nat(Math.max(0, leastRounds(instance) - 1)),
    from: fc.nat(traitors - 1),
    to: fc.nat(nodes.length - traitors - 1),
    way: fc.constantFrom("drop", "alter", "add"),
    pick: fc.nat(PICKS - 1),
    other: fc.nat(PICKS - 1),
  });
  return fc.array(whim, { maxLength: steps, size: "max" });
};

/** @param effective gets the whims that make a difference to what is said. */
const moody = (
  sources: Sources,
  { traitors }: Cast,
  whims: readonly Whim[],
  effective: Whim[],
): Liar => {
  const disloyal = [...traitors];
  const loyal = sources.instance.nodes.map(({ index }) => index).filter((at) => !traitors.has(at));
  return (occasion) =>
    whims
      .filter(
        ({ round, from, to }) =>
          round === occasion.round && disloyal[from] === occasion.from && loyal[to] === occasion.to,
      )
      .map((whim) => (said) => {
        const lie = lieOf(sources, occasion, said, whim);
        if (lie !== null) effective.push(whim);
        return lie;
      });
};

/** Null, if the whim changes nothing. */
const lieOf = (
  { instance, envelopes }: Sources,
  { round, from, to }: Occasion,
  said: readonly number[],
  { way, pick, other }: Whim,
): Lie | null => {
  const { receives } = instance.nodes[to]!;
  const menu = menuFor(instance, instance.nodes[to]!);
  const number = ({ tag, payload }: (typeof menu)[number]): number =>
    envelopes.intern(from, to, tag, payload, round);
  const adding = (drop: number | null, add: number | undefined): Lie | null =>
    add === undefined || said.includes(add) ? null : { drop, add };
  if (way === "add")
    return menu.length === 0 ? null : adding(null, number(menu[pick % menu.length]!));
  const drop = said[pick % said.length];
  if (drop === undefined) return null;
  if (way === "drop") return { drop, add: null };
  const tag = envelopes.tag(drop);
  const slot = `${tag} ${receives[tag]!.slot.of(envelopes.payload(drop) as object)}`;
  const others = menu
    .filter((forgery) => forgery.slot === slot)
    .map(number)
    .filter((one) => !said.includes(one));
  return adding(drop, others[other % others.length]);
};

/** The same difference with as few lies as there can be, if any of them is left out one by one. */
const leastLying = (run: RoundsRun, adapter: Adapter, cast: Cast): Difference | null => {
  const { sources, found } = run.cores;
  if (found === null) return null;
  const kind = kindOf(sources.steps, found);
  const again = (lies: readonly Lie[]): RoundsRun | null => {
    const other = new RoundsRun(sources, adapter, cast);
    other.play((occasion) => lies.filter((lie) => isOf(sources, lie, occasion)));
    const { found } = other.cores;
    return found !== null && kindOf(sources.steps, found) === kind ? other : null;
  };
  const least = again(minimal(run.lies, (lies) => again(lies)?.lies ?? null));
  return least === null ? null : differenceIn(least);
};

const isOf = ({ envelopes }: Sources, { drop, add }: Lie, { round, from, to }: Occasion) => {
  const one = (drop ?? add)!;
  return (
    envelopes.round(one) === round &&
    envelopes.sender(one) === from &&
    envelopes.receiver(one) === to
  );
};
