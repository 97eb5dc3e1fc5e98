/** Which message a message is, apart from what it says: by its fields that are marked so. */
import { Schema as S } from "@effect/schema";
import { PositionId } from "../../models/protocol.ts";
import { codecOf } from "../schema/codec.ts";
import { shapeOfFields } from "../schema/read.ts";
import type { Shape } from "../schema/shape.ts";

export interface Slot {
  /** Messages of one tag, sender and round take each other's place if this is the same. */
  readonly of: (payload: object) => string;
  /** What can be said in one place. */
  readonly contents: Shape;
}

type Fields = Readonly<Record<string, unknown>>;

export const slotOf = (fields: Fields, parameters: object, ids: readonly string[]): Slot => {
  const marked = Object.keys(fields).filter((name) => isPosition(fields[name]));
  const only = (names: readonly string[], of: object): object =>
    Object.fromEntries(Object.entries(of).filter(([name]) => names.includes(name)));
  const shape = (names: readonly string[]): Shape =>
    shapeOfFields(only(names, fields) as S.Struct.Fields, parameters);
  const position = codecOf(shape(marked), ids);
  const unmarked = Object.keys(fields).filter((name) => !marked.includes(name));
  return {
    of: (payload) => position.encode(only(marked, payload)).join(),
    contents: shape(unmarked),
  };
};

const isPosition = (field: unknown): boolean =>
  S.isSchema(field) && field.ast.annotations[PositionId] === true;
