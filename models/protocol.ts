/**
 * The model language: plain records and functions with which a protocol is written down.
 *
 * A model is read in this order: vocabulary, rules, properties, scenarios, bugs. `vocabulary` takes
 * the schemas and gives back functions typed for that protocol, so that all the rest is inferred.
 */
import { Schema as S } from "@effect/schema";
import type {
  Bound,
  Consistent,
  KeysOf,
  Language,
  NodeId as Id,
  NotInTheSchema,
  Observation,
  OfState,
  OfStep,
  Outcome,
  Property,
  Rule,
  Seen,
  Send,
  Vocabulary,
  Within,
} from "./protocol-types.ts";

export type {
  Context,
  Model,
  Observation,
  Observed,
  Outcome,
  Prediction,
  Property,
  Recorder,
  Role,
  Rule,
  RuleTable,
  Send,
  Setting,
  Standing,
  Tags,
  Vocabulary,
  Within,
} from "./protocol-types.ts";
export type { Bug, Budget, Faults, NetworkKind, Scenario, Sides } from "./protocol-scenarios.ts";
export type { Joint, JointOutcome, Together } from "./protocol-joint.ts";
export type { Recursion, Scenes } from "./protocol-recursion.ts";

/** What schemas are written with, where no package but this one is at hand. */
export { S as Schema };

// ── Values ──────────────────────────────────────────────────────────────────────────────────────

/** A brand, not a union of names, so that an engine finds the ids in a value and renames them. */
export const NodeId: S.brand<typeof S.String, "NodeId"> = S.String.pipe(S.brand("NodeId"));
export type NodeId = Id;

/** Where `int` and `list` write their bounds for the engine, which knows the parameters. */
export const BoundsId: unique symbol = Symbol.for("strategos/bounds");

/**
 * A whole number from `min` to `max`, both included: `int(0, 3)`, or `int(0, "ballots")` where the
 * parameter `ballots` says how far it goes. It can be enumerated, and explained on a command line.
 */
export const int = (min: Bound, max: Bound): S.Schema<number> => {
  const plain = typeof min === "number" && typeof max === "number";
  const schema = plain ? S.Int.pipe(S.between(min, max)) : S.Int;
  return schema.annotations({ [BoundsId]: { min, max } });
};

/** A sequence of at most `max` items; what a traitor may forge has to end somewhere. */
export const list = <T, I>(
  item: S.Schema<T, I>,
  max: Bound,
): S.Schema<readonly T[], readonly I[]> => {
  const bounds = { [BoundsId]: { min: 0, max } };
  return S.Array(item).annotations(bounds);
};

/** Where `position` leaves its mark. */
export const PositionId: unique symbol = Symbol.for("strategos/position");

/**
 * Marks a field of a message that says which message it is (the path of a relay, a round, a view),
 * not what it says: of two messages that differ elsewhere only, one was sent in place of the other.
 */
export const position = <T, I>(schema: S.Schema<T, I>): S.Schema<T, I> =>
  schema.annotations({ [PositionId]: true });

/** Fits a set of anything, where `new Set()` would be a set of `unknown`. */
export const empty: ReadonlySet<never> = new Set<never>();

/** The set with one more element. Compares by structure: two equal reports are one report. */
export const add = <T>(set: ReadonlySet<T>, element: T): ReadonlySet<T> =>
  [...set].some((member) => equal(member, element)) ? set : new Set([...set, element]);

type Fields = Readonly<Record<string, unknown>>;

const equal = (a: unknown, b: unknown): boolean => {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (a instanceof Set && b instanceof Set)
    return a.size === b.size && [...a].every((one) => [...b].some((other) => equal(one, other)));
  if (a instanceof Map && b instanceof Map) return equal(new Set(a), new Set(b));
  const [left, right] = [a as Fields, b as Fields];
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && equal(left[name], right[name]))
  );
};

// ── Rules: what a node becomes, and what it sends ───────────────────────────────────────────────

/**
 * What a rule makes of its node, and what it sends. `initial` is written with it too: a node may
 * have sent something by the time it starts.
 *
 * `Whole` is inferred from the rule and `State` from the value, so an error points at the
 * field.
 */
export const become = <const State extends Whole, Whole = State>(
  state: State & { readonly [K in Exclude<keyof State, KeysOf<Whole>>]: NotInTheSchema },
  ...sends: readonly Send[]
): Outcome<Whole> => ({ state, sends });

/** Ties a rule to the section of the source that it states. */
export const cite = <State, Event, Context>(
  section: string,
  rule: (state: State, event: Event, context: Context) => Outcome<NoInfer<State>> | null,
): Rule<State, Event, Context> => Object.assign(rule, { section });

// ── Properties: what must always hold, and what must be possible ────────────────────────────────

const property =
  (kind: Property["kind"]) =>
  <O extends Observation>(
    observation: O,
    holds: (...seen: [Seen<O>, Seen<O>]) => boolean,
  ): Property => ({ kind, observation, holds });

/** An invariant. */
export const always: OfState = property("always");
/** A relation between the two ends of every transition that changes what is observed. */
export const alwaysStep: OfStep = property("alwaysStep");
/** A witness: without it, a model that does nothing would keep every invariant. */
export const sometimes: OfState = property("sometimes");
/** An invariant of the states where nothing can happen any more, except a fault. */
export const atQuiescence: OfState = property("atQuiescence");
/** States in which nothing can happen any more, except a fault, are those where a run may end. */
export const noDeadlock: OfState = property("noDeadlock");
/** What every fair behaviour reaches. */
export const eventually: OfState = property("eventually");

/** For a scenario: explore only from states for which this holds. */
export const within = <O extends Observation>(
  observation: O,
  holds: (seen: Seen<O>) => boolean,
): Within => ({ observation, holds });

// ── The whole ───────────────────────────────────────────────────────────────────────────────────

/** The functions of one protocol, typed by its schemas. */
export const vocabulary = <const V extends Vocabulary>(schemas: V & Consistent<V>): Language<V> => {
  const identity = <T>(value: T): T => value;
  const language = {
    to: (receivers: NodeId | readonly NodeId[], tag: string, payload: object = {}): Send => ({
      to: typeof receivers === "string" ? [receivers] : receivers,
      tag,
      payload,
    }),
    rules: Object.fromEntries(Object.keys(schemas.roles).map((role) => [role, identity])),
    observe: identity,
    model: (definition: object) => ({ bugs: {}, ...definition, vocabulary: schemas }),
  };
  // The only cast: what these functions are given was checked against the schemas by the compiler.
  return language as unknown as Language<V>;
};
