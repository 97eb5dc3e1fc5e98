/** The values of options: what is typed, and what is wrong with it. */
import { UsageError } from "../errors.ts";
import { quote } from "../schema/print.ts";

const wrong = (option: string, expected: string, actual: string): UsageError =>
  new UsageError(`${option}: expected ${expected}, actual ${quote(actual)}`);

/** For `commander`: reads a whole number that is not below `least`. */
export const whole =
  (option: string, least: number) =>
  (text: string): number => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : -1;
    if (value < least) throw wrong(option, `a whole number of at least ${least}`, text);
    return value;
  };

export const seconds =
  (option: string) =>
  (text: string): number => {
    const value = /^\d{1,9}(?:\.\d+)?$/.test(text) ? Number(text) : 0;
    if (value <= 0) throw wrong(option, "a number of seconds above 0", text);
    return value;
  };

export const oneOf =
  <T extends string>(option: string, choices: readonly T[]) =>
  (text: string): T => {
    const chosen = choices.find((choice) => choice === text);
    if (chosen === undefined) throw wrong(option, `one of ${choices.join(", ")}`, text);
    return chosen;
  };

/** For an option that is given once: the second time would silently win. */
export const once =
  <T>(option: string, read: (text: string) => T) =>
  (text: string, before: T | undefined): T => {
    if (before !== undefined) throw new UsageError(`${option} is given twice`);
    return read(text);
  };

export const asTyped = (text: string): string => text;

/** For an option that may be given several times. */
export const collected = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  text,
];

/** `NAME=VALUE` as a pair of texts; only the model knows what a value may be. */
export const assignment = (text: string): readonly [name: string, value: string] => {
  const at = text.indexOf("=");
  if (at < 1) throw wrong("--param", "NAME=VALUE", text);
  return [text.slice(0, at), text.slice(at + 1)];
};
