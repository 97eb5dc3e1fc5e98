/** Whatever else is at fault in a model is told by name: how it starts, what it observes. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import { always, become, vocabulary } from "../../models/protocol.ts";
import { check } from "../../checks/index.ts";
import { asked, first, observe } from "./faulty.ts";

describe("what is wrong outside the rules", () => {
  const throws = () => {
    throw new Error("not today");
  };
  const only = (over: object) => ({ only: { parameters: { size: 1 }, ...over } });
  const mute = () => [become({})];
  let calls = 0;
  const hums = { Hum: (): null => null };
  const record = (recorder: unknown) => ({
    rule: () => become(first),
    history: { initial: { total: 0 }, record: { node: { Note: recorder } } },
    properties: { read: always(observe({ history: ({ total }) => total }), () => true) },
  });

  it.each([
    [
      "a population below zero",
      { scenarios: only({ parameters: { size: -1 } }) },
      "population",
      "node",
    ],
    [
      "a population of halves",
      { population: () => ({ node: 0.5, mute: 1 }) },
      "population",
      "node",
    ],
    ["a role without a population", { population: () => ({ node: 1 }) }, "population", "mute"],
    [
      "an initial state outside its schema",
      { initial: { node: () => [become({ count: 0 })], mute } },
      "initial.node",
      "state.log",
    ],
    [
      "an initial list that is none",
      { initial: { node: () => become(first), mute } },
      "initial.node",
      null,
    ],
    [
      "an initial state that is none",
      { initial: { node: () => [null], mute } },
      "initial.node",
      null,
    ],
    ["an initial function that throws", { initial: { node: throws, mute } }, "initial.node", null],
    ["no initial function", { initial: { node: () => [become(first)] } }, "initial.mute", null],
    ["a missing rule", { rules: { node: {}, mute: hums } }, "node.Note", null],
    ["a missing table of rules", { rules: { mute: hums } }, "node.Note", null],
    [
      "a recorder that counts its calls",
      record(() => ({ total: calls++ % 3 })),
      "history.node.Note",
      null,
    ],
    ["a recorder that throws", record(throws), "history.node.Note", null],
    ["a recorder that strays", record(() => ({ total: 3 })), "history.node.Note", "history.total"],
    [
      "a recorder that mutates",
      record((past: { total: number }) => (past.total++, past)),
      "history.node.Note",
      "total",
    ],
    [
      "an initial history that strays",
      { ...record(null), history: { initial: { total: -1 }, record: {} } },
      "history",
      "initial.total",
    ],
    [
      "an observation that throws",
      { properties: { odd: always(observe({ node: throws }), () => true) } },
      "observation of node",
      null,
    ],
    ["a predicate that throws", { properties: { odd: always({}, throws) } }, "property odd", null],
    [
      "a bound that throws",
      { scenarios: only({ within: { observation: {}, holds: throws } }) },
      "within",
      null,
    ],
  ] as const)("%s is invalid, and told by name", async (_, parts, rule, field) => {
    const report = await asked(parts);
    expect(report).toMatchObject({
      verdict: "invalid-model",
      problem: { rule, event: null, field },
    });
    expect(report.problem?.message).toMatch(/^[a-z][^\n]+$/);
  });
});

// What types forbid, where there is a compiler.
describe("what would be taken for something else", () => {
  const predicate = async () => false;
  const observed = (look: unknown) => ({
    properties: { odd: always({ node: look } as ReturnType<typeof observe>, () => true) },
  });
  const answerTo = (parts: Parameters<typeof asked>[0]): Promise<string> =>
    asked(parts).then(
      ({ verdict }) => verdict,
      ({ name }: Error) => name,
    );

  it.each([
    ["an asynchronous observation", observed(async () => 1)],
    ["an observation of a set, which is no small value", observed(() => new Set([1]))],
    ["an observation of a big integer", observed(() => 1n)],
  ])("%s is invalid", async (_, parts) => {
    expect(await answerTo(parts)).toBe("invalid-model");
  });

  it.each([
    ["no way to start", { initial: { node: () => [], mute: () => [become({})] } }],
    ["a population that throws", { population: () => expect.unreachable() }],
    ["a population that is none", { population: () => undefined }],
    ["an asynchronous predicate", { properties: { odd: always({}, predicate as never) } }],
    [
      "an observation of a role that is none",
      { properties: { odd: always({ n: () => 1 }, () => true) } },
    ],
    ["an unknown network", { scenarios: { only: { parameters: { size: 1 }, network: "tcp" } } }],
    [
      "a part of a scenario that is none",
      { scenarios: { only: { parameters: { size: 1 }, crahes: 1 } } },
    ],
    [
      "an expected verdict that is none",
      { scenarios: { only: { parameters: { size: 1 }, expect: { verdict: "holds" } } } },
    ],
    [
      "an expected property that is none",
      {
        scenarios: {
          only: { parameters: { size: 1 }, expect: { verdict: "violated", property: "x" } },
        },
      },
    ],
    ["no scenario at all", { scenarios: {} }],
    [
      "a witness out of reach that is none",
      { scenarios: { only: { parameters: { size: 1 }, outOfReach: ["x"] } } },
    ],
  ])("%s is invalid, or misuse", async (_, parts) => {
    expect(["invalid-model", "UsageError"]).toContain(await answerTo(parts));
  });

  it("two roles whose nodes would bear one name are invalid", async () => {
    const { model, rules } = vocabulary({
      parameters: S.Struct({}),
      roles: { p: { state: S.Struct({}) }, p1: { state: S.Struct({}) } },
    });
    const twins = model({
      name: "twins",
      source: "a family",
      population: () => ({ p: 2, p1: 1 }),
      initial: { p: () => [become({})], p1: () => [become({})] },
      rules: { p: rules.p({}), p1: rules.p1({}) },
      properties: {},
      scenarios: { only: { parameters: {} } },
      bugs: {},
    });
    expect((await check(twins)).verdict).toBe("invalid-model");
  });
});
