/** What a schema allows, in words, as Markdown. */
import { match } from "ts-pattern";
import { ANY } from "../../schema/bounds.ts";
import type { Field, Literal, Shape } from "../../schema/shape.ts";
import { print } from "../../schema/print.ts";
import { listed } from "../listed.ts";
import { escaped, named } from "../markdown.ts";
import { harmless } from "../terminal.ts";

/** Of a bound, the parameter that it stands for. */
export type Names = ReadonlyMap<number, string>;

/** `a set of nodes`, `idle, voting or decided`. */
export const wordsOf = (shape: Shape, names: Names): string =>
  match(shape)
    .with({ kind: "literal" }, ({ values }) => literalsText(values))
    .with({ kind: "node" }, () => "a node")
    .with({ kind: "int" }, (range) => `a whole number${fromTo(range, names)}`)
    .with({ kind: "string" }, () => "any text")
    .with({ kind: "struct" }, ({ fields }) => {
      return `a record ${fieldsText(fields, names)}`;
    })
    .with({ kind: "tuple" }, ({ items }) => {
      const parts = items.map((item) => wordsOf(item, names));
      return `a list of exactly ${listed(parts)}`;
    })
    .with({ kind: "list" }, ({ item, min, max }) => {
      return `a list of ${lengthText({ min, max }, names)}${severalOf(item, names)}`;
    })
    .with({ kind: "set" }, ({ item }) => `a set of ${severalOf(item, names)}`)
    .with({ kind: "map" }, ({ key, value }) => {
      return `a map from ${severalOf(key, names)} to ${severalOf(value, names)}`;
    })
    .with({ kind: "union" }, ({ members }) => unionText(members, names))
    .with({ kind: "refined" }, (it) => `${wordsOf(it.of, names)}${filterText(it.expected)}`)
    .exhaustive();

/** The same of several values. */
const severalOf = (shape: Shape, names: Names): string =>
  match(shape)
    .with({ kind: "node" }, () => "nodes")
    .with({ kind: "int" }, (range) => `whole numbers${fromTo(range, names)}`)
    .with({ kind: "string" }, () => "texts")
    .with({ kind: "struct" }, ({ fields }) => `records ${fieldsText(fields, names)}`)
    .otherwise((other) => `items, each ${wordsOf(other, names)}`);

const fieldsText = (fields: readonly Field[], names: Names): string => {
  const parts = fields.map(({ name, shape, optional }) => {
    const words = wordsOf(shape, names);
    return `${named(name)} (${words}${optional ? ", or absent" : ""})`;
  });
  return parts.length === 0 ? "without fields" : `with ${listed(parts)}`;
};

/** Literals come last, as in `a node or null`, but not where they might belong to a part. */
const unionText = (members: readonly Shape[], names: Names): string => {
  const literals = members.flatMap((one) => (one.kind === "literal" ? one.values : []));
  const others = members.filter(({ kind }) => kind !== "literal");
  const parts = others.map((one) => wordsOf(one, names));
  const isSimple = others.every(({ kind }) => kind === "node" || kind === "int");
  const all = [...parts, ...literals.map(literalCode)];
  return listed(isSimple ? all : [...literals.map(literalCode), ...parts], "or");
};

const literalsText = (values: readonly Literal[]): string =>
  values.length === 1
    ? `always ${values.map(literalCode).join("")}`
    : listed(values.map(literalCode), "or");

const literalCode = (value: Literal): string => named(print(value));

const fromTo = ({ min, max }: { readonly min: number; readonly max: number }, names: Names) => {
  const [above, below] = [min > ANY.min, max < ANY.max];
  if (above && below) return ` from ${boundText(min, names)} to ${boundText(max, names)}`;
  if (above) return ` of at least ${boundText(min, names)}`;
  return below ? ` of at most ${boundText(max, names)}` : "";
};

const lengthText = ({ min, max }: { readonly min: number; readonly max: number }, names: Names) => {
  const [least, most] = [boundText(min, names), boundText(max, names)];
  if (max >= ANY.max) return min === 0 ? "" : `at least ${least} `;
  if (min === max) return `exactly ${least} `;
  return min === 0 ? `at most ${most} ` : `${least} to ${most} `;
};

const boundText = (bound: number, names: Names): string => {
  const name = names.get(bound);
  return name === undefined ? String(bound) : named(name);
};

/** A filter without words of its own is the author's code, which has to be read there. */
const filterText = (expected: string): string =>
  expected === NO_WORDS ? ", narrowed by a filter" : ` (${escaped(harmless(expected))})`;

const NO_WORDS = "a value that its filter accepts";
