/** A value as an expression of TypeScript: on one line, or a line for each item. */
const WIDTH = 100;

/** @param indent columns before the line that it begins on, `taken` all columns before it. */
export const literal = (value: unknown, indent = 0, taken: number = indent): string => {
  const short = inline(value);
  // A comma or a semicolon follows.
  if (taken + short.length + 1 <= WIDTH || typeof value !== "object" || value === null)
    return short;
  const inner = " ".repeat(indent + 2);
  const lines = isList(value)
    ? value.map((item) => literal(item, indent + 2))
    : Object.entries(value).map(([name, item]) => {
        const start = `${keyText(name)}: `;
        return start + literal(item, indent + 2, indent + 2 + start.length);
      });
  const [open, close] = isList(value) ? ["[", "]"] : ["{", "}"];
  const body = lines.map((line) => `${inner}${line},\n`).join("");
  return `${open}\n${body}${" ".repeat(indent)}${close}`;
};

/** A string that ends neither its line nor its quotes, and shows what is invisible. */
export const quoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
  );

const inline = (value: unknown): string => {
  if (typeof value === "string") return quoted(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (isList(value)) return `[${value.map(inline).join(", ")}]`;
  const fields = Object.entries(value).map(([name, item]) => `${keyText(name)}: ${inline(item)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
};

/** Without brackets, `__proto__` would be no field. */
const keyText = (name: string): string => {
  if (name === "__proto__") return `["${name}"]`;
  return /^[A-Za-z_]\w*$/.test(name) ? name : quoted(name);
};

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
