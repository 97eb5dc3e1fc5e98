/** Reads a schema into its neutral form. Of the engine, this and its helpers know the library. */
import { Option, Schema as S, SchemaAST as AST } from "@effect/schema";
import { UsageError } from "../errors.ts";
import {
  ANY,
  declaredBounds,
  isWhole,
  narrowed,
  type Range,
  rangeOfLength,
  rangeOfNumber,
  resolved,
} from "./bounds.ts";
import type { Field, Literal, Shape } from "./shape.ts";
import { unionOf } from "./union-shape.ts";
import { fieldPath, itemPath } from "./wording.ts";

/** @throws UsageError for what a state cannot contain, and for bounds that are no whole numbers. */
export const shapeOf = (schema: S.Schema.AnyNoContext, parameters: object): Shape =>
  read(AST.typeAST(schema.ast), { path: "", parameters });

export const shapeOfFields = (fields: S.Struct.Fields, parameters: object): Shape =>
  read(AST.typeAST(S.Struct(fields).ast), { path: "", parameters });

interface Place {
  readonly path: string;
  readonly parameters: object;
}

const read = (ast: AST.AST, place: Place): Shape => {
  if (isNode(ast)) return { kind: "node" };
  switch (ast._tag) {
    case "Literal":
      return { kind: "literal", values: [literalOf(ast.literal, place)] };
    case "BooleanKeyword":
      return { kind: "literal", values: [false, true] };
    case "Enums":
      return { kind: "literal", values: [...new Set(ast.enums.map(([, value]) => value))] };
    case "StringKeyword":
      return { kind: "string" };
    case "NumberKeyword":
      return refuse("a number that need not be whole", place);
    case "Refinement":
      return refined(ast, place);
    case "TypeLiteral":
      return ast.indexSignatures.length === 0 ? struct(ast, place) : record(ast, place);
    case "TupleType":
      return ast.rest.length === 0 ? tuple(ast, place) : list(ast, place);
    case "Union":
      return unionOf(
        ast.types.map((type) => read(type, place)),
        place.path,
      );
    case "Declaration":
      return collection(ast, place);
    case "AnyKeyword":
    case "BigIntKeyword":
    case "NeverKeyword":
    case "ObjectKeyword":
    case "Suspend":
    case "SymbolKeyword":
    case "TemplateLiteral":
    case "Transformation":
    case "UndefinedKeyword":
    case "UniqueSymbol":
    case "UnknownKeyword":
    case "VoidKeyword":
      return refuse(UNSUPPORTED[ast._tag], place);
  }
};

const UNSUPPORTED = {
  AnyKeyword: "just anything",
  BigIntKeyword: "a bigint",
  NeverKeyword: "a value that does not exist",
  ObjectKeyword: "an object without a schema",
  Suspend: "a value of a recursive schema",
  SymbolKeyword: "a symbol",
  TemplateLiteral: "a template literal",
  Transformation: "a transformation",
  UndefinedKeyword: "undefined, but null or an optional field",
  UniqueSymbol: "a symbol",
  UnknownKeyword: "an unknown value",
  VoidKeyword: "undefined, but null or an optional field",
} as const;

const refuse = (what: string, { path }: Place): never => {
  throw new UsageError(`a state cannot contain ${what}${path === "" ? "" : ` (field ${path})`}`);
};

const isNode = (ast: AST.AST): boolean =>
  Option.exists(AST.getBrandAnnotation(ast), (brands) => brands.includes("NodeId"));

const at = (place: Place, path: string): Place => ({ ...place, path });

const literalOf = (literal: AST.LiteralValue, place: Place): Literal => {
  if (typeof literal === "bigint") return refuse("a bigint", place);
  if (typeof literal !== "number" || Number.isFinite(literal)) return literal;
  return refuse(`the number ${literal}`, place);
};

// ── Objects ─────────────────────────────────────────────────────────────────────────────────────

const struct = (ast: AST.TypeLiteral, place: Place): Shape => ({
  kind: "struct",
  fields: ast.propertySignatures.map((signature) => field(signature, place)),
});

const field = (signature: AST.PropertySignature, place: Place): Field => {
  const name = String(signature.name);
  const inside = at(place, fieldPath(place.path, name));
  // Every object inherits these, so it could not be told whether one has a field of this name.
  if (typeof signature.name === "symbol" || name in {})
    return refuse("a field of this name", inside);
  return { name, shape: read(typeOfField(signature), inside), optional: signature.isOptional };
};

/** The absence of an optional field is not one of its values. */
export const typeOfField = ({ type, isOptional }: AST.PropertySignature): AST.AST =>
  isOptional ? defined(type) : type;

const defined = (ast: AST.AST): AST.AST =>
  ast._tag === "Union"
    ? AST.Union.make(ast.types.filter((type) => type._tag !== "UndefinedKeyword").map(defined))
    : ast;

