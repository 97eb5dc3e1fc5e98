/**
 * The counterexample that is shown is the least of the shortest: held against all sequences of
 * actions of that length, which are tried one by one in the plain interpreter.
 */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import { check } from "../../checks/index.ts";
import { catalogue } from "../../models/index.ts";
import {
  always,
  alwaysStep,
  atQuiescence,
  become,
  int,
  vocabulary,
  type Joint,
  type Model,
} from "../../models/protocol.ts";
import { graph, seen, standing, stepsOf } from "../engine/toys.ts";
import { bruteForce, costOf } from "./brute-force.ts";

describe("the counterexample that is shown", () => {
  it.each([
    ["two-phase-commit", "decides-on-first-vote", 30, [0, 3, 0, 3]],
    ["le-lann", "sends-its-own-id-last", 2, [0, 3, 1, 3]],
    ["chang-roberts", "ids-are-shared", 48, [0, 3, 1, 3]],
    ["presumed-abort", "commits-when-uncertain", 8, [0, 2, 0, 1]],
    ["three-phase-commit", "nobody-takes-over", 20, [1, 3, 0, 2]],
    ["token-ring-election", "initiator-leads", 5, [1, 4, 0, 4]],
  ])("of %s with %s costs least among all %i of its length", async (name, bug, count, cost) => {
    const model = catalogue.find((one) => one.name === name)!;
    const { counterexample } = await check(model, { bug });
    const { length } = counterexample!;
    const property = model.bugs[bug]!.breaks;
    const least = bruteForce(model, { bug, property, judged: [property], length });
    expect(costOf(counterexample!)).toEqual(cost);
    expect(least).toEqual({ best: cost, found: count });
  });
});

describe("of counterexamples that are as short, the one is shown", () => {
  const shown = async (model: Model) => stepsOf(await check(model));

  it("with fewer faults, though a crash comes first in the order of actions", async () => {
    const holds = always(standing, ({ walker }) => walker[0] !== "down" && walker[1] !== "b");
    const model = graph({ a: ["b"] }, { walkers: 2, faults: { crash: 1 }, properties: { holds } });
    expect(await shown(model)).toEqual(["walker2 request Go b"]);
  });

  it("with fewer nodes, though another begins with a lesser action", async () => {
    const broken = new Set(["b,c", "a,d", "d,a"]);
    const holds = always(seen, ({ walker }) => !broken.has(walker.join()));
    const model = graph({ a: ["b", "c"], c: ["d"] }, { walkers: 2, properties: { holds } });
    expect(await shown(model)).toEqual(["walker1 request Go c", "walker1 request Go d"]);
  });

  it("with fewer values", async () => {
    const holds = always(seen, ({ walker }) => !["b,c", "c,c"].includes(walker.join()));
    const model = graph({ a: ["b", "c"] }, { walkers: 2, properties: { holds } });
    expect(await shown(model)).toEqual(["walker1 request Go c", "walker2 request Go c"]);
  });

  it("with fewer switches between nodes", async () => {
    const holds = always(seen, ({ walker }) => walker.join() !== "c,c");
    const model = graph({ a: ["b"], b: ["c"] }, { walkers: 2, properties: { holds } });
    const steps = await shown(model);
    expect(steps?.map((step) => step.slice(0, 7))).toEqual([
      "walker1",
      "walker1",
      "walker2",
      "walker2",
    ]);
  });

  it("that breaks a claim about transitions, or about quiescence, at least cost too", async () => {
    const goesUp = alwaysStep(seen, (before, after) => before.walker[0]! <= after.walker[0]!);
    const rests = atQuiescence(seen, ({ walker }) => !walker.includes("d"));
    const edges = { a: ["b", "c"], b: ["a"], c: ["d"] } as const;
    const back = graph(edges, { walkers: 2, properties: { goesUp } });
    expect(await shown(back)).toEqual(["walker1 request Go b", "walker1 request Go a"]);
    const stopped = graph({ a: ["b", "c"], c: ["d"] }, { walkers: 2, properties: { rests } });
    expect(await shown(stopped)).toEqual([
      "walker1 request Go b",
      "walker2 request Go c",
      "walker2 request Go d",
    ]);
  });

  it("with fewer values, however many ways there are to a state", async () => {
    const { model, observe, rules } = vocabulary({
      parameters: S.Struct({}),
      roles: {
        clock: { state: S.Struct({ n: int(0, 3) }), requests: { Tick: { v: int(0, 40) } } },
      },
    });
    const n = observe({ clock: (state) => state.n });
    const last = model({
      name: "last",
      source: "a drawing",
      population: () => ({ clock: 1 }),
      initial: { clock: () => [become({ n: 0 })] },
      rules: {
        clock: rules.clock({
          Tick: ({ n: now }, { v }) =>
            now < 2 ? become({ n: now + 1 }) : v === 40 ? become({ n: 3 }) : null,
        }),
      },
      properties: { early: always(n, ({ clock }) => clock[0] !== 3) },
      scenarios: { only: { parameters: {} } },
      bugs: {},
    });
    expect(await shown(last)).toEqual(Array.from({ length: 3 }, () => "clock request Tick 40"));
  });

  it("with fewer partners of a joint step, though the other is declared first", async () => {
    const { model, observe, rules } = vocabulary({
      parameters: S.Struct({}),
      roles: { peer: { state: S.Struct({ met: S.Boolean }), requests: { Rest: {} } } },
    });
    const meet = (partners: number): Joint<"peer", "peer", { met: boolean }, { met: boolean }> => ({
      role: "peer",
      with: "peer",
      partners,
      rule: (_, others) => ({
        node: become({ met: true }),
        partners: others.map((other) => become(other)),
      }),
    });
    const party = model({
      name: "party",
      source: "a drawing",
      population: () => ({ peer: 4 }),
      initial: { peer: () => [become({ met: false })] },
      rules: { peer: rules.peer({ Rest: () => null }) },
      joint: { Dance: meet(3), Talk: meet(1) } as never,
      properties: {
        alone: always(observe({ peer: ({ met }) => met }), ({ peer }) => !peer.includes(true)),
      },
      scenarios: { only: { parameters: {} } },
      bugs: {},
    });
    const { counterexample } = await check(party);
    const shapes = counterexample?.steps.map(({ message, partners }) => [
      message?.tag,
      partners.length,
    ]);
    expect(shapes).toEqual([["Talk", 1]]);
  });
});
