/** The parameters of a model: where they come from, which are allowed, how they are typed in. */
import { Either, ParseResult, Schema as S, SchemaAST as AST } from "@effect/schema";
import type { Model } from "../../models/protocol.ts";
import { OutsideSchema, UsageError } from "../errors.ts";
import { unknownName } from "../names.ts";
import type { Json } from "../report.ts";
import { ANY, type Bounds, declaredBounds } from "./bounds.ts";
import { faultOf } from "./explain.ts";
import { fromJson } from "./json.ts";
import { print } from "./print.ts";
import { shapeOf, typeOfField } from "./read.ts";
import type { Shape } from "./shape.ts";
import { actualOf, expectedOf } from "./wording.ts";

type Values = Readonly<Record<string, unknown>>;

/**
 * Those that are given, except where they are replaced; the model's defaults for the others.
 * @throws UsageError of one sentence, which names the option or the parameter.
 */
export const parametersOf = (model: Model, given: object, replaced: object): Values => {
  const known = fieldsOf(model);
  const flag = (name: string): string => (name in replaced ? optionOf(name) : `parameter ${name}`);
  const chosen: Record<string, unknown> = { ...given, ...replaced };
  for (const name of Object.keys(chosen))
    if (!known.has(name))
      throw new UsageError(unknownName("parameter", name, [...known.keys()], model.name));
  const defaults = Object.entries(model.defaults ?? {});
  const open = new Set(defaults.map(([name]) => name).filter((name) => chosen[name] === undefined));
  // Before a default is computed from the others, these must be known to be sound.
  const required = [...known].filter(([name]) => !open.has(name));
  for (const [name, field] of required) assertParameter(name, field, chosen, flag(name));
  const asked = Object.freeze({ ...chosen });
  for (const [name, value] of defaults) if (open.has(name)) chosen[name] = value(asked);
  for (const [name, field] of known) assertParameter(name, field, chosen, flag(name));
  return consistent(model, chosen, flag);
};

/** Parameters as a report has them, where sets and maps are lists. @throws UsageError */
export const parametersFromJson = (model: Model, json: Readonly<Record<string, Json>>): Values => {
  const known = fieldsOf(model);
  const read = Object.entries(json).map(([name, value]) => {
    const field = known.get(name);
    if (field === undefined) return [name, value];
    const fault = (error: OutsideSchema): string => `parameter ${name}: ${error.message}`;
    return [name, orMisuse(() => fromJson(outlineOf(field), [], value), fault)];
  });
  return Object.fromEntries(read);
};

const orMisuse = <T>(read: () => T, message: (error: OutsideSchema) => string): T => {
  try {
    return read();
  } catch (error) {
    throw error instanceof OutsideSchema ? new UsageError(message(error)) : error;
  }
};

/** For a list of what may be chosen: `1..5`, `attack | retreat`. */
export const rangesOf = (
  model: Model,
): readonly { readonly name: string; readonly range: string; readonly default: boolean }[] =>
  [...fieldsOf(model)].map(([name, field]) => ({
    name,
    range: rangeText(field),
    default: model.defaults !== undefined && name in model.defaults,
  }));

/** @throws UsageError with what would be valid. */
export const textToParameter = (model: Model, name: string, text: string): unknown => {
  const fields = fieldsOf(model);
  const field = fields.get(name);
  if (field === undefined)
    throw new UsageError(unknownName("parameter", name, [...fields.keys()], model.name));
  const shape = outlineOf(field);
  const value = readings(text).find((reading) => faultOf(shape, [], reading) === null);
  if (value !== undefined) return value;
  const [best] = readings(text);
  throw new UsageError(
    `${optionOf(name)}: expected ${expectedOf(shape, null)}, actual ${actualOf(best)}`,
  );
};

const optionOf = (name: string): string =>
  name === "nodes" || name === "traitors" ? `--${name}` : `--param ${name}`;

interface Parameter {
  readonly ast: AST.AST;
  readonly optional: boolean;
}

const fieldsOf = (model: Model): ReadonlyMap<string, Parameter> => {
  let ast = AST.typeAST(model.vocabulary.parameters.ast);
  while (ast._tag === "Refinement") ast = ast.from;
  if (ast._tag !== "TypeLiteral" || ast.indexSignatures.length > 0)
    throw new UsageError(`the parameters of ${model.name} are not a struct`);
  return new Map(
    ast.propertySignatures.map((field) => [
      String(field.name),
      { ast: typeOfField(field), optional: field.isOptional },
    ]),
  );
};

const assertParameter = (name: string, field: Parameter, values: Values, flag: string): void => {
  const value = values[name];
  if (value === undefined && field.optional) return;
  const shape = shapeOf(S.make(field.ast), values);
  if (value === undefined)
    throw new UsageError(`${flag} is missing: expected ${expectedOf(shape, null)}`);
  const fault = faultOf(shape, [], value);
  if (fault === null) return;
  // The path goes on where the name of the parameter ends: `weights[1]`.
  const joint = fault.path === "" ? ": " : ".";
  throw new UsageError(`${flag}${fault.path.startsWith("[") ? "" : joint}${fault.message}`);
};

/** What a filter of the whole demands of several parameters together. */
const consistent = (model: Model, values: Values, flag: (name: string) => string): Values => {
  const decode = S.decodeUnknownEither(S.typeSchema(model.vocabulary.parameters), {
    onExcessProperty: "error",
  });
  const decoded = decode(values);
  if (Either.isRight(decoded)) return values;
  const [issue] = ParseResult.ArrayFormatter.formatErrorSync(decoded.left);
  const [name] = issue?.path ?? [];
  const where = name === undefined ? together(values) : flag(String(name));
  throw new UsageError(`${where}: ${sentence(issue?.message ?? "")}`);
};

const together = (values: Values): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${print(value)}`)
    .join(", ");

/** A filter without a message of its own has only the whole type to show, which says nothing. */
const sentence = (message: string): string =>
  message === "" || message.startsWith("Expected {")
    ? "these do not go together"
    : message.replaceAll(/\s+/g, " ");

// ── Ranges, in which a bound may be the name of another parameter ───────────────────────────────

const namedBounds = (ast: AST.AST): Bounds | null => {
  const bounds = declaredBounds(ast);
  return typeof bounds?.min === "string" || typeof bounds?.max === "string" ? bounds : null;
};

/** As far as it is known without the values of the other parameters. */
const outlineOf = ({ ast }: Parameter): Shape => {
  const bounds = namedBounds(ast);
  if (bounds === null) return shapeOf(S.make(ast), {});
  const min = typeof bounds.min === "number" ? bounds.min : ANY.min;
  const max = typeof bounds.max === "number" ? bounds.max : ANY.max;
  return { kind: "int", min, max };
};

const rangeText = (field: Parameter): string => {
  const bounds = namedBounds(field.ast);
  if (bounds !== null) return `${bounds.min}..${bounds.max}`;
  const shape = outlineOf(field);
  if (shape.kind === "literal") return shape.values.map(String).join(" | ");
  if (shape.kind !== "int") return expectedOf(shape, null);
  const { min, max } = shape;
  return `${min > ANY.min ? min : ""}..${max < ANY.max ? max : ""}`;
};

/** What a text may stand for, the likeliest first. */
const readings = (text: string): readonly unknown[] => {
  if (/^-?\d+$/.test(text)) return [Number(text) + 0, text];
  if (text === "true" || text === "false") return [text === "true", text];
  return text === "null" ? [null, text] : [text];
};
