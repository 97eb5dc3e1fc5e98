/** How errors name what a shape allows, what was found instead, and where. */
import { print, quote } from "./print.ts";
import type { Shape } from "./shape.ts";

/** `null` for `nodes`: their names are not known. */
export const expectedOf = (shape: Shape, nodes: readonly string[] | null): string => {
  switch (shape.kind) {
    case "literal":
      return choice(shape.values.map((value) => literalText(value)));
    case "node":
      return nodes === null ? "a node" : `a node (${choice(nodes)})`;
    case "int":
      return wholeNumber(shape.min, shape.max);
    case "string":
      return "a string";
    case "struct":
      return "an object";
    case "tuple":
      return `a list of ${items(shape.items.length)}`;
    case "list":
      return "a list";
    case "set":
      return "a set";
    case "map":
      return shape.record ? "an object" : "a map";
    case "union":
      return [...new Set(shape.members.map((member) => expectedOf(member, nodes)))].join(" | ");
    case "refined":
      return shape.expected;
  }
};

/** Composites by their kind alone: a wrong value may be huge, or even contain itself. */
export const actualOf = (value: unknown): string => {
  if (typeof value === "string") return shortened(quote(value));
  if (typeof value !== "object" || value === null) return print(value);
  if (Array.isArray(value)) return "a list";
  if (value instanceof Set) return "a set";
  if (value instanceof Map) return "a map";
  const name: unknown = Object.getPrototypeOf(value)?.constructor?.name;
  return typeof name === "string" && name !== "Object" ? `an instance of ${name}` : "an object";
};

export const items = (count: number): string => (count === 1 ? "1 item" : `${count} items`);

export const literalText = (value: unknown): string =>
  typeof value === "string" ? quote(value) : String(value);

/** Long enough for any state that a person would read. */
export const shortened = (text: string): string =>
  text.length <= 200 ? text : `${text.slice(0, 199)}…`;

const wholeNumber = (min: number, max: number): string => {
  const above = min > Number.MIN_SAFE_INTEGER;
  const below = max < Number.MAX_SAFE_INTEGER;
  if (above && below) return `a whole number from ${min} to ${max}`;
  if (above) return `a whole number of at least ${min}`;
  return below ? `a whole number of at most ${max}` : "a whole number";
};

const CHOICES = 12;
const choice = (texts: readonly string[]): string =>
  texts.length <= CHOICES
    ? texts.join(" | ")
    : `${texts.slice(0, CHOICES).join(" | ")} | ${texts.length - CHOICES} more`;

// ── Paths: `votes[2].term` ──────────────────────────────────────────────────────────────────────

export const fieldPath = (path: string, name: string): string => {
  if (!/^[A-Za-z_$][\w$-]*$/.test(name)) return `${path}[${quote(name)}]`;
  return path === "" ? name : `${path}.${name}`;
};

export const itemPath = (path: string, index: number | string): string => `${path}[${index}]`;
