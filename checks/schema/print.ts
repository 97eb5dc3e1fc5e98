/** Values as people read them in traces: `{phase: prepared, votes: {node1, node2}}`. */

export const print = (value: unknown): string => {
  if (typeof value === "string") return isWord(value) ? value : quote(value);
  if (typeof value === "function") return "a function";
  if (typeof value === "symbol") return "a symbol";
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(print).join(", ")}]`;
  if (value instanceof Set) return braces(Array.from(value, print));
  if (value instanceof Map)
    return braces(Array.from(value, ([key, item]) => `${print(key)} -> ${print(item)}`));
  return braces(Object.entries(value).map(([name, item]) => `${print(name)}: ${print(item)}`));
};

const braces = (parts: readonly string[]): string => `{${parts.join(", ")}}`;

/** What would be taken for something else than a string is quoted. */
const isWord = (text: string): boolean =>
  /^[A-Za-z_](?:[\w-]*\w)?$/.test(text) &&
  !/^(?:null|true|false|undefined|NaN|Infinity)$/.test(text);

/**
 * In quotes, with everything escaped that could move the cursor, change its colour, turn the
 * direction of the text or be invisible: a hostile string must not rewrite the trace that shows it.
 */
export const quote = (text: string): string =>
  JSON.stringify(text).replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );
