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

/**
 * @param all names that are there, of which only some are known here.
 * @param why the others are not.
 */
export const refuseStrangers = (
  where: string,
  given: readonly string[],
  known: readonly string[],
  all: readonly string[] = known,
  why?: string,
): void => {
  const stranger = given.find((name) => !known.includes(name));
  if (stranger === undefined) return;
  if (all.includes(stranger) && why !== undefined)
    throw new UsageError(`${where}.${stranger}: ${why}`);
  const reason = why === undefined ? "" : `; ${why}`;
  throw new UsageError(`${where}: ${unknownName("name", stranger, known)}${reason}`);
};

/** @throws UsageError unless it is a record, as `{ name: 1 }`. */
export const expectRecord = (where: string, value: unknown): void => {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return;
  throw new UsageError(`${where}: expected a record such as { name: 1 }, actual ${print(value)}`);
};

/** @throws UsageError unless it is a list of texts. */
export const expectNames = (where: string, value: unknown): void => {
  if (Array.isArray(value) && value.every((name) => typeof name === "string")) return;
  throw new UsageError(`${where}: expected a list of names, actual ${print(value)}`);
};

/** The keys of some tables, each once. */
export const namesOf = (tables: readonly (object | undefined)[]): readonly string[] => [
  ...new Set(tables.flatMap((table) => Object.keys(table ?? {}))),
];
