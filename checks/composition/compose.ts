/**
 * Checks an instance by composition: every outcome that it can have, from those of the smaller
 * instances that it is made of, each with the fewest lies.
 */
import type { Strategy } from "../adversary/strategy.ts";
import type { Limits } from "../exploration/patience.ts";
import type { Watching } from "../exploration/search.ts";
import type { Host } from "../host.ts";
import type { Instance } from "../model/instance.ts";
import type { Claim } from "../properties/claims.ts";
import { isViolation } from "../properties/judge.ts";
import type { CheckReport } from "../report.ts";
import { numbers } from "./ballots.ts";
import { refuseClaims, settles } from "./judge.ts";
import { Outcomes, type Part, type Reaches } from "./outcomes.ts";
import { rolesOf, votingOf, type Roles } from "./recursion.ts";
import { startsOf, type Starts } from "./starts.ts";
import { readsOf } from "./strategies.ts";
import { strategyOf, type Setup } from "./strategy.ts";
import { Watch } from "./watch.ts";

export interface Composition {
  /** One for each claim, in their order. */
  readonly statuses: readonly Status[];
  /** Tuples of ballots and of outcomes that were examined. */
  readonly states: number;
  /** Loyal or lying commanders, with every order. */
  readonly initial: number;
  /** Rounds in which somebody is told something. */
  readonly depth: number;
  readonly seconds: number;
  /** What ended it before its end; what is not settled by then is unknown. */
  readonly stopped: CheckReport["stopped"];
  /**
   * The violation with the fewest lies, then the shortest, then of the first claim; if it was
   * stopped, among those that were found.
   */
  readonly worst: Worst | null;
}

export interface Status {
  readonly claim: Claim;
  readonly settled: "violated" | "met" | null;
  /** The fewest with which it is; null if it is not. */
  readonly lies: number | null;
}

interface Worst {
  readonly claim: Claim;
  readonly lies: number;
  /** Messages that loyal nodes read, noticed silences included. */
  readonly length: number;
  readonly strategy: Strategy;
}

/** An outcome that settles a claim. */
interface Case {
  readonly claim: Claim;
  readonly part: Part;
  readonly outcome: readonly number[];
  readonly lies: number;
  readonly length: number;
}

/**
 * Judges how runs end, and not what comes before: a lieutenant decides in the last round.
 * A recursion has no levels that could be cut, so that `maxDepth` does not bear on it.
 * @throws InvalidModel for a recursion that does not fit the instance.
 */
export const compose = async (
  instance: Instance,
  claims: readonly Claim[],
  limits: Omit<Limits, "maxDepth">,
  host: Host,
  watching: Watching = {},
): Promise<Composition> => {
  refuseClaims(claims);
  const roles = rolesOf(instance);
  const starts = startsOf(instance, roles);
  const outcomes = new Outcomes(votingOf(roles.recursion));
  const watch = new Watch(outcomes, limits, host, watching);
  const parts = partsOf(roles, starts);
  const cases: Case[] = [];
  for (const part of parts) {
    const reaches = await watch.finish(outcomes.reach(part));
    if (reaches === null) break;
    cases.push(...casesOf({ roles, starts }, claims, part, reaches));
  }
  return {
    statuses: claims.map((claim) => statusOf(claim, cases)),
    states: outcomes.examined,
    initial: parts.length,
    depth: roles.relays + 1,
    seconds: watch.seconds,
    stopped: watch.stopped,
    worst: worstOf({ instance, roles, starts, outcomes }, claims, cases),
  };
};

/** The whole instance, with a loyal commander and with one who is a traitor, for every order. */
const partsOf = ({ lieutenants, traitors, relays }: Roles, starts: Starts): readonly Part[] => {
  const orders = numbers(starts.outcomes.length).filter((order) => starts.outcomes[order] !== null);
  return orders.flatMap((order) => {
    const part = (commander: Part["commander"], below: number): readonly Part[] => {
      const loyal = lieutenants.length - below;
      return loyal < 0 || below < 0 ? [] : [{ commander, loyal, traitors: below, relays, order }];
    };
    return [...part("loyal", traitors), ...part("traitor", traitors - 1)];
  });
};

const casesOf = (
  setup: Pick<Setup, "roles" | "starts">,
  claims: readonly Claim[],
  part: Part,
  reaches: Reaches,
): readonly Case[] => {
  const length = part.loyal * readsOf(setup.roles.lieutenants.length, setup.roles.relays);
  return claims.flatMap((claim) =>
    [...reaches.values()]
      .filter(({ outcome }) => settles(setup, claim, part, outcome))
      .map(({ outcome, lies }) => ({ claim, part, outcome, lies, length })),
  );
};

const statusOf = (claim: Claim, cases: readonly Case[]): Status => {
  const found = cases.filter((it) => it.claim === claim).map(({ lies }) => lies);
  if (found.length === 0) return { claim, settled: null, lies: null };
  return { claim, settled: isViolation(claim) ? "violated" : "met", lies: Math.min(...found) };
};

const worstOf = (setup: Setup, claims: readonly Claim[], cases: readonly Case[]): Worst | null => {
  const worst = cases
    .filter(({ claim }) => claim.decides && isViolation(claim))
    .toSorted(
      (a, b) =>
        a.lies - b.lies || a.length - b.length || claims.indexOf(a.claim) - claims.indexOf(b.claim),
    )[0];
  if (worst === undefined) return null;
  const { claim, lies, length, part, outcome } = worst;
  return { claim, lies, length, strategy: strategyOf(setup, part, outcome) };
};
