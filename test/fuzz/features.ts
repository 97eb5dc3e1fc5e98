/** What a random model has in it, so that a fuzz run can show that nothing is left out. */
import type { PropertyRecipe, Reaction, Recipe, SendRecipe } from "./recipe.ts";
import type { Answer } from "./reference.ts";

const TABLE: Readonly<Record<string, (recipe: Recipe, answer: Answer) => boolean>> = {
  bag: ({ network }) => network === "bag" || network === null,
  set: ({ network }) => network === "set",
  fifo: ({ network }) => network === "fifo",
  crash: ({ crashes }) => amounts(crashes).some((amount) => amount > 0),
  "crash of a role": ({ crashes }) => typeof crashes === "object" && crashes !== null,
  timers: ({ roles }) => roles.some(({ timers }) => timers.length > 0),
  requests: ({ roles }) => roles.some(({ requests }) => requests.length > 0),
  limits: ({ limits }) => Object.keys(limits).length > 0,
  "self-sends": (recipe) => sendsOf(recipe).some(({ role, to }) => SELF.has(to) || to === role),
  broadcast: (recipe) =>
    sendsOf(recipe).some(({ to }) => to === "everyone" || recipe.roles.some(isMany(to))),
  "equal copies": (recipe) => sendsOf(recipe).some(({ to }) => to === "twice"),
  "fields of events": ({ fields }) => Object.values(fields).some((kind) => kind !== "none"),
  "sets and lists": ({ roles }) =>
    roles.some(({ memory }) => memory.some((name) => name !== "count" && name !== "last")),
  "a role without nodes": ({ roles }) => roles.some(({ population }) => population === 0),
  "another quorum": ({ quorum }) => quorum !== null,
  "several initial states": (_, { initial }) => initial > 1,
  "initial sends": ({ roles }) =>
    roles.some(({ initial }) => initial.some(({ sends }) => sends.length > 0)),
  within: ({ within }) => within !== null,
  "cut states": (_, { cut }) => cut > 0,
  always: (recipe) => hasKind(recipe, "always"),
  sometimes: (recipe) => hasKind(recipe, "sometimes"),
  atQuiescence: (recipe) => hasKind(recipe, "atQuiescence"),
  "several properties": ({ properties }) => properties.length > 1,
  "some properties judged": ({ judged }) => judged !== null,
  history: ({ properties, within }) =>
    [...properties, within].some((it) => it?.clauses.some(({ role }) => role === "history")),
  "out of reach": ({ outOfReach }) => outOfReach.length > 0,
  violated: (_, { verdict }) => verdict === "violated",
  "violated after 3 actions or more": (_, { length }) => (length ?? 0) >= 3,
  vacuous: (_, { verdict }) => verdict === "vacuous",
  "100 states or more": (_, { states }) => states >= 100,
  "1,000 states or more": (_, { states }) => states >= 1_000,
};

export const FEATURES: readonly string[] = Object.keys(TABLE);

export const featuresOf = (recipe: Recipe, answer: Answer): readonly string[] =>
  FEATURES.filter((name) => TABLE[name]!(recipe, answer));

const SELF: ReadonlySet<string> = new Set(["self", "everyone"]);

const isMany =
  (to: string) =>
  ({ name, population }: Recipe["roles"][number]): boolean =>
    name === to && population > 1;

const hasKind = ({ properties }: Recipe, kind: PropertyRecipe["kind"]): boolean =>
  properties.some((property) => property.kind === kind);

const amounts = (crashes: Recipe["crashes"]): readonly number[] =>
  typeof crashes === "number" ? [crashes] : Object.values(crashes ?? {});

const sendsOf = ({ roles }: Recipe): readonly (SendRecipe & { readonly role: string })[] =>
  roles.flatMap(({ name, rules, initial }) => {
    const reactions: readonly (Reaction | null)[] = Object.values(rules).flat();
    const sends = [...reactions, ...initial].flatMap((source) => source?.sends ?? []);
    return sends.map((send) => ({ ...send, role: name }));
  });