const record = (ast: AST.TypeLiteral, place: Place): Shape => {
  const [entries, another] = ast.indexSignatures;
  if (entries === undefined || another !== undefined || ast.propertySignatures.length > 0)
    return refuse("a record that has fields of its own too", place);
  const key = read(entries.parameter, at(place, itemPath(place.path, "key")));
  return {
    kind: "map",
    key,
    value: read(entries.type, at(place, itemPath(place.path, ""))),
    record: true,
  };
};

// ── Lists, sets and maps ────────────────────────────────────────────────────────────────────────

const tuple = (ast: AST.TupleType, place: Place): Shape => ({
  kind: "tuple",
  items: ast.elements.map(({ type, isOptional }, index) => {
    const inside = at(place, itemPath(place.path, index));
    return isOptional ? refuse("a tuple with an optional item", inside) : read(type, inside);
  }),
});

/** The first items may be given one by one, as for a list that is never empty. */
const list = (ast: AST.TupleType, place: Place): Shape => {
  const [rest, another] = ast.rest;
  const alike = ast.elements.every(({ type, isOptional }) => type === rest?.type && !isOptional);
  if (rest === undefined || another !== undefined || !alike)
    return refuse("a tuple of any length, but a list", place);
  const item = read(rest.type, at(place, itemPath(place.path, "")));
  const shape = { kind: "list", item, min: ast.elements.length, max: ANY.max } as const;
  const bounds = declaredBounds(ast);
  return bounds === null
    ? shape
    : bounded(shape, resolved(bounds, place.parameters, place.path), place);
};

const collection = (ast: AST.Declaration, place: Place): Shape => {
  const name = constructorOf(ast);
  const [first, second] = ast.typeParameters;
  const inside = at(place, itemPath(place.path, ""));
  if (name === "ReadonlySet" && first !== undefined)
    return { kind: "set", item: read(first, inside) };
  if (name !== "ReadonlyMap" || first === undefined || second === undefined)
    return refuse(`a value of ${name}`, place);
  const key = read(first, at(place, itemPath(place.path, "key")));
  return { kind: "map", key, value: read(second, inside), record: false };
};

const constructorOf = (ast: AST.Declaration): string => {
  const found: unknown = ast.annotations[AST.TypeConstructorAnnotationId];
  if (typeof found === "object" && found !== null && "_tag" in found)
    return String(found._tag).replace("effect/", "");
  return Option.getOrElse(AST.getIdentifierAnnotation(ast), () => String(ast));
};

// ── Refinements ─────────────────────────────────────────────────────────────────────────────────

/** Bounds become part of the shape, so that it can be enumerated; other filters are kept whole. */
const refined = (outermost: AST.Refinement, place: Place): Shape => {
  const [base, steps] = unwound(outermost);
  const whole = !isNode(base) && base._tag === "NumberKeyword" && steps.some(isWhole);
  const plain: Shape = whole ? { kind: "int", ...ANY } : read(base, place);
  if (plain.kind !== "int" && plain.kind !== "list") return steps.reduce(filtered, plain);
  const rangeOf = plain.kind === "int" ? rangeOfNumber : rangeOfLength;
  const bounds = steps.flatMap((step) => {
    const declared = declaredBounds(step);
    const ranges = [rangeOf(step), declared && resolved(declared, place.parameters, place.path)];
    return ranges.filter((range) => range !== null);
  });
  const shape = bounds.reduce<Shape>((wider, range) => bounded(wider, range, place), plain);
  return steps.filter((step) => rangeOf(step) === null).reduce(filtered, shape);
};

/** What is refined at last, and the refinements from the innermost to the outermost. */
const unwound = (ast: AST.AST): readonly [AST.AST, readonly AST.Refinement[]] => {
  if (ast._tag !== "Refinement" || isNode(ast)) return [ast, []];
  const [base, steps] = unwound(ast.from);
  return [base, [...steps, ast]];
};

const bounded = (shape: Shape, range: Range, { path }: Place): Shape => {
  if (shape.kind !== "int" && shape.kind !== "list") return shape;
  const { min, max } = narrowed(shape, range);
  if (min <= max) return { ...shape, min, max };
  const where = path === "" ? "" : `${path}: `;
  throw new UsageError(`${where}there is no whole number from ${min} to ${max}`);
};

const filtered = (of: Shape, step: AST.Refinement): Shape => ({
  kind: "refined",
  of,
  holds: (value) => Option.isNone(step.filter(value, AST.defaultParseOption, step)),
  expected: describe(step),
});

/** Of the step alone: what it is called without a name of its own would repeat the whole type. */
const describe = (step: AST.Refinement): string =>
  Option.getOrElse(
    Option.orElse(AST.getDescriptionAnnotation(step), () =>
      Option.orElse(AST.getIdentifierAnnotation(step), () => AST.getTitleAnnotation(step)),
    ),
    () => "a value that its filter accepts",
  );
