/** The bounds that a schema puts on whole numbers and on the length of lists. */
import { Schema as S, SchemaAST as AST } from "@effect/schema";
import { BoundsId } from "../../models/protocol.ts";
import { UsageError } from "../errors.ts";
import { unknownName } from "../names.ts";

/** A bound may be the name of a parameter. */
type Bound = number | string;
export interface Bounds {
  readonly min: Bound;
  readonly max: Bound;
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** What `int` and `list` of the model language have written down. */
export const declaredBounds = (ast: AST.AST): Bounds | null => {
  const found = ast.annotations[BoundsId];
  if (typeof found !== "object" || found === null || !("min" in found && "max" in found))
    return null;
  return isBound(found.min) && isBound(found.max) ? { min: found.min, max: found.max } : null;
};

const isBound = (value: unknown): value is Bound =>
  typeof value === "number" || typeof value === "string";

/** @throws UsageError for a name that is no parameter, or is not a whole number. */
export const resolved = (bounds: Bounds, parameters: object, path: string): Range => ({
  min: wholeOf(bounds.min, parameters, path),
  max: wholeOf(bounds.max, parameters, path),
});

const wholeOf = (bound: Bound, parameters: object, path: string): number => {
  const where = path === "" ? "" : `${path}: `;
  const known = new Map<string, unknown>(Object.entries(parameters));
  const value: unknown = typeof bound === "number" ? bound : known.get(bound);
  if (value === undefined)
    throw new UsageError(`${where}${unknownName("parameter", String(bound), [...known.keys()])}`);
  if (value === Infinity) return Number.MAX_SAFE_INTEGER;
  if (value === -Infinity) return Number.MIN_SAFE_INTEGER;
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  const what = typeof bound === "number" ? "a bound" : `the parameter ${bound}, a bound here,`;
  throw new UsageError(`${where}${what} is not a whole number but ${JSON.stringify(value)}`);
};

/** What a refinement of the schema library says of a number, as far as its annotations tell all. */
export const rangeOfNumber = (ast: AST.Refinement): Range | null => {
  const { schemaId, json } = annotationsOf(ast);
  if (IMPLIED_BY_WHOLE.has(schemaId)) return ANY;
  if (!COMPARISONS.has(schemaId)) return null;
  const above = largest(json["minimum"], after(json["exclusiveMinimum"]));
  const below = smallest(json["maximum"], before(json["exclusiveMaximum"]));
  return above === ANY.min && below === ANY.max ? null : { min: above, max: below };
};

/** The same of the length of a list. */
export const rangeOfLength = (ast: AST.Refinement): Range | null => {
  const { schemaId, json } = annotationsOf(ast);
  if (!LENGTHS.has(schemaId)) return null;
  return { min: largest(json["minItems"]), max: smallest(json["maxItems"]) };
};

export const isWhole = (ast: AST.Refinement): boolean =>
  annotationsOf(ast).schemaId === S.IntSchemaId;

export const ANY: Range = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };

export const narrowed = (a: Range, b: Range): Range => ({
  min: Math.max(a.min, b.min),
  max: Math.min(a.max, b.max),
});

const IMPLIED_BY_WHOLE = new Set<unknown>([S.IntSchemaId, S.FiniteSchemaId, S.NonNaNSchemaId]);
const COMPARISONS = new Set<unknown>([
  S.BetweenSchemaId,
  S.GreaterThanSchemaId,
  S.GreaterThanOrEqualToSchemaId,
  S.LessThanSchemaId,
  S.LessThanOrEqualToSchemaId,
]);
const LENGTHS = new Set<unknown>([S.MinItemsSchemaId, S.MaxItemsSchemaId, S.ItemsCountSchemaId]);

const annotationsOf = ({ annotations }: AST.Refinement) => ({
  schemaId: annotations[AST.SchemaIdAnnotationId],
  json: { ...(annotations[AST.JSONSchemaAnnotationId] as Readonly<Record<string, unknown>>) },
});

const largest = (...limits: readonly unknown[]): number =>
  Math.max(ANY.min, ...limits.filter(isNumber).map(Math.ceil)) + 0;
const smallest = (...limits: readonly unknown[]): number =>
  Math.min(ANY.max, ...limits.filter(isNumber).map(Math.floor)) + 0;
const after = (limit: unknown): unknown => (isNumber(limit) ? Math.floor(limit) + 1 : undefined);
const before = (limit: unknown): unknown => (isNumber(limit) ? Math.ceil(limit) - 1 : undefined);
const isNumber = (value: unknown): value is number => typeof value === "number";
