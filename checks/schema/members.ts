/**
 * Which member of a union a value belongs to. It is decided without the names of the nodes, so that
 * all that is derived from a schema decides alike: a member that is chosen by one and not by
 * another would make renaming, and with it symmetry, unsound.
 */
import { isPlainObject } from "./plain.ts";
import type { Field, Literal, Shape } from "./shape.ts";

export type Class = "null" | "string" | "number" | "boolean" | "list" | "set" | "map" | "object";
/** The number of a member, or -1: none. */
export type Choose = (value: unknown) => number;
export type Fits = (shape: Shape, value: unknown) => boolean;

/**
 * The first member that fits, by the cheapest test that tells the members apart: the class of the
 * value, then a literal field, then the names of the fields; `fits` only where all of these agree.
 */
export const chooserOf = (
  members: readonly Shape[],
  fits: Fits,
  classesOf: (shape: Shape) => readonly Class[] = classesOfValues,
): Choose => {
  const indices = new Map<Class, number[]>();
  for (const [index, member] of members.entries())
    for (const one of new Set(classesOf(member)))
      indices.set(one, [...(indices.get(one) ?? []), index]);
  const choosers = new Map<Class | null, Choose>();
  for (const [one, candidates] of indices) choosers.set(one, amongAlike(members, candidates, fits));
  return (value) => choosers.get(classOf(value))?.(value) ?? -1;
};

export const classOf = (value: unknown): Class | null => {
  if (value === null) return "null";
  const type = typeof value;
  if (type === "string" || type === "number" || type === "boolean") return type;
  if (type !== "object") return null;
  if (Array.isArray(value)) return "list";
  if (value instanceof Set) return "set";
  return value instanceof Map ? "map" : "object";
};

export const classesOfValues = (shape: Shape): readonly Class[] => {
  switch (shape.kind) {
    case "literal":
      return shape.values.map((value) => classOf(value) ?? "null");
    case "node":
    case "string":
      return ["string"];
    case "int":
      return ["number"];
    case "struct":
      return ["object"];
    case "tuple":
    case "list":
      return ["list"];
    case "set":
      return ["set"];
    case "map":
      return shape.record ? ["object"] : ["map"];
    case "union":
      return shape.members.flatMap(classesOfValues);
    case "refined":
      return classesOfValues(shape.of);
  }
};

/** Of such values JavaScript itself knows which are equal. */
export const isScalar = (one: Class): boolean =>
  one === "null" || one === "string" || one === "number" || one === "boolean";

/** The members of a shape without their predicates; of a shape that is no union, itself. */
export const bareShapes = (shape: Shape): readonly Shape[] => {
  if (shape.kind === "refined") return bareShapes(shape.of);
  return shape.kind === "union" ? shape.members.flatMap(bareShapes) : [shape];
};

const amongAlike = (
  members: readonly Shape[],
  candidates: readonly number[],
  fits: Fits,
): Choose => {
  const [only] = candidates;
  if (candidates.length === 1 && only !== undefined) return () => only;
  const alike = candidates.map((index) => members[index]!);
  const tag = tagOf(alike);
  if (tag !== null) return byTag(tag, alike, candidates);
  const structs = alike.map(structOf);
  if (structs.every((fields) => fields !== null) && differInNames(structs))
    return firstOf(candidates, (index, value) => namesFit(structs[index]!, value));
  return firstOf(candidates, (index, value) => fits(alike[index]!, value));
};

const firstOf =
  (candidates: readonly number[], fits: (index: number, value: unknown) => boolean): Choose =>
  (value) =>
    candidates.find((_, index) => fits(index, value)) ?? -1;

const byTag = (tag: string, alike: readonly Shape[], candidates: readonly number[]): Choose => {
  const indices = new Map<unknown, number>();
  for (const [index, member] of alike.entries())
    for (const value of literalsOf(member, tag) ?? []) indices.set(value, candidates[index]!);
  return (value) => (isPlainObject(value) ? (indices.get(value[tag]) ?? -1) : -1);
};

/** The first field that has a literal in every member, and in no two of them the same. */
export const tagOf = (members: readonly Shape[]): string | null => {
  const names = (members[0] && structOf(members[0]))?.map(({ name }) => name) ?? [];
  const tells = (name: string): boolean => {
    const literals = members.map((member) => literalsOf(member, name));
    if (!literals.every((values) => values !== null)) return false;
    return new Set(literals.flat()).size === literals.flat().length;
  };
  return names.find(tells) ?? null;
};

export const literalsOf = (member: Shape, name: string): readonly Literal[] | null => {
  const field = structOf(member)?.find((one) => one.name === name);
  return field?.shape.kind === "literal" && !field.optional ? field.shape.values : null;
};

const structOf = (shape: Shape): readonly Field[] | null => {
  if (shape.kind === "refined") return structOf(shape.of);
  return shape.kind === "struct" ? shape.fields : null;
};

const differInNames = (structs: readonly (readonly Field[])[]): boolean => {
  const lacks = (one: readonly Field[], other: readonly Field[]): boolean =>
    one.some((field) => !field.optional && !other.some(({ name }) => name === field.name));
  return structs.every((one, i) =>
    structs.slice(i + 1).every((other) => lacks(one, other) || lacks(other, one)),
  );
};

const namesFit = (fields: readonly Field[], value: unknown): boolean =>
  isPlainObject(value) &&
  fields.every(({ name, optional }) => optional || Object.hasOwn(value, name)) &&
  Object.keys(value).every((key) => fields.some(({ name }) => name === key));
