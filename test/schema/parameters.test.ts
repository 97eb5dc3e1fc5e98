import { Schema as S } from "@effect/schema";
import { describe, expect, test } from "vitest";
import { int, list, type Model } from "../../models/protocol.ts";
import { parametersOf, rangesOf, textToParameter } from "../../checks/schema/parameters.ts";
import { complaint } from "./rich.ts";

const modelOf = (parameters: S.Schema.AnyNoContext, defaults?: Model["defaults"]): Model => ({
  name: "oral-messages",
  source: "A paper.",
  vocabulary: { parameters, roles: {} },
  ...(defaults === undefined ? {} : { defaults }),
  population: () => ({}),
  initial: {},
  rules: {},
  properties: {},
  scenarios: {},
  bugs: {},
});

const Parameters = S.Struct({
  nodes: int(3, 7),
  traitors: int(0, "nodes"),
  m: int(0, 3),
  order: S.Literal("attack", "retreat"),
  signed: S.Boolean,
  label: S.optional(S.String),
  weights: S.optional(list(int(1, 9), 3)),
}).pipe(S.filter(({ nodes, m }) => m < nodes - 1 || "m is too large for so few nodes"));

const model = modelOf(Parameters, {
  m: (given) => ("traitors" in given ? given.traitors : 0),
});
const names = "nodes, traitors, m, order, signed, label, weights";
const given = { nodes: 4, traitors: 1, order: "attack", signed: false };

describe("parameters", () => {
  test("are those of the scenario, those that replace them, and defaults from the others", () => {
    expect(parametersOf(model, given, {})).toEqual({ ...given, m: 1 });
    expect(parametersOf(model, given, { traitors: 2 })).toEqual({ ...given, traitors: 2, m: 2 });
    expect(parametersOf(model, given, { m: 0, weights: [1, 2] })).toEqual({
      ...given,
      m: 0,
      weights: [1, 2],
    });
  });

  test("are left as they were given", () => {
    const frozen = Object.freeze({ ...given });
    parametersOf(model, frozen, Object.freeze({ nodes: 5 }));
    expect(frozen).toEqual(given);
  });

  const wrong: readonly [object, string][] = [
    [{ nodes: 2 }, "--nodes: expected a whole number from 3 to 7, actual 2"],
    [{ traitors: 5 }, "--traitors: expected a whole number from 0 to 4, actual 5"],
    [{ m: 4 }, "--param m: expected a whole number from 0 to 3, actual 4"],
    [{ traitors: 4 }, "parameter m: expected a whole number from 0 to 3, actual 4"],
    [{ order: "atack" }, '--param order: expected "attack" | "retreat", actual "atack"'],
    [{ weights: [1, 10] }, "--param weights[1]: expected a whole number from 1 to 9, actual 10"],
    [
      { node: 4 },
      `unknown parameter "node" of oral-messages; did you mean "nodes"? (known: ${names})`,
    ],
    [
      { m: 3 },
      "nodes 4, traitors 1, order attack, signed false, m 3: m is too large for so few nodes",
    ],
  ];
  test.each(wrong)("%j are refused in one sentence", (replaced, message) => {
    expect(complaint(() => parametersOf(model, given, replaced))).toBe(`UsageError: ${message}`);
  });

  test("that the scenario itself has wrong are not called options", () => {
    expect(complaint(() => parametersOf(model, { ...given, nodes: 9 }, {}))).toBe(
      "UsageError: parameter nodes: expected a whole number from 3 to 7, actual 9",
    );
    expect(complaint(() => parametersOf(model, { nodes: 4, traitors: 1, signed: true }, {}))).toBe(
      'UsageError: parameter order is missing: expected "attack" | "retreat"',
    );
  });

  test("that do not go together are shown, where the filter has nothing to say", () => {
    const silent = modelOf(
      S.Struct({ a: int(0, 3), b: int(0, 3) }).pipe(S.filter(({ a, b }) => a < b)),
    );
    expect(complaint(() => parametersOf(silent, { a: 2, b: 1 }, {}))).toBe(
      "UsageError: a 2, b 1: these do not go together",
    );
    const blaming = modelOf(
      S.Struct({ a: int(0, 3) }).pipe(
        S.filter(({ a }) => a > 1 || { path: ["a"], message: "too small" }),
      ),
    );
    expect(complaint(() => parametersOf(blaming, {}, { a: 1 }))).toBe(
      "UsageError: --param a: too small",
    );
  });
});

test("ranges are listed as people type them", () => {
  expect(rangesOf(model).map(({ name, range }) => `${name} ${range}`)).toEqual([
    "nodes 3..7",
    "traitors 0..nodes",
    "m 0..3",
    "order attack | retreat",
    "signed false | true",
    "label a string",
    "weights a list",
  ]);
  expect(
    rangesOf(model)
      .filter((one) => one.default)
      .map(({ name }) => name),
  ).toEqual(["m"]);
  expect(rangesOf(modelOf(S.Struct({ a: S.NonNegativeInt, b: S.Int })))).toEqual([
    { name: "a", range: "0..", default: false },
    { name: "b", range: "..", default: false },
  ]);
});

describe("a text of the command line", () => {
  const read: readonly [string, string, unknown][] = [
    ["nodes", "5", 5],
    ["nodes", "05", 5],
    ["order", "attack", "attack"],
    ["signed", "true", true],
    ["traitors", "6", 6],
    ["label", "12", "12"],
    ["label", "true", "true"],
    ["m", "-0", 0],
  ];
  test.each(read)("becomes a value: %s=%s", (name, text, value) => {
    expect(textToParameter(model, name, text)).toStrictEqual(value);
  });

  const refused: readonly [string, string, string][] = [
    ["nodes", "2", "--nodes: expected a whole number from 3 to 7, actual 2"],
    ["nodes", "", '--nodes: expected a whole number from 3 to 7, actual ""'],
    ["nodes", "4.0", '--nodes: expected a whole number from 3 to 7, actual "4.0"'],
    ["nodes", "0x4", '--nodes: expected a whole number from 3 to 7, actual "0x4"'],
    ["m", "1e0", '--param m: expected a whole number from 0 to 3, actual "1e0"'],
    ["traitors", "-1", "--traitors: expected a whole number of at least 0, actual -1"],
    ["order", "Attack", '--param order: expected "attack" | "retreat", actual "Attack"'],
    ["signed", "yes", '--param signed: expected false | true, actual "yes"'],
    [
      "singed",
      "yes",
      `unknown parameter "singed" of oral-messages; did you mean "signed"? (known: ${names})`,
    ],
  ];
  test.each(refused)("is refused with what is valid: %s=%s", (name, text, message) => {
    expect(complaint(() => textToParameter(model, name, text))).toBe(`UsageError: ${message}`);
  });
});
