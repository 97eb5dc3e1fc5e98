/** What may happen to a node of itself: timers, requests, and starting again. */
import type { Scenario } from "../../models/protocol.ts";
import { UsageError } from "../errors.ts";
import { codecOf, type Codec } from "../schema/codec.ts";
import { domainOf } from "../schema/domain.ts";
import { shapeOfFields } from "../schema/read.ts";
import type { Shape } from "../schema/shape.ts";
import type { Budgets } from "./budgets.ts";
import { deepFreeze } from "./freeze.ts";
import type { AnyRule } from "./apply.ts";

export interface Input {
  readonly kind: "timer" | "request" | "restart";
  /** As `role.Tag`. */
  readonly name: string;
  readonly tag: string;
  readonly rule: AnyRule;
  /** Of the model's text; null where the engine itself says what happens. */
  readonly written: AnyRule | null;
  readonly payload: object;
  readonly fields: Codec;
  readonly shape: Shape;
  /** -1: unlimited. */
  readonly budget: number;
  /** Of a timer that needs a reason to expire. */
  readonly detects: Detection | null;
}

interface Detection {
  /** The node whose silence it reports. */
  readonly peer: string;
  /** Whether a link that is cut is taken for silence. */
  readonly seesCuts: boolean;
  /** The budget of its errors, or -1. */
  readonly suspect: number;
}

export interface Declared {
  readonly role: string;
  readonly timers?: object;
  readonly requests?: object;
  readonly rules: Readonly<Record<string, AnyRule>>;
  readonly parameters: object;
  readonly ids: readonly string[];
  readonly budgets: Budgets;
  readonly scenario: Scenario;
}

/** Timers and then requests, each with every value of its fields, in canonical order. */
export const inputsOf = (declared: Declared): readonly Input[] => [
  ...inputsOfKind("timer", declared.timers, declared),
  ...inputsOfKind("request", declared.requests, declared),
];

const inputsOfKind = (
  kind: "timer" | "request",
  tags: object = {},
  { role, rules, parameters, ids, budgets, scenario }: Declared,
): readonly Input[] =>
  Object.entries(tags).flatMap(([tag, declared]) => {
    const shape = shapeOfFields(declared, parameters);
    const seesCuts = scenario.silence?.includes(tag) === true;
    const detects = kind === "timer" && (seesCuts || scenario.perfect?.includes(tag) === true);
    const peerField = detects ? fieldOfPeer(seesCuts ? "silence" : "perfect", tag, shape) : null;
    const suspect = budgets.ofFault("suspect", tag);
    const input = {
      kind,
      name: `${role}.${tag}`,
      tag,
      rule: rules[tag]!,
      written: rules[tag]!,
      fields: codecOf(shape, ids),
      shape,
      budget: budgets.ofLimit(tag),
    };
    const payloads = domainOf(shape, ids) as readonly Readonly<Record<string, unknown>>[];
    return payloads.map((payload) => ({
      ...input,
      payload: deepFreeze(payload),
      detects: peerField === null ? null : { peer: String(payload[peerField]), seesCuts, suspect },
    }));
  });

/** The field that names the peer whose silence a timer reports. */
const fieldOfPeer = (part: string, tag: string, shape: Shape): string => {
  const fields = shape.kind === "struct" ? shape.fields : [];
  const found = fields.find((field) => field.shape.kind === "node" && !field.optional);
  if (found !== undefined) return found.name;
  throw new UsageError(`${part}: the timer ${tag} names no peer: it has no field of type NodeId`);
};
