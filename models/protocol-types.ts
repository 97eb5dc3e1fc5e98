/**
 * The types of the model language. To write a model, read `protocol.ts`; an editor leads here from
 * a word of a model to what it may say.
 */
import type { Schema as S } from "@effect/schema";
import type { Joint } from "./protocol-joint.ts";
import type { Recursion, Scenes } from "./protocol-recursion.ts";
import type { Bug, Scenario } from "./protocol-scenarios.ts";
import type {
  Context,
  Outcome,
  Property,
  Rule,
  RuleTable,
  Setting,
  Within,
} from "./protocol-rules.ts";
import type { NodeId, Observed, Send } from "./protocol-values.ts";

export type {
  Context,
  OfState,
  OfStep,
  Outcome,
  Property,
  Rule,
  RuleTable,
  Seen,
  Setting,
  Within,
} from "./protocol-rules.ts";
export type { NodeId, Observation, Observed, Send } from "./protocol-values.ts";

/** A bound of a range: a number, or the name of the parameter that gives it. */
export type Bound = number | string;

// ── Vocabulary: what nodes remember, hear, and may do unasked ───────────────────────────────────

/** One kind of participant. Its rules have one entry for each tag that appears here. */
export interface Role {
  readonly state: S.Schema.AnyNoContext;
  /** The fields that survive a restart; others start afresh. Without it, a crash is for ever. */
  readonly durable?: readonly string[];
  /**
   * Durable fields that are written without waiting for the disk, each with the durable field that
   * says what of it is there for sure: after a loss of power the former is what the latter was.
   */
  readonly unsynced?: Readonly<Record<string, string>>;
  /** The messages that this role reacts to, hence those that a traitor may forge for it. */
  readonly receives?: Tags;
  /** Expiries. A field of type `NodeId` names the peer whose silence a perfect timer reports. */
  readonly timers?: Tags;
  /** Inputs from the node's own client or application; every value of their fields is tried. */
  readonly requests?: Tags;
}

export interface Vocabulary {
  readonly parameters: S.Schema.AnyNoContext;
  readonly roles: Readonly<Record<string, Role>>;
  /** What only the checker remembers. Rules cannot read it. */
  readonly history?: S.Schema.AnyNoContext;
  /**
   * Lock-step rounds, from 0 on: each delivers what was sent in the one before, then every node
   * takes its `Round` event; a round in which no rule fires is the last. Messages too carry the
   * number of the round, because in a synchronous system a late message is a detectable lie.
   */
  readonly synchronous?: true;
}

/** The engine tells `from` and `round`, and raises `Round` and `Restart`. */
export type Tags = Readonly<Record<string, Fields>> & {
  readonly Round?: never;
  readonly Restart?: never;
};
type Fields = S.Struct.Fields & { readonly from?: never; readonly round?: never };

/** No value has this type: it is there to be read in an error. */
export type NotInTheSchema = { readonly [impossible]: never };
declare const impossible: unique symbol;
export type KeysOf<T> = T extends unknown ? keyof T : never;

// ── The whole ───────────────────────────────────────────────────────────────────────────────────

/** How the history follows a rule that fired. It bears the tag of the rule. */
export type Recorder<History = object, State = object, Event = object> = (
  history: History,
  event: Event,
  step: { readonly self: NodeId; readonly before: State; readonly after: State },
) => History;

/** A model as the engine sees it: its own types have been checked, and are forgotten here. */
export interface Model {
  readonly name: string;
  readonly source: string;
  readonly vocabulary: Vocabulary;
  readonly population: (parameters: unknown) => Readonly<Record<string, number>>;
  readonly defaults?: Readonly<Record<string, (given: object) => unknown>>;
  readonly traitors?: string;
  readonly predicts?: (parameters: unknown) => Prediction;
  readonly initial: Readonly<Record<string, (context: Context) => readonly Outcome<object>[]>>;
  readonly initially?: Within;
  readonly rules: Readonly<Record<string, RuleTable>>;
  readonly joint?: Readonly<Record<string, Joint>>;
  readonly quorum?: (...of: [...Parameters<Setting["quorum"]>, unknown]) => boolean;
  readonly history?: {
    readonly initial: object;
    readonly record: Readonly<Record<string, Readonly<Record<string, Recorder>>>>;
  };
  readonly properties: Readonly<Record<string, Property>>;
  readonly recursion?: Recursion;
  readonly scenes?: Scenes;
  readonly scenarios: Readonly<Record<string, Scenario>>;
  readonly bugs: Readonly<Record<string, Bug>>;
}
/** What the theory expects; the claim may say nothing of some parameters. */
export type Prediction = "holds" | "violated" | "n/a";

// ── Inference: nothing from here on need be read to write a model ───────────────────────────────

