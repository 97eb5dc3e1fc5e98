/** A shape compiled once to a function that reads what its encoder wrote. */
import { type Input, widthOf } from "./bytes.ts";
import type { Field, Shape } from "./shape.ts";

export type Read = (input: Input) => unknown;

export const decoderOf = (shape: Shape, nodes: readonly string[]): Read => {
  const decoder = (inner: Shape): Read => decoderOf(inner, nodes);
  switch (shape.kind) {
    case "literal":
      return oneOf(shape.values);
    case "node":
      return oneOf(nodes);
    case "int":
      return whole(shape.min, shape.max);
    case "string":
      return (input) => input.text();
    case "struct":
      return struct(
        shape.fields,
        shape.fields.map((field) => decoder(field.shape)),
      );
    case "tuple": {
      const items = shape.items.map(decoder);
      return (input) => items.map((read) => read(input));
    }
    case "list":
      return list(decoder(shape.item));
    case "set":
      return set(decoder(shape.item));
    case "map":
      return map(shape, decoder(shape.key), decoder(shape.value));
    case "union": {
      const width = widthOf(shape.members.length);
      const members = shape.members.map(decoder);
      return (input) => members[input.number(width)]!(input);
    }
    case "refined":
      return decoder(shape.of);
  }
};

const oneOf = (values: readonly unknown[]): Read => {
  const width = widthOf(values.length);
  return width === 1 ? (input) => values[input.byte()] : (input) => values[input.number(width)];
};

const whole = (min: number, max: number): Read => {
  if (!Number.isSafeInteger(max - min))
    return (input) => (input.number(3) - 2 ** 21) * 2 ** 32 + input.number(4);
  const width = widthOf(max - min + 1);
  return width === 1 ? (input) => min + input.byte() : (input) => min + input.number(width);
};

const struct = (fields: readonly Field[], decoders: readonly Read[]): Read => {
  const names = fields.map(({ name }) => name);
  const optional = fields.map((field) => field.optional);
  return (input) => {
    const value: Record<string, unknown> = {};
    for (let i = 0; i < names.length; i++)
      if (!optional[i]! || input.byte() === 1) value[names[i]!] = decoders[i]!(input);
    return value;
  };
};

const list =
  (read: Read): Read =>
  (input) => {
    const items: unknown[] = [];
    for (let left = input.length(); left > 0; left--) items.push(read(input));
    return items;
  };

const set =
  (read: Read): Read =>
  (input) => {
    const members = new Set<unknown>();
    for (let left = input.length(); left > 0; left--) members.add(read(input));
    return members;
  };

const map = ({ record }: Shape & { kind: "map" }, key: Read, item: Read): Read => {
  const entries = (input: Input): [unknown, unknown][] => {
    const pairs: [unknown, unknown][] = [];
    for (let left = input.length(); left > 0; left--) pairs.push([key(input), item(input)]);
    return pairs;
  };
  // From entries, so that a key called `__proto__` is a key like any other.
  return record
    ? (input) => Object.fromEntries(entries(input).map(([name, one]) => [String(name), one]))
    : (input) => new Map(entries(input));
};
