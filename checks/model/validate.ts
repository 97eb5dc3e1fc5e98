/** What the compiler checks for authors in TypeScript is checked here for all others. */
import type { Model, Scenario, Within } from "../../models/protocol.ts";
import { InvalidModel, UsageError } from "../errors.ts";
import { unknownName } from "../names.ts";
import { amountOf, expectNames, expectRecord, namesOf } from "./amounts.ts";
import { FAULTS, inputsOf } from "./budgets.ts";
import { print } from "../schema/print.ts";

/** Whether a value was made by the `model` of a vocabulary, or looks as if it were. */
export const isModel = (value: unknown): value is Model =>
  isRecord(value) &&
  typeof value["name"] === "string" &&
  typeof value["population"] === "function" &&
  isRecord(value["vocabulary"]) &&
  isRecord(value["vocabulary"]["roles"]) &&
  ["initial", "rules", "properties", "scenarios", "bugs"].every((part) => isRecord(value[part]));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** @throws UsageError for what cannot be explored yet, InvalidModel for a model with gaps. */
export const validate = (model: Model): void => {
  refuseWhatIsNotBuilt(model);
  const ending = model.vocabulary.synchronous ? ["Round"] : [];
  validateParts(model);
  for (const [role, { receives, timers, requests }] of Object.entries(model.vocabulary.roles)) {
    if (typeof model.initial[role] !== "function")
      throw new InvalidModel("it does not say how it starts", { rule: `initial.${role}` });
    for (const tag of [...Object.keys({ ...receives, ...timers, ...requests }), ...ending])
      if (typeof model.rules[role]?.[tag] !== "function")
        throw new InvalidModel("it has no rule", { rule: `${role}.${tag}` });
  }
  validateObservations(model);
};

const ROLE_PARTS = ["state", "durable", "unsynced", "receives", "timers", "requests"];
const MODEL_PARTS = [
  "name",
  "source",
  "vocabulary",
  "population",
  "defaults",
  "traitors",
  "predicts",
  "initial",
  "initially",
  "rules",
  "joint",
  "quorum",
  "history",
  "properties",
  "recursion",
  "scenes",
  "scenarios",
  "bugs",
];

/** What is misspelt would be passed over in silence. */
const validateParts = (model: Model): void => {
  const refuse = refusalIn(model.name);
  for (const part of Object.keys(model)) refuse("part", part, MODEL_PARTS);
  for (const [role, declared] of Object.entries(model.vocabulary.roles)) {
    const inRole = refusalIn(`${model.name}, role ${role}`);
    for (const part of Object.keys(declared)) inRole("part", part, ROLE_PARTS);
  }
};

const validateObservations = (model: Model): void => {
  const { properties, vocabulary, scenarios, initially, history } = model;
  const roles = Object.keys(vocabulary.roles);
  const known = [...roles, ...(vocabulary.history ? ["history"] : [])];
  const looks: readonly (readonly [string, Within | undefined])[] = [
    ...Object.entries(properties).map(([name, asked]) => [`property ${name}`, asked] as const),
    ...Object.entries(scenarios).map(([name, of]) => [`within of ${name}`, of.within] as const),
    ["initially", initially],
  ];
  for (const [rule, asked] of looks)
    for (const role of Object.keys(asked?.observation ?? {}))
      if (!known.includes(role))
        throw new InvalidModel(`it observes "${role}", which is none of ${known.join(", ")}`, {
          rule,
        });
  for (const [role, recorders] of Object.entries(history?.record ?? {}))
    for (const tag of Object.keys(recorders))
      if (tag !== "Restart" && model.rules[role]?.[tag] === undefined)
        throw new InvalidModel("there is no such rule to follow", {
          rule: `history.${role}.${tag}`,
        });
};

/** Refuses a part that is none of those known, and says where it stands. */
const refusalIn =
  (where: string) =>
  (what: string, part: string, known: readonly string[]): void => {
    if (!known.includes(part)) throw new UsageError(`${where}: ${unknownName(what, part, known)}`);
  };

/** @throws UsageError for a bug that names what the model does not have. */
export const validateBug = (model: Model, name: string): void => {
  const { breaks, rules = {}, durable = {} } = model.bugs[name]!;
  const refuse = refusalIn(`bug ${name}`);
  refuse("property", breaks, Object.keys(model.properties));
  for (const role of Object.keys({ ...rules, ...durable }))
    refuse("role", role, Object.keys(model.vocabulary.roles));
  for (const [role, table] of Object.entries(rules))
    for (const tag of Object.keys(table)) refuse("rule", tag, Object.keys(model.rules[role]!));
};

const NETWORKS = ["bag", "set", "fifo", "latest"];
const EXPECTABLE = ["holds-within-bounds", "violated"];
const SCENARIO_PARTS = [
  "parameters",
  "network",
  "limits",
  "faults",
  "resetsLinks",
  "perfect",
  "silence",
  "caps",
  "within",
  "outOfReach",
  "unused",
  "expect",
];
const CAPS = ["inFlight", "copies"];
/** Of what rounds have no use for, each scenario part that would speak of it. */
const NOT_IN_ROUNDS = [
  "network",
  "limits",
  "faults",
  "resetsLinks",
  "perfect",
  "silence",
  "caps",
  "unused",
];

