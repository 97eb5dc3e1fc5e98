/** What a random synchronous model has in it, so that a run shows that nothing is left out. */
import { cheapestIn, verdictOf } from "./compare.ts";
import type { Recipe, SendRecipe } from "./recipe.ts";
import type { Answer } from "./reference.ts";

const liesIn = (recipe: Recipe, answer: Answer): number | null =>
  cheapestIn(recipe, answer)?.lies ?? null;

const TABLE: Readonly<Record<string, (recipe: Recipe, answer: Answer) => boolean>> = {
  "no traitor": ({ traitors }) => traitors === 0,
  "one traitor": ({ traitors }) => traitors === 1,
  "two traitors": ({ traitors }) => traitors === 2,
  "fewer than two loyal nodes": (_, { loyal }) => loyal < 2,
  "a coalition of two roles": ({ traitors, roles }) => traitors > 1 && roles.length > 1,
  "two rounds or more": (_, { rounds }) => rounds > 1,
  "four rounds": (_, { rounds }) => rounds > 3,
  "a quiet first round": (_, { rounds }) => rounds === 1,
  "several initial states": ({ roles }) => roles.some(({ initial }) => initial.length > 1),
  "initial sends": ({ roles }) =>
    roles.some(({ initial }) => initial.some(({ sends }) => sends.length > 0)),
  "self-sends": (recipe) => sendsOf(recipe).some(({ role, to }) => SELF.has(to) || to === role),
  "equal copies": (recipe) => sendsOf(recipe).some(({ to }) => to === "twice"),
  relays: (recipe) => sendsOf(recipe).some(({ tag }) => tag !== "Round"),
  positions: ({ roles }) => roles.some(({ positions }) => positions.length > 0),
  "two tags": ({ fields }) => Object.keys(fields).length > 1,
  "order of reading": ({ roles }) => roles.some(({ memory }) => memory.includes("log")),
  always: (recipe) => hasKind(recipe, "always"),
  sometimes: (recipe) => hasKind(recipe, "sometimes"),
  atQuiescence: (recipe) => hasKind(recipe, "atQuiescence"),
  within: ({ within }) => within !== null,
  "cut states": (_, { outside }) => outside.size > 0,
  "out of reach": ({ outOfReach }) => outOfReach.length > 0,
  "some properties judged": ({ judged }) => judged !== null,
  "a noticed silence": (_, { seen }) => seen.has("silence"),
  "a lie in a slot": (_, { seen }) => seen.has("change"),
  "a message that nobody was to send": (_, { seen }) => seen.has("addition"),
  "two messages in a slot": (_, { seen }) => seen.has("pair"),
  "a true message of a traitor": (_, { seen }) => seen.has("truth"),
  violated: (recipe, answer) => verdictOf(recipe, answer) === "violated",
  vacuous: (recipe, answer) => answer.loyal > 1 && verdictOf(recipe, answer) === "vacuous",
  holds: (recipe, answer) => verdictOf(recipe, answer) === "holds-within-bounds",
  "violated by traitors without a lie": (recipe, answer) =>
    recipe.traitors > 0 && liesIn(recipe, answer) === 0,
  "one lie": (recipe, answer) => liesIn(recipe, answer) === 1,
  "two lies or more": (recipe, answer) => (liesIn(recipe, answer) ?? 0) > 1,
  "three messages or more": (recipe, answer) => (cheapestIn(recipe, answer)?.length ?? 0) > 2,
  "100 states or more": (_, { reached }) => reached.size >= 100,
};

export const FEATURES: readonly string[] = Object.keys(TABLE);

export const featuresOf = (recipe: Recipe, answer: Answer): readonly string[] =>
  FEATURES.filter((name) => TABLE[name]!(recipe, answer));

const SELF: ReadonlySet<string> = new Set(["self", "everyone"]);

const hasKind = ({ properties }: Recipe, kind: Recipe["properties"][number]["kind"]): boolean =>
  properties.some((property) => property.kind === kind);

/** With the role that sends, and the tag of the rule in which it does. */
const sendsOf = ({ roles }: Recipe): readonly (SendRecipe & { readonly role: string })[] =>
  roles.flatMap(({ name, rules }) =>
    Object.entries(rules).flatMap(([tag, byPhase]) =>
      byPhase.flat().flatMap(({ sends }) => sends.map((send) => ({ ...send, tag, role: name }))),
    ),
  );
