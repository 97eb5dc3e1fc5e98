/** Draws what is demanded of a random synchronous model. */
import type { Dice } from "../dice.ts";
import { phaseName } from "../names.ts";
import type { Clause, Condition } from "../recipe.ts";
import type { Memory, PropertyRecipe, Recipe, RoleRecipe } from "./recipe.ts";

const CANDIDATES = 10;

type Part = Pick<Recipe, "properties" | "within" | "outOfReach" | "judged">;

export const propertiesOf = (dice: Dice, roles: readonly RoleRecipe[]): Part => {
  const names = Array.from({ length: CANDIDATES }, (_, at) => `claim-${at + 1}`);
  const properties = names.map((name) => propertyOf(dice, roles, name));
  const witnesses = properties.filter(({ kind }) => kind === "sometimes").map(({ name }) => name);
  return {
    properties,
    within: dice.chance(0.12) ? boundOf(dice, roles) : null,
    outOfReach: dice.some(witnesses, 0.15),
    judged: null,
  };
};

/** Most of what is forbidden is several things at once: one alone would often need no lie. */
const propertyOf = (dice: Dice, roles: readonly RoleRecipe[], name: string): PropertyRecipe => {
  const kind = dice.pick(["always", "always", "always", "sometimes", "atQuiescence"] as const);
  const count = dice.pick(kind === "sometimes" ? [1, 1, 2] : [1, 2, 2, 3]);
  const clauses = Array.from({ length: count }, () => clauseOf(dice, dice.pick(roles)));
  const isPlain = kind === "sometimes" || (kind === "atQuiescence" && dice.chance(0.2));
  const join = dice.chance(0.9) ? "and" : "or";
  return { name, kind, clauses, join, negated: !isPlain };
};

const boundOf = (dice: Dice, roles: readonly RoleRecipe[]): Condition => {
  const clauses = Array.from({ length: dice.pick([1, 2]) }, () => clauseOf(dice, dice.pick(roles)));
  return { clauses, join: "and", negated: true };
};

const clauseOf = (dice: Dice, role: RoleRecipe): Clause => {
  const view = dice.pick(["phase", "phase", "phase", ...role.memory] as const);
  const how = dice.pick(["some", "some", "some", "every", "at most one"] as const);
  return { role: role.name, view, is: dice.pick(valuesOf(role, view)), how };
};

/** What a node starts with is left out, in most cases. */
const valuesOf = (role: RoleRecipe, view: "phase" | Memory): readonly Clause["is"][] => {
  const { name, phases, population } = role;
  const values = {
    phase: Array.from({ length: phases }, (_, phase) => phaseName(phase)).slice(1),
    count: [0, 1, 1, 2],
    seen: [0, 1, 1, 2],
    last: [null, population === 1 ? name : `${name}1`, `${name}2`],
    log: [[], [0], [1], [0, 1], [1, 0]],
  } satisfies Record<string, readonly Clause["is"][]>;
  return values[view];
};

type Costs = ReadonlyMap<string, { readonly lies: number }>;

/**
 * A few of those drawn. What is violated without any lie would hide all else, so that mostly it is
 * left out; and sometimes all is left out but what takes the most lies.
 */
export const someOf = (dice: Dice, recipe: Recipe, costs: Costs): Recipe => {
  const liesFor = ({ name, kind }: PropertyRecipe): number | null =>
    kind === "sometimes" && !recipe.outOfReach.includes(name)
      ? null
      : (costs.get(name)?.lies ?? null);
  const most = Math.max(...recipe.properties.map((property) => liesFor(property) ?? 0));
  const least = dice.pick([0, 1, 1, 1, most, most, Infinity]);
  const bearable = recipe.properties.filter((property) => (liesFor(property) ?? Infinity) >= least);
  // An unmet witness would make nearly everything vacuous that is not violated.
  const met = bearable.filter(
    ({ name, kind }) => kind !== "sometimes" || costs.has(name) || dice.chance(0.2),
  );
  const first = met.findIndex((property) => liesFor(property) === least);
  const count = dice.pick([1, 2, 2, 3]);
  const start = first >= 0 && dice.chance(0.8) ? first : dice.below(Math.max(met.length, 1));
  const properties = [...met.slice(start), ...met.slice(0, start)].slice(0, count);
  const names = properties.map(({ name }) => name);
  return {
    ...recipe,
    properties,
    outOfReach: recipe.outOfReach.filter((name) => names.includes(name)),
    judged: names.length > 0 && dice.chance(0.1) ? [dice.pick(names)] : null,
  };
};
