/** Makes a value immutable to its depth, so that a rule that mutates its input is found out. */
export const deepFreeze = <T>(value: T): T => {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Set) for (const member of value) deepFreeze(member);
  if (value instanceof Map) for (const entry of value) entry.forEach(deepFreeze);
  if (value instanceof Set || value instanceof Map) Object.defineProperties(value, refusals);
  else for (const field of Object.values(value)) deepFreeze(field);
  return Object.freeze(value);
};

/** Thrown where frozen data is written to; `TypeError` is what the language itself throws then. */
const refuse = (): never => {
  throw new TypeError("Cannot assign to read only collection");
};

/** `Object.freeze` leaves the contents of sets and maps open: their own methods must refuse. */
const refusals = Object.fromEntries(
  ["add", "set", "delete", "clear"].map((name) => [name, { value: refuse }]),
);

/** Whether an error was thrown because frozen data was written to. */
export const isMutation = (error: unknown): boolean =>
  error instanceof TypeError && /read only|not extensible|Cannot delete/.test(error.message);
