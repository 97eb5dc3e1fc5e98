/** Draws what may go wrong in a random model, and what bounds it besides. */
import type { Faults } from "../../models/protocol.ts";
import type { Dice } from "./dice.ts";
import type { Recipe } from "./recipe.ts";

type Part = Pick<Recipe, "faults" | "resetsLinks" | "perfect" | "silence" | "caps" | "unused">;
interface Plan extends Pick<Recipe, "roles" | "fields" | "network" | "limits"> {
  /** The messages that some role takes. */
  readonly heard: readonly string[];
  readonly faults: readonly Fault[];
}

export const faultsPart = (dice: Dice, plan: Plan): Part => {
  const { roles, fields, limits } = plan;
  const timers = new Set(roles.flatMap(({ timers }) => timers));
  const nameable = [...timers].filter((tag) => fields[tag] === "node");
  const perfect = dice.some(nameable, 0.5);
  const suspect = perfect.length > 0 && dice.chance(0.7) ? (["suspect"] as const) : [];
  const kinds = [...plan.faults.filter((kind) => isPossible(kind, plan)), ...suspect];
  const drawn = kinds.map((kind) => [kind, budgetOf(dice, plan, kind, perfect)]);
  return {
    faults: Object.fromEntries(drawn),
    resetsLinks: dice.chance(kinds.some((kind) => STOPS.has(kind)) ? 0.25 : 0.02),
    perfect,
    silence: dice.some(perfect, 0.5),
    caps: {
      ...(dice.chance(0.06) && { inFlight: dice.below(4) }),
      ...(dice.chance(0.05) && { copies: 1 + dice.below(2) }),
    },
    unused: dice.chance(0.5) ? dice.some([...kinds, ...Object.keys(limits)], 0.7) : [],
  };
};

type Fault = keyof Faults;
const COMMON = ["drop", "duplicate", "crash", "crash", "crashMidStep", "powerLoss"] as const;
const CUTS = ["partition", "oneWay"] as const;
const STOPS: ReadonlySet<Fault> = new Set(["crash", "crashMidStep", "powerLoss"]);
/** What must come before a restart. */
const FALLS = [
  ["crash", "restart"],
  ["crashMidStep", "restart"],
  ["powerLoss", "restart"],
  ["powerLoss", "restart"],
] as const;

/** Which budgets a scenario has; those of suspicion depend on its timers. */
export const kindsOf = (dice: Dice, mayRestart: boolean): readonly Fault[] => {
  const count = dice.pick([0, 0, 0, 1, 1, 1, 2, 2, 3]);
  const some = Array.from({ length: count }, () => dice.pick([...COMMON, ...CUTS]));
  return [...new Set([...(mayRestart ? dice.pick(FALLS) : []), ...some.slice(mayRestart ? 2 : 0)])];
};

const budgetOf = (
  dice: Dice,
  plan: Plan,
  kind: Fault,
  perfect: readonly string[],
): Faults[Fault] => {
  const amount = (): number => dice.pick([0, 1, 1, 1, 1, 1, 2]);
  if (kind === "partition" || kind === "oneWay")
    return dice.chance(0.6) ? 1 : cutsOf(dice, plan.roles);
  if (dice.chance(0.6)) return amount();
  const names = kind === "suspect" ? perfect : namesOf(kind, plan);
  return Object.fromEntries(dice.some(names, 0.7).map((name) => [name, amount()]));
};

/** Whom or what a budget may name: tags of messages or timers, or roles. */
const namesOf = (
  kind: Fault,
  { roles, heard, network }: Pick<Plan, "roles" | "heard" | "network">,
): readonly string[] => {
  if (kind === "drop") return heard;
  if (kind === "duplicate") return heard.filter((tag) => hasCopies(network, tag));
  const able = roles.filter(
    ({ durable, isUnsynced }) =>
      (kind !== "restart" || durable !== null) && (kind !== "powerLoss" || isUnsynced),
  );
  return able.map(({ name }) => name);
};

/** A budget for what cannot happen is refused. */
const isPossible = (kind: Fault, plan: Plan): boolean =>
  kind === "partition" || kind === "oneWay" || namesOf(kind, plan).length > 0;

const hasCopies = (network: Recipe["network"], tag: string): boolean => {
  const kind = typeof network === "object" ? network?.[tag] : network;
  return kind !== "set" && kind !== "latest";
};

/** Sides of one node each, or of two. */
const cutsOf = (dice: Dice, roles: Recipe["roles"]): NonNullable<Faults["partition"]> => {
  const nodes = roles.flatMap(({ name, population }) =>
    population === 1 ? [name] : Array.from({ length: population }, (_, at) => `${name}${at + 1}`),
  );
  const sides = dice.some(nodes, 0.5).map((node, at) => (at === 1 ? [node, nodes[0]!] : [node]));
  return { times: dice.pick([1, 1, 2]), sides: sides.map((side) => [...new Set(side)]) };
};
