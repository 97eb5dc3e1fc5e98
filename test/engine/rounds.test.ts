/** Synchronous rounds in which nobody lies: what is delivered when, and read in which order. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import { check } from "../../checks/index.ts";
import { always, become, int, sometimes, vocabulary, type Model } from "../../models/protocol.ts";
import { calls, heard, hears } from "./round-toys.ts";
import { figures } from "./toys.ts";

const always1 = (...log: readonly string[]) =>
  always(
    heard,
    ({ listener }) =>
      listener[0]!.length === 0 || JSON.stringify(listener[0]) === JSON.stringify(log),
  );
const sometimes1 = (...log: readonly string[]) =>
  sometimes(heard, ({ listener }) => JSON.stringify(listener[0]) === JSON.stringify(log));

describe("a round", () => {
  it("delivers what was sent in the one before", async () => {
    const properties = {
      next: always(hears, ({ listener }) => listener.flat().every((round) => round === 1)),
      some: sometimes(hears, ({ listener }) => listener.flat().length === 2),
    };
    const report = await check(calls({ notes: [[1], [0]], properties }));
    expect(report.verdict).toBe("holds-within-bounds");
  });

  it("is read by sender, and of one sender in canonical order", async () => {
    const log = ["speaker1:0", "speaker1:1", "speaker2:0"];
    const properties = { all: always1(...log), some: sometimes1(...log) };
    const report = await check(calls({ notes: [[1, 0], [0]], properties }));
    expect(report.verdict).toBe("holds-within-bounds");
  });

  it("delivers equal copies one by one", async () => {
    const log = ["speaker:1", "speaker:1"];
    const properties = { all: always1(...log), some: sometimes1(...log) };
    const report = await check(calls({ notes: [[1, 1]], properties }));
    expect(report.verdict).toBe("holds-within-bounds");
  });

  it("consumes what is not wanted", async () => {
    const takes = (before: readonly object[], note: number) => note === 1 || before.length > 0;
    const properties = { all: always1("speaker:1"), some: sometimes1("speaker:1") };
    const report = await check(calls({ notes: [[0, 1]], takes, properties, until: 3 }));
    expect(report.verdict).toBe("holds-within-bounds");
  });

  it("gives every node one turn, and ends after one in which no rule fires", async () => {
    // Three rounds of two turns, and the state before them: 0 speaks, 1 hears, 2 is silent.
    expect(await figures(calls({ notes: [[1]] }))).toEqual([7, 7, 7]);
    expect(await figures(calls({ notes: [[1], [1]], until: 4 }))).toEqual([19, 19, 19]);
  });

  it("lets a node notice what is missing", async () => {
    const properties = {
      waits: sometimes(heard, ({ listener }) => listener[0]!.length === 0),
      never: sometimes(heard, ({ listener }) => listener[0]!.length > 0),
    };
    const report = await check(calls({ notes: [[]], properties }));
    expect(report).toMatchObject({ verdict: "vacuous", states: 7 });
  });
});

describe("a counterexample in rounds", () => {
  it("has the messages read as its length, and all turns as its steps", async () => {
    const properties = { deaf: always(heard, ({ listener }) => listener[1]!.length === 0) };
    const { counterexample } = await check(calls({ notes: [[1, 0]], listeners: 2, properties }));
    expect(counterexample).toMatchObject({ length: 4, lies: 0, traitors: [], minimal: true });
    expect(counterexample!.steps.map(({ round, node }) => `${round} ${node}`)).toEqual([
      "0 speaker",
      "0 listener1",
      "0 listener2",
      "1 speaker",
      "1 listener1",
      "1 listener2",
    ]);
    expect(counterexample!.steps[5]!.reads.map(({ message }) => message!.payload)).toEqual([
      { note: 0 },
      { note: 1 },
    ]);
  });

  it("tells a message that its rule declined", async () => {
    const properties = { deaf: always(heard, ({ listener }) => listener[0]!.length === 0) };
    const takes = (_: unknown, note: number) => note === 1;
    const { counterexample } = await check(calls({ notes: [[0, 1]], takes, properties }));
    const rules = counterexample!.steps[3]!.reads.map(({ rule }) => rule);
    expect(rules).toEqual([null, "listener.Note"]);
  });
});

describe("a model in rounds", () => {
  const over = (scenario: object): Model => calls({ notes: [[1]], ...scenario });

  it.each([
    ["network", { network: "bag" }],
    ["limits", { limits: {} }],
    ["faults", { faults: { crash: 1 } }],
  ])("takes no %s", async (part, scenario) => {
    await expect(check(over(scenario))).rejects.toThrow(
      `scenario only: calls runs in synchronous rounds, which take no ${part}`,
    );
  });

  const odd = (role: object): Model => {
    const { model } = vocabulary({
      parameters: S.Struct({ traitors: int(0, 1) }),
      synchronous: true,
      roles: { node: { state: S.Struct({}), ...role } },
    });
    return model({
      name: "odd",
      source: "nobody",
      population: () => ({ node: 1 }),
      initial: { node: () => [become({})] },
      rules: { node: { Tick: () => null, Round: () => null } } as never,
      properties: {},
      scenarios: { only: { parameters: { traitors: 0 } } },
    });
  };

  it.each([
    ["timers", { timers: { Tick: {} } }, "no timers: role node has its Round instead"],
    [
      "requests",
      { requests: { Tick: {} } },
      "no requests: what role node may be asked for belongs to its initial states",
    ],
  ])("has no %s", async (_, role, message) => {
    await expect(check(odd(role))).rejects.toThrow(message);
  });

  it("needs a rule for the end of a round", async () => {
    const model = odd({});
    const report = await check({ ...model, rules: { node: {} } });
    expect(report.problem).toMatchObject({ message: "it has no rule", rule: "node.Round" });
  });
});
