/** The slow and complete check of a value, made to say what is wrong with it and where. */
import { OutsideSchema } from "../errors.ts";
import { sameJson, toJson } from "./to-json.ts";
import { chooserOf, classesOfValues, classOf, literalsOf, tagOf } from "./members.ts";
import { isPlainObject } from "./plain.ts";
import { print } from "./print.ts";
import type { Field, Shape } from "./shape.ts";
import {
  actualOf,
  expectedOf,
  fieldPath,
  itemPath,
  items,
  literalText,
  shortened,
} from "./wording.ts";

/** `null` for the names of nodes: any string is one. */
type Nodes = readonly string[] | null;

/** The first fault in declared order, or null: the value is what its shape allows. */
export const faultOf = (
  shape: Shape,
  nodes: Nodes,
  value: unknown,
  path = "",
): OutsideSchema | null => {
  const within = (inner: Shape, item: unknown, at: string): OutsideSchema | null =>
    faultOf(inner, nodes, item, at);
  switch (shape.kind) {
    case "literal":
      return shape.values.some((one) => one === value) ? null : wrong(shape, nodes, value, path);
    case "node":
      return typeof value === "string" && (nodes === null || nodes.includes(value))
        ? null
        : wrong(shape, nodes, value, path);
    case "int":
      return Number.isSafeInteger(value) && Number(value) >= shape.min && Number(value) <= shape.max
        ? null
        : wrong(shape, nodes, value, path);
    case "string":
      return typeof value === "string" ? null : wrong(shape, nodes, value, path);
    case "struct":
      return isPlainObject(value)
        ? faultOfFields(shape.fields, value, path, within)
        : wrong(shape, nodes, value, path);
    case "tuple":
      return Array.isArray(value) && value.length === shape.items.length
        ? firstFault(shape.items, (item, i) => within(item, value[i], itemPath(path, i)))
        : wrong(shape, nodes, value, path, Array.isArray(value) ? items(value.length) : undefined);
    case "list":
      return Array.isArray(value)
        ? faultOfItems(shape, value, path, within)
        : wrong(shape, nodes, value, path);
    case "set":
      return value instanceof Set
        ? firstFault([...value], (item, i) => within(shape.item, item, itemPath(path, i)))
        : wrong(shape, nodes, value, path);
    case "map":
      return value instanceof Map !== shape.record && (value instanceof Map || isPlainObject(value))
        ? faultOfEntries(shape, value, path, within)
        : wrong(shape, nodes, value, path);
    case "union":
      return faultOfUnion(shape.members, nodes, value, path);
    case "refined":
      return (
        within(shape.of, value, path) ??
        (shape.holds(value)
          ? null
          : new OutsideSchema(path, shape.expected, shortened(refinedText(value))))
      );
  }
};

/** Which of the members a value fits where nothing cheaper tells. It does not know the nodes. */
export const accepts = (shape: Shape, value: unknown): boolean =>
  faultOf(shape, null, value) === null;

/** @throws OutsideSchema */
export const assertInside = (shape: Shape, nodes: readonly string[], value: unknown): void => {
  const fault = faultOf(shape, nodes, value);
  if (fault !== null) throw fault;
};

type Within = (inner: Shape, item: unknown, at: string) => OutsideSchema | null;

const wrong = (
  shape: Shape,
  nodes: Nodes,
  value: unknown,
  path: string,
  actual = actualOf(value),
): OutsideSchema => new OutsideSchema(path, expectedOf(shape, nodes), actual);

/** Its structure is sound, or the predicate would not have been asked: it can be printed whole. */
const refinedText = (value: unknown): string =>
  typeof value === "string" ? literalText(value) : print(value);

/** A field too many comes first: where one is misspelt, this says more than the one that lacks. */
const faultOfFields = (
  fields: readonly Field[],
  value: Record<string, unknown>,
  path: string,
  within: Within,
): OutsideSchema | null => {
  const names = fields.map(({ name }) => name);
  const extra = Object.keys(value).find((key) => !names.includes(key));
  if (extra !== undefined) {
    const known = names.length === 0 ? "no field" : `no field but ${names.join(", ")}`;
    return new OutsideSchema(fieldPath(path, extra), known, actualOf(value[extra]));
  }
  return firstFault(fields, ({ name, shape, optional }) =>
    optional && value[name] === undefined
      ? null
      : within(shape, value[name], fieldPath(path, name)),
  );
};

const faultOfItems = (
  { item, min, max }: Shape & { kind: "list" },
  value: readonly unknown[],
  path: string,
  within: Within,
): OutsideSchema | null => {
  const count = value.length;
  if (count > max) return new OutsideSchema(path, `at most ${items(max)}`, items(count));
  if (count < min) return new OutsideSchema(path, `at least ${items(min)}`, items(count));
  // A hole in the list is a fault too, which `findIndex` would see and `forEach` would not.
  return firstFault(Array.from(value), (one, i) => within(item, one, itemPath(path, i)));
};

const faultOfEntries = (
  shape: Shape & { kind: "map" },
  value: object,
  path: string,
  within: Within,
): OutsideSchema | null => {
  const entries: readonly (readonly [unknown, unknown])[] =
    value instanceof Map ? [...value] : Object.entries(value);
  return firstFault(entries, ([key, item], i) => {
    const fault = within(shape.key, key, shape.record ? fieldPath(path, String(key)) : path);
    if (fault !== null) return fault;
    if (entries.slice(0, i).some(([other]) => sameJson(toJson(other), toJson(key))))
      return new OutsideSchema(path, "keys that differ", `${shortened(print(key))} twice`);
    const at = shape.record ? fieldPath(path, String(key)) : itemPath(path, shortened(print(key)));
    return within(shape.value, item, at);
  });
};

const faultOfUnion = (
  members: readonly Shape[],
  nodes: Nodes,
  value: unknown,
  path: string,
): OutsideSchema | null => {
  const chosen = members[chooserOf(members, accepts)(value)];
  if (chosen !== undefined) {
    const fault = faultOf(chosen, nodes, value, path);
    // A scalar that is wrong for one member may still be meant for another: all are named.
    return fault?.path === path && typeof value !== "object"
      ? wrong({ kind: "union", members }, nodes, value, path)
      : fault;
  }
  const alike = members.filter((member) =>
    classesOfValues(member).some((c) => c === classOf(value)),
  );
  const tag = tagOf(alike);
  if (tag === null || !isPlainObject(value))
    return wrong({ kind: "union", members }, nodes, value, path);
  const values = alike.flatMap((member) => literalsOf(member, tag) ?? []);
  return wrong({ kind: "literal", values }, nodes, value[tag], fieldPath(path, tag));
};

const firstFault = <T>(
  all: readonly T[],
  fault: (one: T, index: number) => OutsideSchema | null,
): OutsideSchema | null => {
  for (const [index, one] of all.entries()) {
    const found = fault(one, index);
    if (found !== null) return found;
  }
  return null;
};
