/** What a random model has in it, so that a fuzz run can show that nothing is left out. */
import type { Faults } from "../../models/protocol.ts";
import type { PropertyRecipe, Reaction, Recipe, SendRecipe } from "./recipe.ts";
import type { Answer } from "./reference.ts";

/** By what a scenario calls them, what it does to a run. */
const ACTIONS = {
  drop: "drop",
  duplicate: "duplicate",
  crash: "crash",
  crashMidStep: "unsent",
  powerLoss: "power-loss",
  restart: "restart",
  suspect: "suspect",
  partition: "partition",
  oneWay: "one-way",
} as const satisfies Record<keyof Faults, string>;
const FAULTS = Object.keys(ACTIONS) as readonly (keyof Faults)[];
const STOPS = [ACTIONS.crash, ACTIONS.crashMidStep, ACTIONS.powerLoss] as const;

const happens =
  (fault: keyof Faults) =>
  (_: Recipe, { kinds }: Answer): boolean =>
    kinds.has(ACTIONS[fault]);

const hasSides = (budget: Faults[keyof Faults]): boolean =>
  typeof budget === "object" && "sides" in budget;
const isByName = (budget: Faults[keyof Faults]): boolean =>
  typeof budget === "object" && !hasSides(budget);

const TABLE: Readonly<Record<string, (recipe: Recipe, answer: Answer) => boolean>> = {
  bag: ({ network }) => network === "bag" || network === null,
  set: ({ network }) => network === "set",
  fifo: ({ network }) => network === "fifo",
  latest: ({ network }) => network === "latest",
  "kinds of networks by tag": ({ network }) => typeof network === "object" && network !== null,
  ...Object.fromEntries(FAULTS.map((fault) => [fault, happens(fault)])),
  "a budget for each name": ({ faults }) => Object.values(faults).some(isByName),
  "given sides": ({ faults }) => Object.values(faults).some(hasSides),
  heal: (_, { kinds }) => kinds.has("heal"),
  "several faults": (recipe, answer) =>
    FAULTS.filter((it) => happens(it)(recipe, answer)).length > 1,
  "unsynced fields": ({ roles }, { kinds }) =>
    kinds.has("power-loss") && roles.some(({ isUnsynced }) => isUnsynced),
  "a rule for restarts": ({ roles }, { fired }) =>
    roles.some(({ name, rules }) => "Restart" in rules && fired.includes(`${name}.Restart`)),
  "links are reset": ({ resetsLinks }, { kinds }) =>
    resetsLinks && STOPS.some((it) => kinds.has(it)),
  "perfect timers": ({ perfect, silence }) => perfect.length > silence.length,
  "timers of silence": ({ silence }) => silence.length > 0,
  "joint steps": (_, { kinds }) => kinds.has("joint"),
  initially: ({ initially }) => initially !== null,
  caps: ({ caps }) => Object.keys(caps).length > 0,
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
  alwaysStep: (recipe) => hasKind(recipe, "alwaysStep"),
  noDeadlock: (recipe) => hasKind(recipe, "noDeadlock"),
  "several properties": ({ properties }) => properties.length > 1,
  "some properties judged": ({ judged }) => judged !== null,
  history: ({ properties, within }) =>
    [...properties, within].some((it) => it?.clauses.some(({ role }) => role === "history")),
  "out of reach": ({ outOfReach }) => outOfReach.length > 0,
  violated: (_, { verdict }) => verdict === "violated",
  ...Object.fromEntries(
    (["always", "alwaysStep", "atQuiescence", "noDeadlock"] as const).map((kind) => [
      `violated: ${kind}`,
      ({ properties }: Recipe, { property }: Answer) =>
        properties.some((it) => it.name === property && it.kind === kind),
    ]),
  ),
  "goes on beyond a violation": ({ goesOn }, { verdict }) => goesOn && verdict === "violated",
  "violated after 3 actions or more": (_, { length }) => (length ?? 0) >= 3,
  "vacuous: a witness is missed": (_, { vacuity }) =>
    vacuity.some((it) => it.endsWith("never met")),
  "vacuous: a budget is not used": (_, { vacuity }) =>
    vacuity.some((it) => it.startsWith("the budget of")),
  "vacuous: a limit is not used": (_, { vacuity }) =>
    vacuity.some((it) => it.startsWith("the limit of")),
  "need not be used": ({ unused }) => unused.length > 0,
  "100 states or more": (_, { states }) => states >= 100,
  "500 states or more": (_, { states }) => states >= 500,
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

const sendsOf = ({ roles }: Recipe): readonly (SendRecipe & { readonly role: string })[] =>
  roles.flatMap(({ name, rules, initial }) => {
    const reactions: readonly (Reaction | null)[] = Object.values(rules).flat();
    const sends = [...reactions, ...initial].flatMap((source) => source?.sends ?? []);
    return sends.map((send) => ({ ...send, role: name }));
  });
