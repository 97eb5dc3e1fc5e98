/** Recipes that are simpler by one part: of a failing one, a person can see more. */
import type { JointRecipe, Reaction, Recipe, RoleRecipe } from "./recipe.ts";

/** Every recipe with one part less; the larger parts come first. */
export function* simpler(recipe: Recipe): Generator<Recipe> {
  yield* simplerBounds(recipe);
  yield* simplerClaims(recipe);
  const { roles, joint, recorded } = recipe;
  for (const at of recorded.keys())
    if (recorded.length > 1) yield { ...recipe, recorded: recorded.toSpliced(at, 1) };
  for (const [at, role] of roles.entries())
    for (const less of simplerRoles(role)) {
      const isLeft = (rule: string): boolean => {
        const [name, tag = ""] = rule.split(".");
        return name !== role.name || Object.hasOwn(less.rules, tag);
      };
      const stillRecorded = recorded.filter(isLeft);
      // Claims may look at the history, which is only there while something is recorded.
      if (stillRecorded.length > 0 || recorded.length === 0)
        yield { ...recipe, roles: roles.with(at, less), recorded: stillRecorded };
    }
  for (const [at, one] of joint.entries())
    for (const less of simplerJoint(one)) yield { ...recipe, joint: joint.with(at, less) };
}

/** With less of what may go wrong, and with wider bounds. */
function* simplerBounds(recipe: Recipe): Generator<Recipe> {
  const { faults, limits, joint, perfect, caps, unused } = recipe;
  if (recipe.within !== null) yield { ...recipe, within: null };
  for (const kind of Object.keys(faults)) yield { ...recipe, faults: less(faults, kind) };
  for (const [kind, budget] of Object.entries(faults))
    for (const fewer of simplerBudgets(budget))
      yield { ...recipe, faults: { ...faults, [kind]: fewer } };
  if (joint.length > 0) yield { ...recipe, joint: [], limits: less(limits, joint[0]!.name) };
  if (recipe.initially !== null) yield { ...recipe, initially: null };
  if (recipe.resetsLinks) yield { ...recipe, resetsLinks: false };
  if (perfect.length > 0 && faults.suspect === undefined)
    yield { ...recipe, perfect: [], silence: [] };
  for (const at of recipe.silence.keys())
    yield { ...recipe, silence: recipe.silence.toSpliced(at, 1) };
  for (const name of Object.keys(caps)) yield { ...recipe, caps: less(caps, name) };
  if (recipe.quorum !== null) yield { ...recipe, quorum: null };
  if (recipe.judged !== null) yield { ...recipe, judged: null };
  if (recipe.goesOn) yield { ...recipe, goesOn: false };
  for (const at of unused.keys()) yield { ...recipe, unused: unused.toSpliced(at, 1) };
  for (const tag of Object.keys(limits)) yield { ...recipe, limits: less(limits, tag) };
  if (typeof recipe.network !== "object" || recipe.network === null) return;
  for (const tag of Object.keys(recipe.network))
    yield { ...recipe, network: less(recipe.network, tag) };
}

function* simplerBudgets(budget: unknown): Generator {
  if (typeof budget !== "object" || budget === null) return;
  if ("sides" in budget && Array.isArray(budget.sides)) {
    for (const at of budget.sides.keys()) yield { ...budget, sides: budget.sides.toSpliced(at, 1) };
    return;
  }
  for (const name of Object.keys(budget)) yield less(budget, name);
}

const less = <T extends object>(table: T, gone: string): T =>
  Object.fromEntries(Object.entries(table).filter(([name]) => name !== gone)) as T;

function* simplerClaims(recipe: Recipe): Generator<Recipe> {
  const { properties, outOfReach } = recipe;
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
  yield* simplerFalls(role);
  for (const at of initial.keys())
    if (initial.length > 1) yield { ...role, initial: initial.toSpliced(at, 1) };
  for (const [at, start] of initial.entries())
    if (start.sends.length > 0) {
      yield { ...role, initial: initial.with(at, { ...start, sends: start.sends.slice(1) }) };
    }
  for (const [tag, byPhase] of Object.entries(rules))
    for (const fewer of simplerTables(byPhase))
      yield { ...role, rules: { ...rules, [tag]: fewer } };
}

/** A role that comes up again does so without its rule, and with less that lasts. */
function* simplerFalls(role: RoleRecipe): Generator<RoleRecipe> {
  const { durable, isUnsynced, rules } = role;
  if (Object.hasOwn(rules, "Restart")) yield { ...role, rules: less(rules, "Restart") };
  if (isUnsynced) yield { ...role, isUnsynced: false };
  else
    for (const at of durable?.keys() ?? []) yield { ...role, durable: durable!.toSpliced(at, 1) };
}

function* simplerJoint(joint: JointRecipe): Generator<JointRecipe> {
  if (joint.partners === null) yield { ...joint, partners: 1 };
  for (const node of simplerTables(joint.node)) yield { ...joint, node };
  for (const partner of simplerTables(joint.partner)) yield { ...joint, partner };
}

type ByPhase = RoleRecipe["rules"][string];
function* simplerTables(byPhase: ByPhase): Generator<ByPhase> {
  for (const [phase, reaction] of byPhase.entries())
    for (const fewer of simplerReactions(reaction)) yield byPhase.with(phase, fewer);
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
