/**
 * The types of scenarios and bugs: which bounds an exploration has, what may go wrong in it, and
 * what it must find.
 */
import type { Recursion } from "./protocol-recursion.ts";
import type { RuleTable, Setting, Within } from "./protocol-rules.ts";

/**
 * How messages travel: `bag` delivers each once, in any order; `set` any number of times, in any
 * order; `fifo` once, in order for each pair of nodes; of `latest` there is one for each pair of
 * nodes and tag, and a newer one takes the place of the older.
 */
export type NetworkKind = "bag" | "set" | "fifo" | "latest";

/** A number in all, or one for each of some names. */
export type Budget<Name extends string> = number | { readonly [N in Name]?: number };

/** The sides into which a network may fall: each group of nodes, and all others. */
export interface Sides {
  readonly times: number;
  readonly sides: readonly (readonly string[])[];
}

/** How often what may go wrong. What has no budget never happens. */
export interface Faults<
  RoleName extends string = string,
  Message extends string = string,
  Perfect extends string = string,
> {
  /** A message is lost. */
  readonly drop?: Budget<Message>;
  /** A message arrives once more. */
  readonly duplicate?: Budget<Message>;
  /** A node stops between two steps. */
  readonly crash?: Budget<RoleName>;
  /** A node stops when it has taken a step, and any subset of what it sends in it leaves. */
  readonly crashMidStep?: Budget<RoleName>;
  /** A node stops, and its role's `unsynced` fields fall back to what had reached the disk. */
  readonly powerLoss?: Budget<RoleName>;
  /** A node that is down starts again, with its durable fields only. */
  readonly restart?: Budget<RoleName>;
  /** A perfect timer, or one of silence, expires although there is no reason. */
  readonly suspect?: Budget<Perfect>;
  /** The nodes fall into two sides, any two; nothing passes between them until all is healed. */
  readonly partition?: number | Sides;
  /** The same in one direction: nothing passes from the side to the others. */
  readonly oneWay?: number | Sides;
}

/** The bounds of one exploration, and what it must find. A fault without a budget never happens. */
export interface Scenario<
  Parameters = object,
  RoleName extends string = string,
  Message extends string = string,
  Timer extends string = string,
  Limited extends string = string,
  PropertyName extends string = string,
> {
  readonly parameters: Parameters;
  /** `bag` for a tag that is not named. */
  readonly network?: NetworkKind | { readonly [T in Message]?: NetworkKind };
  /**
   * How often the timers, requests or joint steps of a name may happen, in all: one budget for all
   * nodes and roles. One not named here happens whenever its guard allows.
   */
  readonly limits?: { readonly [T in Limited]?: number };
  readonly faults?: Faults<RoleName, Message, Timer>;
  /** A crash loses what is on its way to the node, and what is sent to it while it is down. */
  readonly resetsLinks?: true;
  /**
   * Timers that never err: they expire only when the peer that they name is down, and nothing from
   * it is on its way to the node. All others may expire at any time.
   */
  readonly perfect?: readonly Timer[];
  /**
   * Timers that hear no more than a timeout does: they expire as perfect ones do, and also while
   * nothing passes from the peer to the node, since the network has fallen apart.
   */
  readonly silence?: readonly Timer[];
  /**
   * States with more messages on their way, or more copies of one message for one node, are outside
   * the bounds, as those that `within` leaves out.
   */
  readonly caps?: { readonly inFlight?: number; readonly copies?: number };
  /** A state outside is judged by `always`, and counted as cut; nothing follows from it. */
  readonly within?: Within;
  /** Witnesses beyond these bounds. All other witnesses must be met, and these must not be. */
  readonly outOfReach?: readonly PropertyName[];
  /** Faults and limits of which it is no surprise that they are never used here. */
  readonly unused?: readonly (keyof Faults | Limited)[];
  /** Without it: that all holds. A figure that is given must come out exactly. */
  readonly expect?: Holds | Violated<PropertyName>;
}
interface Holds {
  readonly verdict: "holds-within-bounds";
  /** Distinct global states. */
  readonly states?: number;
  /** Initial states, and every enabled action of every state. */
  readonly generated?: number;
  /** Levels of the breadth-first search; that of the initial states is the first. */
  readonly depth?: number;
}
interface Violated<PropertyName extends string> {
  readonly verdict: "violated";
  readonly property: PropertyName;
  /** Actions in the shortest counterexample. */
  readonly length?: number;
}

/** A variant that must break the property it names. What it leaves out stays as it is. */
export interface Bug<
  Tables = Readonly<Record<string, Partial<RuleTable>>>,
  Durable = Readonly<Record<string, readonly string[]>>,
  PropertyName extends string = string,
  ScenarioName extends string = string,
> {
  readonly breaks: PropertyName;
  readonly in: ScenarioName;
  /** Actions in the shortest counterexample. */
  readonly length: number;
  readonly rules?: Tables;
  readonly durable?: Durable;
  readonly quorum?: Setting["quorum"];
  /**
   * Where rules are replaced and this is not, the model's recursion is not that of the variant.
   */
  readonly recursion?: Partial<Recursion>;
}