type Empty = Record<never, never>;
type Nothing = Readonly<Record<string, never>>;
type Remembering = { readonly history: S.Schema.AnyNoContext };
type Synchronous = { readonly synchronous: true };
type Round = { readonly round: number };
/** The same type without its name: a conditional type has none, so errors show what it is. */
type Plain<T> = T extends infer O ? { [K in keyof O]: O[K] } : never;

type RoleOf<V extends Vocabulary> = Extract<keyof V["roles"], string>;
type StateOf<V extends Vocabulary, R extends keyof V["roles"]> = S.Schema.Type<
  V["roles"][R]["state"]
>;
type HistoryOf<V> = V extends Remembering ? S.Schema.Type<V["history"]> : undefined;
type ParametersOf<V extends Vocabulary> = S.Schema.Type<V["parameters"]>;
type SettingOf<V> = V extends Vocabulary ? Setting<RoleOf<V>, ParametersOf<V>> : never;
type ContextOf<V> = V extends Vocabulary ? Context<RoleOf<V>, ParametersOf<V>> : never;

type Kind = "receives" | "timers" | "requests";
type Declared<R, K extends Kind> = R extends { readonly [P in K]: infer T extends Tags }
  ? T
  : Empty;
type TagOf<V extends Vocabulary, K extends Kind> = Extract<
  { [R in RoleOf<V>]: keyof Declared<V["roles"][R], K> }[RoleOf<V>],
  string
>;

type Payload<F> = F extends Fields ? Plain<S.Struct.Type<F>> : never;
type Payloads<T> = { readonly [K in keyof T]: Payload<T[K]> };
type MessageOf<V extends Vocabulary, T> = {
  [R in RoleOf<V>]: T extends keyof Declared<V["roles"][R], "receives">
    ? Payload<Declared<V["roles"][R], "receives">[T]>
    : never;
}[RoleOf<V>];

/** Mapped over the declared tags themselves, so that an editor jumps from a rule to its tag. */
type Heard<T, More> = {
  readonly [K in keyof T]: Plain<{ readonly from: NodeId } & More & Payload<T[K]>>;
};
type EventsOf<V extends Vocabulary, R> = Heard<
  Declared<R, "receives">,
  V extends Synchronous ? Round : Empty
> &
  Payloads<Declared<R, "timers"> & Declared<R, "requests">> &
  (V extends Synchronous ? { readonly Round: Round } : Empty);

type RulesOf<V extends Vocabulary, R extends keyof V["roles"]> = Plain<
  {
    readonly [T in keyof EventsOf<V, V["roles"][R]>]: Rule<
      StateOf<V, R>,
      EventsOf<V, V["roles"][R]>[T],
      ContextOf<V>
    >;
  } & (V["roles"][R] extends { readonly durable: readonly string[] }
    ? { readonly Restart?: Rule<StateOf<V, R>, Empty, ContextOf<V>> }
    : Empty)
>;

/** What a property may know of a node beside its state. */
export interface Standing {
  readonly up: boolean;
  readonly inboxEmpty: boolean;
}

type ObservationOf<V extends Vocabulary> = Plain<
  {
    readonly [R in RoleOf<V>]?: (
      state: StateOf<V, R>,
      context: ContextOf<V> & Standing,
    ) => Observed;
  } & (V extends Remembering
    ? { readonly history?: (history: HistoryOf<V>, setting: SettingOf<V>) => Observed }
    : Empty)
>;

interface Definition<
  V extends Vocabulary,
  P extends string,
  N extends string,
  D extends keyof ParametersOf<V>,
  O extends string,
  J extends string,
> {
  readonly name: string;
  /** The paper to which the cited sections belong. */
  readonly source: string;
  /** Parameters that a scenario need not give: what they are, given the others. */
  readonly defaults?: {
    readonly [K in D]: (given: Omit<ParametersOf<V>, D>) => ParametersOf<V>[K];
  };
  /** How many nodes of each role. With the parameters, it makes each scenario a family of them. */
  readonly population: (parameters: ParametersOf<V>) => Readonly<Record<RoleOf<V>, number>>;
  /** The parameter that counts the traitors. Which nodes these are is for the engine to choose. */
  readonly traitors?: Extract<keyof ParametersOf<V>, string>;
  /** What the theory expects for given parameters, to be compared with what the search finds. */
  readonly predicts?: (parameters: ParametersOf<V>) => Prediction;
  /** Every state in which a node may start, with what it has sent by then. */
  readonly initial: {
    readonly [R in RoleOf<V>]: (context: ContextOf<V>) => readonly Outcome<StateOf<V, R>>[];
  };
  /** Of the ways in which the nodes may start together, only those for which this holds. */
  readonly initially?: Within;
  readonly rules: { readonly [R in RoleOf<V>]: RulesOf<V, R> };
  /** Steps of several nodes at once. */
  readonly joint?: Readonly<Record<J, JointOf<V>>>;
  /** Which sets decide: a majority, unless said otherwise. */
  readonly quorum?: (...of: [...Parameters<Setting["quorum"]>, ParametersOf<V>]) => boolean;
  readonly properties: Readonly<Record<P, Property>>;
  /** For instances beyond any search. Checked against the rules wherever a search can finish. */
  readonly recursion?: RecursionOf<V, O>;
  /** For `scenes`: what is given, and what is read, in the states where a run ends. */
  readonly scenes?: Scenes;
  readonly scenarios: Readonly<Record<N, ScenarioOf<V, NoInfer<P>, NoInfer<D>, NoInfer<J>>>>;
  readonly bugs?: Readonly<Record<string, BugOf<V, NoInfer<P>, NoInfer<N>, NoInfer<O>>>>;
}
type RecursionOf<V extends Vocabulary, O extends string> = Recursion<
  RoleOf<V>,
  ParametersOf<V>,
  O,
  { readonly [R in RoleOf<V>]: StateOf<V, R> }
