/** The joint steps of an instance: one for each node and set of partners that may take it. */
import type { Model } from "../../models/protocol.ts";
import { InvalidModel, UsageError } from "../errors.ts";
import { print } from "../schema/print.ts";
import type { Budgets } from "./budgets.ts";

type Rule = NonNullable<Model["joint"]>[string]["rule"];

export interface JointStep {
  readonly tag: string;
  /** As `joint.Tag`. */
  readonly name: string;
  readonly rule: Rule;
  /** The index of the node that takes it, and of those who take part, ascending. */
  readonly node: number;
  readonly partners: readonly number[];
  /** The links that have to be there: `from * nodes + to`. */
  readonly links: readonly number[];
  /** -1: unlimited. */
  readonly budget: number;
}

/** A set of partners is tried for each node; beyond so many, somebody has to say how many. */
const MOST_PARTNERS = 12;

interface Seat {
  readonly index: number;
  readonly role: string;
}

export const jointStepsOf = (
  model: Model,
  nodes: readonly Seat[],
  budgets: Budgets,
): readonly JointStep[] =>
  Object.entries(model.joint ?? {}).flatMap(([tag, { role, with: other, partners, rule }]) => {
    const name = `joint.${tag}`;
    for (const named of [role, other])
      if (model.vocabulary.roles[named] === undefined)
        throw new InvalidModel(`there is no role ${named}`, { rule: name });
    if (partners !== undefined && (!Number.isInteger(partners) || partners < 1))
      throw new InvalidModel(`expected one partner or more, actual ${print(partners)}`, {
        rule: name,
      });
    return nodes
      .filter((node) => node.role === role)
      .flatMap(({ index }) => {
        const among = nodes.filter((node) => node.role === other && node.index !== index);
        return subsets(name, among, partners).map((some) => ({
          tag,
          name,
          rule,
          node: index,
          partners: some,
          links: some.flatMap((to) => [index * nodes.length + to, to * nodes.length + index]),
          budget: budgets.ofLimit(tag),
        }));
      });
  });

/** Sets of one or more, or of so many, counted up in binary with the first node as lowest bit. */
const subsets = (
  name: string,
  among: readonly Seat[],
  size: number | undefined,
): readonly (readonly number[])[] => {
  if (among.length > MOST_PARTNERS && size !== 1)
    throw new UsageError(`${name}: ${among.length} partners can be chosen in too many ways`);
  if (size === 1) return among.map(({ index }) => [index]);
  return Array.from({ length: 2 ** among.length - 1 }, (_, at) => at + 1)
    .map((set) => among.filter((__, at) => (set & (1 << at)) !== 0).map(({ index }) => index))
    .filter((some) => size === undefined || some.length === size);
};
