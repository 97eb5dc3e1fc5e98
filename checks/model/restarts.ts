/** What is left of a node that stops, and how it starts again. */
import type { Context, Model } from "../../models/protocol.ts";
import { InvalidModel } from "../errors.ts";
import { codecOf, type Codec } from "../schema/codec.ts";
import { shapeOfFields } from "../schema/read.ts";
import type { Shape } from "../schema/shape.ts";
import { expectNames, refuseStrangers } from "./amounts.ts";
import { deepFreeze } from "./freeze.ts";
import { outcomesOf } from "./outcomes.ts";
import type { Input } from "./inputs.ts";
import type { AnyRule } from "./apply.ts";

type Fields = Readonly<Record<string, unknown>>;

interface Role {
  readonly role: string;
  readonly state: Codec;
  readonly durable: readonly string[];
  readonly rule: AnyRule | undefined;
  readonly ids: readonly string[];
}

/** One for each different state in which the node may come up. */
export const restartsOf = (model: Model, context: Context, role: Role): readonly Input[] => {
  const fresh = new Map<string, Fields>();
  for (const { state } of outcomesOf(model, role.role, context)) {
    const start = canonical(role.state, state as Fields);
    const first = fresh.values().next().value ?? start;
    // Durable fields are those of the node that restarts, so that they tell no starts apart.
    const key = role.state.encode(kept(start, first, role.durable)).join();
    if (!fresh.has(key)) fresh.set(key, start);
  }
  const name = `${role.role}.Restart`;
  const shape = shapeOfFields({}, {});
  return [...fresh.values()].map((start) => ({
    kind: "restart",
    name,
    tag: "Restart",
    rule: restarting(start, role),
    written: role.rule ?? null,
    payload: deepFreeze({}),
    fields: codecOf(shape, role.ids),
    shape,
    budget: -1,
    detects: null,
  }));
};

/** Asks the rule of the model, if it has one, with nothing but what was durable. */
const restarting = (start: Fields, { durable, rule, state: codec }: Role): AnyRule => {
  const restart: AnyRule = (state, event, context) => {
    const base = canonical(codec, kept(start, state as Fields, durable));
    return rule === undefined ? { state: base, sends: [] } : rule(base, event, context);
  };
  return rule?.section === undefined ? restart : Object.assign(restart, { section: rule.section });
};

const canonical = (codec: Codec, state: Fields): Fields =>
  deepFreeze(codec.decode(codec.encode(state)) as Fields);

/** A start, with the durable fields of a state. */
const kept = (start: Fields, state: Fields, durable: readonly string[]): Fields => {
  const others = Object.entries(start).filter(([field]) => !durable.includes(field));
  const own = Object.entries(state).filter(([field]) => durable.includes(field));
  return Object.fromEntries([...others, ...own]);
};

/** The names of the fields that a state may have; null, if it is no record. */
const fieldsOf = (shape: Shape): readonly string[] | null => {
  if (shape.kind === "refined") return fieldsOf(shape.of);
  if (shape.kind === "struct") return shape.fields.map(({ name }) => name);
  if (shape.kind !== "union") return null;
  const parts = shape.members.map(fieldsOf);
  return parts.includes(null) ? null : [...new Set(parts.flatMap((part) => part ?? []))];
};

/** @throws UsageError for a field that is to last, and is not there. */
export const refuseUnknownFields = (
  role: string,
  shape: Shape,
  durable: readonly string[],
  unsynced: Readonly<Record<string, string>>,
): void => {
  expectNames(`role ${role}, durable`, durable);
  const known = fieldsOf(shape);
  if (known === null) return;
  refuseStrangers(`role ${role}, durable`, durable, known);
  const lasting = [...Object.keys(unsynced), ...Object.values(unsynced)];
  refuseStrangers(`role ${role}, unsynced`, lasting, durable);
};

/** What a loss of power makes of a state: fields fall back to what had reached the disk. */
export const losing =
  (role: string, unsynced: Readonly<Record<string, string>> | undefined) =>
  (state: object): object => {
    const fields = state as Fields;
    const lost = Object.entries(unsynced ?? {}).map(([field, image]) => {
      if (image in fields) return [field, fields[image]];
      const message = `unsynced: the state has no field ${image} that says what is on disk`;
      throw new InvalidModel(message, { rule: role, field });
    });
    return { ...fields, ...Object.fromEntries(lost) };
  };
