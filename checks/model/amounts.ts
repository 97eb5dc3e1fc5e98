/** Reads numbers and names that a scenario gives, and says where one is wrong. */
import { UsageError } from "../errors.ts";
import { unknownName } from "../names.ts";
import { print } from "../schema/print.ts";

/** What is left of a budget is kept in four bytes. */
const MOST = 2 ** 32 - 1;

/** @throws UsageError unless it is a whole number that a budget can have. */
export const amountOf = (where: string, amount: unknown): number => {
  if (typeof amount === "number" && Number.isInteger(amount) && amount >= 0 && amount <= MOST)
    return amount;
  const expected = `expected a whole number from 0 to ${MOST}`;
  throw new UsageError(`${where}: ${expected}, actual ${print(amount)}`);
};

/** @param why the others are none of those known, if that is not plain. */
export const refuseStrangers = (
  where: string,
  given: readonly string[],
  known: readonly string[],
  why?: string,
): void => {
  const stranger = given.find((name) => !known.includes(name));
  if (stranger === undefined) return;
  const reason = why === undefined ? "" : `; ${why}`;
  throw new UsageError(`${where}: ${unknownName("name", stranger, known)}${reason}`);
};

/** The keys of some tables, each once. */
export const namesOf = (tables: readonly (object | undefined)[]): readonly string[] => [
  ...new Set(tables.flatMap((table) => Object.keys(table ?? {}))),
];