>;
type JointOf<V extends Vocabulary> = {
  [R in RoleOf<V>]: {
    [W in RoleOf<V>]: Joint<R, W, StateOf<V, R>, StateOf<V, W>, ContextOf<V>>;
  }[RoleOf<V>];
}[RoleOf<V>];
type ScenarioOf<
  V extends Vocabulary,
  P extends string,
  D extends keyof ParametersOf<V>,
  J extends string,
> = Scenario<
  Plain<Omit<ParametersOf<V>, D> & Partial<Pick<ParametersOf<V>, D>>>,
  RoleOf<V>,
  TagOf<V, "receives">,
  TagOf<V, "timers">,
  TagOf<V, "timers"> | TagOf<V, "requests"> | J,
  P
>;
type BugOf<V extends Vocabulary, P extends string, N extends string, O extends string> = Omit<
  Bug<
    { readonly [R in RoleOf<V>]?: Partial<RulesOf<V, R>> },
    { readonly [R in RoleOf<V>]?: readonly (keyof StateOf<V, R>)[] },
    P,
    N
  >,
  "recursion"
> & { readonly recursion?: Partial<RecursionOf<V, O>> };
type Recording<V extends Vocabulary> = V extends Remembering
  ? {
      readonly history: {
        readonly initial: HistoryOf<V>;
        readonly record: {
          readonly [R in RoleOf<V>]?: {
            readonly [T in keyof EventsOf<V, V["roles"][R]>]?: Recorder<
              HistoryOf<V>,
              StateOf<V, R>,
              EventsOf<V, V["roles"][R]>[T]
            >;
          } & { readonly Restart?: Recorder<HistoryOf<V>, StateOf<V, R>, Empty> };
        };
      };
    }
  : Empty;

/** The functions of one protocol, typed by its vocabulary. */
export interface Language<V extends Vocabulary> {
  /** A message to one node or to several; a reply is one `to(from, ...)`. */
  readonly to: <T extends TagOf<V, "receives">>(
    receivers: NodeId | readonly NodeId[],
    tag: T,
    // Optional, not absent, so that a misspelt tag with a payload is told as a misspelt tag.
    ...payload: Empty extends MessageOf<V, T> ? [payload?: Nothing] : [payload: MessageOf<V, T>]
  ) => Send;
  /** One function a role. With the role as an argument, `cite` could not see through the table. */
  readonly rules: { readonly [R in keyof V["roles"]]: (table: RulesOf<V, R>) => RulesOf<V, R> };
  /** `NoInfer`: within `always(observe(...), ...)` the projections are typed by the schemas. */
  readonly observe: <O extends ObservationOf<V>>(observation: O) => NoInfer<O>;
  readonly model: <
    P extends string,
    N extends string,
    D extends keyof ParametersOf<V> = never,
    O extends string = never,
    J extends string = never,
  >(
    definition: Definition<V, P, N, D, O, J> & Recording<V>,
  ) => Model;
}

/** Beyond its shape: durable fields exist, and no tag of a role is declared twice. */
export type Consistent<V extends Vocabulary> = {
  readonly roles: {
    readonly [R in keyof V["roles"]]: {
      readonly durable?: readonly (keyof S.Schema.Type<V["roles"][R]["state"]>)[];
      readonly unsynced?: {
        readonly [F in keyof S.Schema.Type<V["roles"][R]["state"]>]?: keyof S.Schema.Type<
          V["roles"][R]["state"]
        >;
      };
      readonly timers?: Without<Declared<V["roles"][R], "receives">>;
      readonly requests?: Without<
        Declared<V["roles"][R], "receives"> & Declared<V["roles"][R], "timers">
      >;
    };
  };
};
type Without<T> = { readonly [K in keyof T]?: never };
