/** Recipes that are simpler by one part: of a failing one, a person can see more. */
import type { Reaction, Recipe, RoleRecipe } from "./recipe.ts";

/** Every recipe with one part less; the larger parts come first. */
export function* simpler(recipe: Recipe): Generator<Recipe> {
  const { roles, properties, recorded, outOfReach, limits } = recipe;
  if (recipe.within !== null) yield { ...recipe, within: null };
  if (recipe.crashes !== null) yield { ...recipe, crashes: null };
  if (recipe.quorum !== null) yield { ...recipe, quorum: null };
  if (recipe.judged !== null) yield { ...recipe, judged: null };
  for (const at of properties.keys()) {
    const rest = properties.toSpliced(at, 1);
    const remains = (wanted: string): boolean => rest.some(({ name }) => name === wanted);
    yield {
      ...recipe,
      properties: rest,
      outOfReach: outOfReach.filter(remains),
      judged: recipe.judged?.filter(remains) ?? null,
    };
  }
  for (const at of recorded.keys())
    if (recorded.length > 1) yield { ...recipe, recorded: recorded.toSpliced(at, 1) };
  for (const tag of Object.keys(limits)) {
    const rest = Object.fromEntries(Object.entries(limits).filter(([name]) => name !== tag));
    yield { ...recipe, limits: rest };
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
  const { population, initial, rules } = role;
  if (population > 0) yield { ...role, population: population - 1 };
  for (const at of initial.keys())
    if (initial.length > 1) yield { ...role, initial: initial.toSpliced(at, 1) };
  for (const [at, start] of initial.entries())
    if (start.sends.length > 0) {
      yield { ...role, initial: initial.with(at, { ...start, sends: start.sends.slice(1) }) };
    }
  for (const [tag, byPhase] of Object.entries(rules))
    for (const [phase, reaction] of byPhase.entries())
      for (const less of simplerReactions(reaction))
        yield { ...role, rules: { ...rules, [tag]: byPhase.with(phase, less) } };
}

function* simplerReactions(reaction: Reaction | null): Generator<Reaction | null> {
  if (reaction === null) return;
  yield null;
  const { guard, effects, sends } = reaction;
  for (const at of sends.keys()) yield { ...reaction, sends: sends.toSpliced(at, 1) };
  for (const name of Object.keys(effects)) {
    const rest = Object.entries(effects).filter(([other]) => other !== name);
    yield { ...reaction, effects: Object.fromEntries(rest) };
  }
  if (guard !== "none") yield { ...reaction, guard: "none" };
}
