/** Ranges of whole numbers as they are typed: `3..7`, or `4` alone. */
import type { Model } from "../../models/protocol.ts";
import { UsageError } from "../errors.ts";
import { quote } from "../schema/print.ts";
import { rangesOf } from "../schema/parameters.ts";

export interface Range {
  readonly least: number;
  readonly most: number;
}

export interface Axes {
  readonly nodes: Range;
  readonly traitors: Range;
}

/** How far an axis goes beyond its least value, unless it is given. */
const NODES = 4;
const TRAITORS = 2;

/**
 * What is typed, or else a few of the least values that the model allows. Where traitors may be as
 * many as there are nodes, the largest number of nodes is the limit of the whole axis.
 * @throws UsageError
 */
export const axesOf = (
  model: Model,
  typed: { readonly nodes?: string; readonly traitors?: string },
  others: Readonly<Record<string, unknown>>,
): Axes => {
  const declared = allowed(model, "nodes", others);
  const nodes = rangeOf("--nodes", typed.nodes, declared, NODES);
  const liars = allowed(model, "traitors", { ...others, nodes: nodes.most });
  const traitors = { least: liars.least, most: Math.min(liars.most, nodes.most) };
  return { nodes, traitors: rangeOf("--traitors", typed.traitors, traitors, TRAITORS) };
};

export const valuesOf = ({ least, most }: Range): readonly number[] =>
  Array.from({ length: most - least + 1 }, (_, index) => least + index);

const rangeOf = (
  option: string,
  text: string | undefined,
  { least, most }: Range,
  more: number,
): Range => {
  const usual = { least, most: Math.min(most, least + more) };
  if (text === undefined) return usual;
  const [, first, last = first] = /^(\d{1,9})(?:\.\.(\d{1,9}))?$/.exec(text) ?? [];
  const range = { least: Number(first), most: Number(last) };
  if (range.least >= least && range.least <= range.most && range.most <= most) return range;
  const within = most === Infinity ? `from ${least} on` : `within ${least}..${most}`;
  throw new UsageError(
    `${option}: expected a range ${within} such as ${least}..${usual.most}, actual ${quote(text)}`,
  );
};

/** A bound may be the name of another parameter; one that is not known is no bound here. */
const allowed = (model: Model, name: string, known: Readonly<Record<string, unknown>>): Range => {
  const text = rangesOf(model).find((parameter) => parameter.name === name)?.range ?? "..";
  const [first = "", last = ""] = text.split("..");
  const bound = (end: string, otherwise: number): number => {
    const value = known[end] ?? (end === "" ? Number.NaN : Number(end));
    return typeof value === "number" && !Number.isNaN(value) ? value : otherwise;
  };
  return { least: Math.max(0, bound(first, 0)), most: bound(last, Infinity) };
};
