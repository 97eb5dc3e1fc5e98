/**
 * A random synchronous model as plain data: it can be drawn from a seed, printed, and made simpler,
 * part by part. Whatever a recipe says, the model made of it keeps to its schemas.
 */
import type { Condition, PropertyRecipe as AnyPropertyRecipe } from "../recipe.ts";

export interface PropertyRecipe extends AnyPropertyRecipe {
  readonly kind: "always" | "sometimes" | "atQuiescence";
}

export interface Recipe {
  /** The most that a node counts to, and the greatest number in a message. */
  readonly top: number;
  /** From this round on no rule fires, so that every run ends. */
  readonly rounds: number;
  readonly traitors: number;
  /** Of the messages, in the order in which they are declared. */
  readonly fields: Readonly<Record<string, readonly FieldRecipe[]>>;
  readonly roles: readonly RoleRecipe[];
  readonly properties: readonly PropertyRecipe[];
  readonly within: Condition | null;
  readonly outOfReach: readonly string[];
  /** The properties that the check is asked to judge; null: all of them. */
  readonly judged: readonly string[] | null;
}

export interface FieldRecipe {
  readonly name: "value" | "at";
  readonly kind: "flag" | "word" | "number" | "node" | "maybe";
}

/** `log` keeps the order in which messages were read. */
export type Memory = "count" | "seen" | "last" | "log";

export interface RoleRecipe {
  readonly name: string;
  readonly population: number;
  readonly phases: number;
  readonly memory: readonly Memory[];
  readonly receives: readonly string[];
  /** The fields that are positions, as `Tag.field`: another role may read the same field else. */
  readonly positions: readonly string[];
  readonly initial: readonly StartRecipe[];
  /** By tag, or `Round`, and then by phase. */
  readonly rules: Readonly<Record<string, readonly Reactions[]>>;
}

export interface StartRecipe {
  readonly phase: number;
  readonly sends: readonly SendRecipe[];
}

/** The first whose guard is open; if none is, the rule declines. */
export type Reactions = readonly Reaction[];

export interface Reaction {
  readonly guard: Guard;
  readonly phase: number;
  readonly effects: Readonly<Partial<Record<Memory, "grow" | "shrink">>>;
  readonly sends: readonly SendRecipe[];
}

/**
 * `round`: it is round `at`; `late`: it is a later one; `value`: the field is its domain's `at`-th;
 * `position`: so is the other field; `sender`: it comes from the `at`-th node; `fresh`: the sender
 * is not among those seen; `heard`: as many are seen or counted.
 */
export interface Guard {
  readonly is: "none" | "round" | "late" | "value" | "position" | "sender" | "fresh" | "heard";
  readonly at: number;
}

export interface SendRecipe {
  readonly tag: string;
  /** Those of them that take the message. A role's name stands for its nodes. */
  readonly to: "self" | "sender" | "peers" | "others" | "everyone" | "twice" | (string & {});
  /** What the value is made of: of the event, of what was counted or logged, or of a number. */
  readonly value: number | "copy" | "memory";
  readonly at: number | "copy" | "round";
}
