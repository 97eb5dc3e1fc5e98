/** Traitors: what they can say and cannot, what is tried of it, and which of it is a lie. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import { check } from "../../checks/index.ts";
import {
  add,
  always,
  become,
  empty,
  int,
  sometimes,
  vocabulary,
  type Property,
} from "../../models/protocol.ts";
import { calls, heard } from "./round-toys.ts";

const seen = (...logs: readonly (readonly string[])[]): Property =>
  sometimes(heard, ({ listener }) => JSON.stringify(listener) === JSON.stringify(logs));
const never = (holds: (listener: readonly (readonly string[])[]) => boolean): Property =>
  always(heard, ({ listener }) => !holds(listener));

describe("a traitor", () => {
  it("is any of the nodes", async () => {
    const report = await check(calls({ notes: [[1], [1]], listeners: 2, traitors: 2 }));
    expect(report).toMatchObject({ initial: 6, adversary: { traitors: 2, coalitions: 6 } });
  });

  it("tells each listener what it likes: any set of messages, or nothing", async () => {
    const ways = [[], ["speaker:0"], ["speaker:1"], ["speaker:0", "speaker:1"]];
    const pairs = ways.flatMap((one) => ways.map((other) => [one, other]));
    const properties = Object.fromEntries(pairs.map((pair, at) => [`way-${at}`, seen(...pair)]));
    const report = await check(calls({ notes: [[1]], listeners: 2, traitors: 1, properties }));
    expect(report.properties.filter(({ status }) => status === "met")).toHaveLength(16);
  });

  it("cannot speak in another's name", async () => {
    const properties = {
      true: never((logs) =>
        logs.some((log) => log.includes("speaker1:0") && log.includes("speaker2:0")),
      ),
    };
    const report = await check(calls({ notes: [[1], [1]], listeners: 2, traitors: 1, properties }));
    expect(report.verdict).toBe("holds-within-bounds");
  });

  it("may speak in a later round, and again", async () => {
    const three = calls({
      notes: [[1], []],
      traitors: 1,
      until: 2,
      properties: {
        again: sometimes(heard, ({ listener }) =>
          listener.some((log) => log.filter((one) => one === "speaker2:1").length === 2),
        ),
      },
    });
    expect((await check(three)).verdict).toBe("holds-within-bounds");
  });

  it("may be silent in a round, and speak in the next though all others are", async () => {
    const model = calls({
      notes: [[1]],
      listeners: 2,
      traitors: 1,
      until: -1,
      takes: (_, __, round) => round === 1,
      properties: {
        same: always(heard, ({ listener }) => {
          const waits = listener.some((log) => log.length === 0);
          return waits || new Set(listener.map(String)).size <= 1;
        }),
      },
    });
    expect(await check(model)).toMatchObject({ verdict: "violated", counterexample: { lies: 1 } });
  });

  it("is not seen by properties", async () => {
    const properties = { two: sometimes(heard, ({ listener }) => listener.length === 2) };
    const model = calls({ notes: [[1]], listeners: 3, traitors: 1, properties });
    expect((await check(model)).verdict).toBe("holds-within-bounds");
    const one = { some: always(heard, ({ listener }) => listener.length >= 2) };
    expect(
      (await check(calls({ notes: [[1]], listeners: 3, traitors: 1, properties: one }))).verdict,
    ).toBe("holds-within-bounds");
  });

  it("needs two loyal nodes to mean anything", async () => {
    const report = await check(calls({ notes: [[1]], listeners: 2, traitors: 2 }));
    expect(report).toMatchObject({ verdict: "vacuous", states: 0 });
  });
});

describe("the parameter that counts traitors", () => {
  it.each([
    ["hosts", "no such parameter: hosts"],
    ["names", "actual many: names"],
  ])("has to be a number, and there: %s", async (name, actual) => {
    const model = { ...calls({ notes: [[1]] }), traitors: name };
    const parameters = S.Struct({
      traitors: int(0, 9),
      notes: int(1, 3),
      names: S.Literal("many"),
    });
    const vocabulary = { ...model.vocabulary, parameters };
    const report = await check({ ...model, vocabulary }, { parameters: { names: "many" } });
    expect(report.problem).toMatchObject({ rule: "traitors" });
    expect(report.problem!.message).toContain(actual);
  });
});

describe("what is tried of a menu", () => {
  const first = (before: readonly object[]) => before.length === 0;

  it("is only what changes something", async () => {
    const properties = { twice: seen(["speaker2:0", "speaker2:1"], []) };
    const report = await check(
      calls({ notes: [[], [1]], listeners: 2, traitors: 1, takes: first, properties }),
    );
    expect(report.verdict).toBe("vacuous");
  });

  it("is counted, with the strategies that are covered", async () => {
    const report = await check(calls({ notes: [[1], [1]], listeners: 2, traitors: 1, most: 3 }));
    // One of two speakers says one of four things to each of two listeners; listeners are mute.
    expect(report.adversary).toEqual({ traitors: 1, coalitions: 4, menu: 4, strategies: 34 });
  });

  it("is refused where there is no end of it, by the path of the field", async () => {
    const { model, rules } = vocabulary({
      parameters: S.Struct({ traitors: int(0, 3) }),
      synchronous: true,
      roles: {
        node: { state: S.Struct({}), receives: { Word: { of: S.Struct({ text: S.String }) } } },
      },
    });
    const words = model({
      name: "words",
      source: "nobody",
      population: () => ({ node: 3 }),
      traitors: "traitors",
      initial: { node: () => [become({})] },
      rules: { node: rules.node({ Word: () => null, Round: () => null }) },
      properties: {},
      scenarios: { only: { parameters: { traitors: 1 } } },
    });
    const report = await check(words);
    expect(report.verdict).toBe("invalid-model");
    expect(report.problem).toMatchObject({ rule: "node.Word", field: "of.text" });
    expect(report.problem!.message).toBe(
      "a traitor cannot choose what to say: of.text has no finite number of values: it is any " +
        "string; bound it with literals, int(min, max) or list(item, max)",
    );
    expect((await check(words, { parameters: { traitors: 0 } })).verdict).toBe(
      "holds-within-bounds",
    );
  });
});

describe("a turn with more outcomes than there is time for", () => {
  it("ends with the time that is given", async () => {
    const { model, rules } = vocabulary({
      parameters: S.Struct({ traitors: int(0, 3) }),
      synchronous: true,
      roles: {
        node: {
          state: S.Struct({ seen: S.ReadonlySet(int(0, 40)) }),
          receives: { Word: { of: int(0, 40) } },
        },
      },
    });
    const hoarders = model({
      name: "hoarders",
      source: "nobody",
      population: () => ({ node: 3 }),
      traitors: "traitors",
      initial: { node: () => [become({ seen: empty })] },
      rules: {
        node: rules.node({
          Word: ({ seen }, { of }) => become({ seen: add(seen, of) }),
          Round: () => null,
        }),
      },
      properties: {},
      scenarios: { only: { parameters: { traitors: 1 } } },
    });
    const report = await check(hoarders, { timeout: 0.3 });
    expect(report).toMatchObject({ verdict: "budget-exceeded", stopped: "time" });
    expect(report.seconds).toBeLessThan(20);
  });
});

describe("a lie", () => {
  const liesOf = async (options: Parameters<typeof calls>[0]) => {
    const { verdict, counterexample } = await check(calls({ traitors: 1, ...options }));
    return [verdict, counterexample?.lies, counterexample?.length];
  };

  it("is something else than a loyal node would say, once for each place", async () => {
    const properties = { zero: never((logs) => logs.some((log) => log.includes("speaker1:0"))) };
    const notes = [[1], [1]];
    // Both listeners are read to: the first by both speakers, and there the lie is found out.
    expect(await liesOf({ notes, properties })).toEqual(["violated", 1, 2]);
    expect(await liesOf({ notes, properties, isMarked: true })).toEqual(["violated", 1, 3]);
  });

  it("is also a silence, which is noticed where a message was due", async () => {
    const misses = always(
      heard,
      ({ listener }) => !listener.some((log) => log.includes("speaker2:1") && log.length === 1),
    );
    const notes = [[1], [1]];
    expect(await liesOf({ notes, properties: { misses } })).toEqual(["violated", 1, 2]);
    const { counterexample } = await check(calls({ notes, traitors: 1, properties: { misses } }));
    expect(counterexample!.steps.flatMap(({ reads }) => reads).filter(({ lie }) => lie)).toEqual([
      {
        from: "speaker1",
        message: null,
        rule: null,
        section: null,
        source: null,
        lie: true,
        truth: { tag: "Note", payload: { note: 1 } },
      },
    ]);
  });

  it("is not what a loyal node would have said", async () => {
    const properties = { hears: never((logs) => logs.some((log) => log.includes("speaker1:1"))) };
    expect(await liesOf({ notes: [[1], [1]], properties })).toEqual(["violated", 0, 2]);
  });

  it("takes as many as there are nodes to be deceived", async () => {
    const properties = {
      all: never((logs) => logs.length === 3 && logs.every((log) => log.includes("speaker1:0"))),
    };
    const model = { notes: [[1], [1]], listeners: 3, properties };
    expect(await liesOf(model)).toEqual(["violated", 3, 6]);
  });

  it("may be told by several who agree on it", async () => {
    const both = (log: readonly string[]) =>
      log.includes("speaker1:0") && log.includes("speaker2:0");
    const properties = { both: never((logs) => logs.some(both)) };
    expect(await liesOf({ notes: [[1], [1]], listeners: 2, traitors: 2, properties })).toEqual([
      "violated",
      2,
      2,
    ]);
  });
});
