/** Draws the properties and the bounds of a random model. */
import type { Dice } from "./dice.ts";
import { phaseName } from "./names.ts";
import type {
  Clause,
  Condition,
  JointRecipe,
  PropertyRecipe,
  Recipe,
  RoleRecipe,
  View,
} from "./recipe.ts";

type Part = Pick<
  Recipe,
  | ("recorded" | "quorum" | "properties" | "initially" | "limits" | "within")
  | ("outOfReach" | "judged" | "goesOn")
>;

export const scenarioPart = (
  dice: Dice,
  roles: readonly RoleRecipe[],
  joint: readonly JointRecipe[],
): Part => {
  const rules = roles.flatMap(({ name, rules }) =>
    Object.keys(rules).map((tag) => `${name}.${tag}`),
  );
  const recorded = dice.chance(0.3) ? dice.some(rules, 0.5) : [];
  const looks = { dice, roles, remembers: recorded.length > 0 };
  const names = Array.from(
    { length: dice.pick([0, 1, 1, 2, 2, 3, 4]) },
    (_, at) => `claim-${at + 1}`,
  );
  const properties = names.map((name) => propertyOf(looks, name));
  const witnesses = properties.filter(({ kind }) => kind === "sometimes").map(({ name }) => name);
  const unasked = roles.flatMap(({ timers, requests }) => [...timers, ...requests]);
  const meetings = joint.filter(() => dice.chance(0.5)).map(({ name }) => name);
  const limited = [...dice.some([...new Set(unasked)], 0.3), ...meetings];
  return {
    recorded,
    quorum: dice.chance(0.1) ? 1 + dice.below(3) : null,
    properties,
    limits: Object.fromEntries(limited.map((tag) => [tag, dice.pick([0, 1, 1, 1, 2, 2, 3])])),
    initially: dice.chance(0.12) ? startOf(dice, roles) : null,
    within: dice.chance(0.17) ? boundOf(looks) : null,
    outOfReach: dice.some(witnesses, 0.25),
    judged: dice.chance(0.1) && names.length > 0 ? [dice.pick(names)] : null,
    goesOn: dice.chance(0.25),
  };
};

interface Looks {
  readonly dice: Dice;
  readonly roles: readonly RoleRecipe[];
  readonly remembers: boolean;
}

const KINDS = [
  ...(["always", "always", "sometimes", "sometimes", "atQuiescence"] as const),
  ...(["alwaysStep", "noDeadlock"] as const),
] as const;

/** An `always` forbids what is not so at the start: most others would be violated at once. */
const propertyOf = (looks: Looks, name: string): PropertyRecipe => {
  const { dice } = looks;
  const kind = dice.pick(KINDS);
  const isRare = kind === "always" || kind === "alwaysStep" ? dice.chance(0.93) : dice.chance(0.6);
  const clauses = clausesOf(looks, dice.pick([1, 2, 2, 3]), isRare);
  const isAtEnd = kind === "atQuiescence" || kind === "noDeadlock";
  const isOften = isAtEnd || kind === "alwaysStep";
  const isPlain = kind === "sometimes" || (isOften && dice.chance(0.3));
  const join = dice.chance(0.9) ? "and" : "or";
  return { name, kind, clauses, join, negated: isPlain === dice.chance(0.04) };
};

/** Of something that some of the ways to start have, if there are several. */
const startOf = (dice: Dice, roles: readonly RoleRecipe[]): Condition => {
  const free = roles.filter(({ initial, population }) => initial.length > 1 && population > 0);
  const role = dice.pick(free.length > 0 ? free : roles);
  const is = phaseName(dice.pick(role.initial).phase);
  const how = dice.pick(["some", "some", "every", "at most one"] as const);
  const clause: Clause = { role: role.name, view: "phase", is, how };
  return { clauses: [clause], join: "and", negated: free.length > 0 && dice.chance(0.2) };
};

const boundOf = (looks: Looks): Condition => ({
  clauses: clausesOf(looks, looks.dice.pick([1, 1, 2]), looks.dice.chance(0.95)),
  join: "and",
  negated: true,
});

const clausesOf = (looks: Looks, count: number, isRare: boolean): readonly Clause[] =>
  Array.from({ length: count }, () => clauseOf(looks, isRare));

const clauseOf = ({ dice, roles, remembers }: Looks, isRare: boolean): Clause => {
  if (remembers && dice.chance(0.3)) {
    const view = dice.pick(["fired", "who"] as const);
    return { role: "history", view, is: dice.below(3) + 1, how: "some" };
  }
  const role = dice.pick(roles);
  const views: readonly View[] = ["phase", "phase", "phase", "up", "inboxEmpty", ...role.memory];
  const view = dice.pick(views);
  const hows: readonly Clause["how"][] = ["some", "some", "some", "every"];
  const how = dice.pick<Clause["how"]>(isRare ? hows : [...hows, "every", "at most one"]);
  const values = valuesOf(role, view);
  return { role: role.name, view, is: dice.pick(isRare ? values.slice(1) : values), how };
};

/** What a node starts with comes first, in most cases. */
const valuesOf = ({ name, phases }: RoleRecipe, view: View): readonly Clause["is"][] => {
  if (view === "phase") return Array.from({ length: phases }, (_, phase) => phaseName(phase));
  if (view === "up" || view === "inboxEmpty") return [true, false];
  if (view === "last") return [null, name, `${name}1`, `${name}2`];
  if (view === "log") return [[], [0], [1], [0, 1]];
  return view === "count" ? [1, 0] : [0, 1, 2];
};