/** @throws UsageError for a part that is not of the kind that it has to be. */
const validateShapes = (at: string, scenario: Scenario): void => {
  const given = Object.entries(scenario).filter(([, value]) => value !== undefined);
  for (const [part, value] of given) {
    if (RECORDS.has(part)) expectRecord(at + part, value);
    if (LISTS.has(part)) expectNames(at + part, value);
    if (part === "network" && typeof value !== "string") expectRecord(at + part, value);
    if (part === "resetsLinks" && value !== true)
      throw new UsageError(`${at}${part}: expected true, actual ${print(value)}`);
  }
  const { within } = scenario;
  if (within !== undefined && typeof within.holds !== "function")
    throw new UsageError(`${at}within: expected within(observation, predicate)`);
};
const RECORDS: ReadonlySet<string> = new Set(["faults", "limits", "caps", "expect", "within"]);
const LISTS: ReadonlySet<string> = new Set(["perfect", "silence", "unused", "outOfReach"]);

const tagsOf = ({ vocabulary }: Model) => {
  const roles = Object.values(vocabulary.roles);
  return {
    messages: namesOf(roles.map(({ receives }) => receives)),
    timers: namesOf(roles.map(({ timers }) => timers)),
  };
};

/** @throws UsageError for a bound that names what the model does not have. */
export const validateScenario = (model: Model, name: string): void => {
  const scenario = model.scenarios[name]!;
  validateShapes(`scenario ${name}: `, scenario);
  const { network = "bag", outOfReach = [], unused = [], expect } = scenario;
  const { perfect = [], silence = [] } = scenario;
  const refuse = refusalIn(`scenario ${name}`);
  for (const part of Object.keys(scenario)) refuse("part", part, SCENARIO_PARTS);
  if (expect !== undefined) refuse("verdict", expect.verdict, EXPECTABLE);
  if (expect?.verdict === "violated")
    refuse("property", print(expect.property), Object.keys(model.properties));
  const { messages, timers } = tagsOf(model);
  if (typeof network === "string") refuse("network", network, NETWORKS);
  else
    for (const [tag, kind] of Object.entries(network)) {
      refuse("message", tag, messages);
      refuse(`network of ${tag}`, String(kind), NETWORKS);
    }
  for (const fault of Object.keys(scenario.faults ?? {})) refuse("fault", fault, FAULTS);
  for (const timer of [...perfect, ...silence]) refuse("timer", timer, timers);
  const both = perfect.find((timer) => silence.includes(timer));
  if (both !== undefined)
    throw new UsageError(`scenario ${name}: the timer ${both} is in perfect and in silence`);
  for (const name of unused) refuse("name in unused", name, [...FAULTS, ...inputsOf(model)]);
  for (const [cap, most] of Object.entries(scenario.caps ?? {})) {
    refuse("cap", cap, CAPS);
    amountOf(`scenario ${name}: caps.${cap}`, most);
  }
  if (model.vocabulary.synchronous)
    for (const part of NOT_IN_ROUNDS)
      if (part in scenario)
        throw new UsageError(
          `scenario ${name}: ${model.name} runs in synchronous rounds, which take no ${part}`,
        );
  const witnesses = Object.entries(model.properties)
    .filter(([, { kind }]) => kind === "sometimes")
    .map(([witness]) => witness);
  for (const witness of outOfReach) refuse("witness", witness, witnesses);
};

const refuseWhatIsNotBuilt = (model: Model): void => {
  if (model.vocabulary.synchronous) refuseInRounds(model);
  else if (model.traitors !== undefined)
    throw new UsageError(
      `${model.name} has traitors: they are explored in synchronous rounds only`,
    );
  for (const [name, { kind }] of Object.entries(model.properties))
    if (kind === "eventually")
      throw new UsageError(`property "${name}" of ${model.name}: ${kind} cannot be judged yet`);
};

/** A round is the only timer, and what a node does unasked it does in its round or at its start. */
const refuseInRounds = ({ name, vocabulary, properties, joint, initially }: Model): void => {
  const refuse = (what: string): never => {
    throw new UsageError(`${name} runs in synchronous rounds, which have no ${what}`);
  };
  if (joint !== undefined) refuse("joint steps");
  if (initially !== undefined) refuse("bound of initial states yet");
  for (const [property, { kind }] of Object.entries(properties))
    if (kind === "alwaysStep" || kind === "noDeadlock")
      refuse(`judgement of ${kind} yet: property "${property}"`);
  if (vocabulary.history !== undefined) refuse("history yet");
  for (const [role, { timers, requests }] of Object.entries(vocabulary.roles)) {
    if (Object.keys(timers ?? {}).length > 0) refuse(`timers: role ${role} has its Round instead`);
    if (Object.keys(requests ?? {}).length > 0)
      refuse(`requests: what role ${role} may be asked for belongs to its initial states`);
  }
};
