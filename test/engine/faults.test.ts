/** Crashes, and what a scenario allows a limited number of times. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import { check, UsageError } from "../../checks/index.ts";
import {
  always,
  become,
  int,
  list,
  sometimes,
  vocabulary,
  type Faults,
} from "../../models/protocol.ts";
import { counted, counter, figures, graph, mail, stepsOf } from "./toys.ts";

describe("a budget of crashes in all", () => {
  it("lets any node stop, one after the other, until it is used up", async () => {
    expect(await figures(graph({}, { walkers: 3 }))).toEqual([1, 1, 1]);
    expect(await figures(graph({}, { walkers: 3, faults: { crash: 1 } }))).toEqual([4, 4, 2]);
    expect(await figures(graph({}, { walkers: 3, faults: { crash: 2 } }))).toEqual([7, 10, 3]);
  });

  it("that is larger than the number of nodes stops each of them once", async () => {
    expect(await figures(graph({}, { walkers: 2, faults: { crash: 9 } }))).toEqual([4, 5, 3]);
  });

  it("stops a node for ever: it takes no request any more", async () => {
    // Up at a, up at b, down at a, down at b; crashes from the first two, and one edge.
    expect(await figures(graph({ a: ["b"] }, { faults: { crash: 1 } }))).toEqual([4, 4, 3]);
  });
});

describe("a budget of crashes by role", () => {
  const teams = vocabulary({
    parameters: S.Struct({}),
    roles: { red: { state: S.Struct({}) }, blue: { state: S.Struct({}) } },
  });
  const team = (crash: NonNullable<Faults["crash"]>) =>
    teams.model({
      name: "teams",
      source: "a game",
      population: () => ({ red: 2, blue: 2 }),
      initial: { red: () => [become({})], blue: () => [become({})] },
      rules: { red: teams.rules.red({}), blue: teams.rules.blue({}) },
      properties: {},
      scenarios: { only: { parameters: {}, faults: { crash } } },
      bugs: {},
    });

  it("is spent by nodes of that role alone", async () => {
    expect(await figures(team({ red: 1 }))).toEqual([3, 3, 2]);
    expect(await figures(team({ red: 1, blue: 2 }))).toEqual([12, 21, 4]);
  });

  it("that names a role which does not exist is misuse", async () => {
    const asked = check(team({ green: 1 }));
    await expect(asked).rejects.toThrow(
      /^scenario only: faults\.crash: unknown name "green" \(known: red, blue\)$/,
    );
  });

  it.each([-1, 1.5, Number.NaN])("of %d is misuse", async (amount) => {
    await expect(check(team(amount))).rejects.toThrow(
      /^scenario only: faults\.crash: expected a whole number/,
    );
  });
});

describe("messages to a node that is down", () => {
  const { model, observe, rules, to } = vocabulary({
    parameters: S.Struct({}),
    roles: {
      sender: { state: S.Struct({ left: int(0, 2) }), requests: { Post: {} } },
      reader: {
        state: S.Struct({ log: list(int(0, 2), 2) }),
        receives: { Note: { n: int(0, 2) } },
      },
    },
  });
  const standing = observe({
    sender: ({ left }) => left,
    reader: ({ log }, { up, inboxEmpty }) => ({ read: log.length, up, inboxEmpty }),
  });
  const posts = model({
    name: "posts",
    source: "a letter",
    population: () => ({ sender: 1, reader: 1 }),
    initial: { sender: () => [become({ left: 2 })], reader: () => [become({ log: [] })] },
    rules: {
      sender: rules.sender({
        Post: ({ left }, _, { nodes }) =>
          left > 0 ? become({ left: left - 1 }, to(nodes.reader, "Note", { n: left })) : null,
      }),
      reader: rules.reader({ Note: ({ log }, { n }) => become({ log: [...log, n] }) }),
    },
    properties: {
      "keeps-nothing-unsent": always(standing, ({ sender, reader }) =>
        reader.every(({ read, inboxEmpty }) => read + (inboxEmpty ? 0 : 1) <= 2 - sender[0]!),
      ),
      "finds-mail-though-down": sometimes(standing, ({ sender, reader }) =>
        reader.some(
          ({ read, up, inboxEmpty }) => sender[0] === 0 && read === 0 && !up && !inboxEmpty,
        ),
      ),
      "down-with-an-empty-inbox": sometimes(standing, ({ reader }) =>
        reader.some(({ up, inboxEmpty }) => !up && inboxEmpty),
      ),
    },
    scenarios: {
      crash: { parameters: {}, faults: { crash: { reader: 1 } } },
      calm: { parameters: {}, outOfReach: ["finds-mail-though-down", "down-with-an-empty-inbox"] },
    },
    bugs: {},
  });

  it("enter its inbox, and nobody reads them", async () => {
    // None, one or two notes posted, of which some have been read, in either order: 1 + 2 + 5
    // states of a reader that is up, and as many of one that is down.
    const report = await check(posts, { scenario: "crash" });
    expect(report).toMatchObject({ verdict: "holds-within-bounds", states: 16, depth: 6 });
  });

  it("are never seen without a crash", async () => {
    const report = await check(posts, { scenario: "calm" });
    expect(report).toMatchObject({ verdict: "holds-within-bounds", states: 8, depth: 5 });
  });
});

describe("a limit", () => {
  it("of a request or a timer is how often it may happen", async () => {
    expect(await figures(counter({ add: 9 }))).toEqual([10, 10, 10]);
    expect(await figures(counter({ add: 9, limits: { Add: 3 } }))).toEqual([4, 4, 4]);
    expect(await figures(counter({ tick: 9, limits: { Tick: 3 } }))).toEqual([4, 4, 4]);
  });

  it("is shared by all nodes", async () => {
    expect(await figures(counter({ nodes: 2, add: 9, limits: { Add: 3 } }))).toEqual([10, 13, 4]);
  });

  it("of one leaves the other unlimited", async () => {
    const report = await check(counter({ add: 9, tick: 9, limits: { Tick: 1 } }));
    // Counts 0 to 9 with the tick left, and 1 to 9 without it.
    expect(report).toMatchObject({ states: 19, generated: 1 + 9 + 9 + 8, depth: 10 });
  });

  it("is part of the state, even where an action changes nothing else", async () => {
    expect(await figures(graph({ a: ["a"] }, { limits: { Go: 2 } }))).toEqual([3, 3, 3]);
  });

  it("of nothing forbids the action, in a trace too", async () => {
    expect(await figures(graph({ a: ["b"] }, { limits: { Go: 0 } }))).toEqual([1, 1, 1]);
    const low = always(counted, ({ counter: counts }) => counts[0]! < 2);
    const report = await check(
      counter({ add: 9, tick: 9, limits: { Tick: 1, Add: 1 }, properties: { low } }),
    );
    expect(stepsOf(report)).toEqual(["counter timer Tick", "counter request Add"]);
  });

  it("of nothing leaves its rule one that never fires", async () => {
    const { rules } = await check(counter({ add: 9, tick: 9, limits: { Tick: 0, Add: 1 } }));
    expect(rules).toEqual([
      { rule: "counter.Tick", fired: false, times: 0, depth: null, declined: 0 },
      { rule: "counter.Add", fired: true, times: 1, depth: 1, declined: 0 },
    ]);
  });

  it("of a request by the name of crash is its own", async () => {
    const { model, rules } = vocabulary({
      parameters: S.Struct({}),
      roles: { car: { state: S.Struct({ dents: int(0, 9) }), requests: { crash: {} } } },
    });
    const cars = model({
      name: "cars",
      source: "a road",
      population: () => ({ car: 1 }),
      initial: { car: () => [become({ dents: 0 })] },
      rules: {
        car: rules.car({ crash: ({ dents }) => (dents < 9 ? become({ dents: dents + 1 }) : null) }),
      },
      properties: {},
      scenarios: {
        both: { parameters: {}, limits: { crash: 2 }, faults: { crash: 1 } },
        dented: { parameters: {}, faults: { crash: 1 } },
        limited: { parameters: {}, limits: { crash: 2 } },
      },
      bugs: {},
    });
    expect(await figures(cars, { scenario: "both" })).toEqual([6, 6, 4]);
    expect(await figures(cars, { scenario: "dented" })).toEqual([20, 20, 11]);
    expect(await figures(cars, { scenario: "limited" })).toEqual([3, 3, 3]);
  });

  it("that names nothing which happens unasked is misuse", async () => {
    const asked = check(mail([[1]], { limits: { Note: 1 } }));
    await expect(asked).rejects.toThrow(UsageError);
  });
});
