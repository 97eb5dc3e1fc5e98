/** Synchronous recipes that are simpler by one part. */
import type { Reaction, Recipe, RoleRecipe } from "./recipe.ts";

/** Every recipe with one part less; the larger parts come first. */
export function* simpler(recipe: Recipe): Generator<Recipe> {
  const { traitors, rounds, roles, properties, outOfReach, judged } = recipe;
  if (judged !== null) yield { ...recipe, judged: null };
  if (recipe.within !== null) yield { ...recipe, within: null };
  if (traitors > 0) yield { ...recipe, traitors: traitors - 1 };
  if (rounds > 1) yield { ...recipe, rounds: rounds - 1 };
  for (const at of properties.keys()) {
    const rest = properties.toSpliced(at, 1);
    const remains = (wanted: string): boolean => rest.some(({ name }) => name === wanted);
    yield { ...recipe, properties: rest, outOfReach: outOfReach.filter(remains), judged: null };
  }
  for (const [at, role] of roles.entries())
    for (const less of simplerRoles(role)) yield { ...recipe, roles: roles.with(at, less) };
  for (const [at, property] of properties.entries())
    for (const gone of property.clauses.keys()) {
      const clauses = property.clauses.toSpliced(gone, 1);
      if (clauses.length === 0) continue;
      yield { ...recipe, properties: properties.with(at, { ...property, clauses }) };
    }
}

function* simplerRoles(role: RoleRecipe): Generator<RoleRecipe> {
  const { population, initial, positions, receives, rules } = role;
  if (population > 0) yield { ...role, population: population - 1 };
  for (const tag of receives) {
    const known = Object.entries(rules).filter(([other]) => other !== tag);
    yield {
      ...role,
      receives: receives.filter((other) => other !== tag),
      positions: positions.filter((place) => !place.startsWith(`${tag}.`)),
      rules: Object.fromEntries(known),
    };
  }
  for (const at of initial.keys())
    if (initial.length > 1) yield { ...role, initial: initial.toSpliced(at, 1) };
  for (const [at, start] of initial.entries())
    if (start.sends.length > 0) {
      yield { ...role, initial: initial.with(at, { ...start, sends: start.sends.slice(1) }) };
    }
  for (const at of positions.keys()) yield { ...role, positions: positions.toSpliced(at, 1) };
  for (const [tag, byPhase] of Object.entries(rules))
    for (const [phase, reactions] of byPhase.entries())
      for (const [at, reaction] of reactions.entries())
        for (const less of [[], ...simplerReactions(reaction).map((one) => [one])]) {
          const rest = reactions.toSpliced(at, 1, ...less);
          yield { ...role, rules: { ...rules, [tag]: byPhase.with(phase, rest) } };
        }
}

const simplerReactions = (reaction: Reaction): readonly Reaction[] => {
  const { guard, effects, sends } = reaction;
  return [
    ...sends.map((_, at) => ({ ...reaction, sends: sends.toSpliced(at, 1) })),
    ...Object.keys(effects).map((name) => {
      const rest = Object.entries(effects).filter(([other]) => other !== name);
      return { ...reaction, effects: Object.fromEntries(rest) };
    }),
    ...(guard.is === "none" ? [] : [{ ...reaction, guard: { ...guard, is: "none" as const } }]),
  ];
};
