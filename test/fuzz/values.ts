/** What the reference needs of values and schemas: a key for each value, and finite domains. */
import { Schema as S, SchemaAST as AST } from "@effect/schema";
import { BoundsId, type NodeId, type Setting } from "../../models/protocol.ts";

/** Equal values have equal keys, whatever the order of fields or of the members of a set. */
export const keyOf = (value: unknown): string => {
  if (value instanceof Map) return keyOf(new Set(value));
  if (value instanceof Set) return `{${[...value].map(keyOf).toSorted().join()}}`;
  if (Array.isArray(value)) return `[${value.map(keyOf).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `${name}:${keyOf(field)}`);
  return `(${fields.toSorted().join()})`;
};

/** All ways to take one value from each column. */
export const product = <T>(columns: readonly (readonly T[])[]): readonly (readonly T[])[] =>
  columns.reduce<readonly (readonly T[])[]>(
    (rows, column) => rows.flatMap((row) => column.map((value) => [...row, value])),
    [[]],
  );

/** Of a perfect timer: the field that names its peer. */
export const firstNodeField = (fields: S.Struct.Fields): string => {
  const { ast } = S.Struct(fields);
  const parts = AST.isTypeLiteral(ast) ? ast.propertySignatures : [];
  const found = parts.find(({ type }) => AST.getBrandAnnotation(type)._tag === "Some");
  return String(found?.name);
};

/** Every combination of values that the fields of a timer or of a request may have. */
export const payloads = (
  fields: S.Struct.Fields,
  { everyone, parameters }: Setting<string, object>,
): readonly object[] => domain(S.Struct(fields).ast, everyone, parameters).map(Object);

const domain = (ast: AST.AST, everyone: readonly NodeId[], parameters: object): Values => {
  const among = (part: AST.AST): Values => domain(part, everyone, parameters);
  const bounds = AST.getAnnotation<Bounds>(BoundsId)(ast);
  if (bounds._tag === "Some") return range(bounds.value, parameters);
  if (AST.getBrandAnnotation(ast)._tag === "Some") return everyone;
  if (AST.isLiteral(ast)) return [ast.literal];
  if (AST.isBooleanKeyword(ast)) return [false, true];
  if (AST.isUnion(ast)) return ast.types.flatMap(among);
  if (AST.isTypeLiteral(ast)) {
    const named = ast.propertySignatures.map(({ name, type }) =>
      among(type).map((value) => [name, value] as const),
    );
    return product(named).map((row) => Object.fromEntries(row));
  }
  throw new RangeError(`the reference does not know the values of ${String(ast)}`);
};
type Values = readonly unknown[];

type Bounds = { readonly min: number | string; readonly max: number | string };
const range = ({ min, max }: Bounds, parameters: object): readonly number[] => {
  const given = new Map<string, unknown>(Object.entries(parameters));
  const [least, most] = [min, max].map((bound) =>
    typeof bound === "number" ? bound : Number(given.get(bound)),
  ) as [number, number];
  return Array.from({ length: most - least + 1 }, (_, index) => least + index);
};
