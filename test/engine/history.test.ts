/** What only the checker remembers: part of a state where a property reads it, and only there. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import {
  add,
  always,
  atQuiescence,
  become,
  empty,
  int,
  NodeId,
  sometimes,
  vocabulary,
  within,
} from "../../models/protocol.ts";
import { check } from "../../checks/index.ts";
import { statusOf, stepsOf } from "./toys.ts";

const { model, observe, rules } = vocabulary({
  parameters: S.Struct({}),
  history: S.Struct({ beats: int(0, 2), who: S.ReadonlySet(NodeId) }),
  roles: {
    light: { state: S.Struct({ on: S.Boolean }), requests: { Flip: {}, Press: {} } },
  },
});

const lights = observe({ light: ({ on }) => on });
const beats = observe({ history: (history) => history.beats });
const both = observe({ light: ({ on }) => on, history: ({ who }) => [...who] });

/** A light that is switched on and off for ever, or only pressed in vain, and who counts that. */
const lamp = (over: Partial<Parameters<typeof model>[0]> = {}, nodes = 1) =>
  model({
    name: "lamp",
    source: "a switch",
    population: () => ({ light: nodes }),
    initial: { light: () => [become({ on: false })] },
    rules: {
      light: rules.light({
        Flip: ({ on }) => become({ on: !on }),
        Press: (node) => become(node),
      }),
    },
    history: {
      initial: { beats: 0, who: empty },
      record: {
        light: {
          Flip: (history, _, { self, before, after }) => ({
            beats: before.on === after.on ? history.beats : (history.beats + 1) % 3,
            who: add(history.who, self),
          }),
        },
      },
    },
    properties: { lit: sometimes(lights, ({ light }) => light.includes(true)) },
    scenarios: { only: { parameters: {} } },
    bugs: {},
    ...over,
  });

describe("history that no property reads", () => {
  it("is no part of a state", async () => {
    const report = await check(lamp());
    expect(report).toMatchObject({ verdict: "holds-within-bounds", states: 2, generated: 5 });
  });

  it("is none either where the property that reads it is not asked for", async () => {
    const properties = {
      lit: sometimes(lights, ({ light }) => light.includes(true)),
      counts: sometimes(beats, ({ history }) => history === 2),
    };
    expect((await check(lamp({ properties }))).states).toBeGreaterThan(2);
    expect((await check(lamp({ properties }), { properties: ["lit"] })).states).toBe(2);
  });

  it("does not keep a state from being quiescent", async () => {
    const pressed = lamp({
      rules: { light: rules.light({ Flip: () => null, Press: (node) => become(node) }) },
      history: {
        initial: { beats: 0, who: empty },
        record: { light: { Press: (history) => ({ ...history, beats: 1 }) } },
      },
      properties: { rests: atQuiescence(lights, () => false) },
    });
    expect(stepsOf(await check(pressed))).toEqual([]);
  });
});

describe("history that a property reads", () => {
  it("tells states apart: two of the light, three of the count", async () => {
    const properties = { counts: sometimes(beats, ({ history }) => history === 2) };
    const report = await check(lamp({ properties }));
    // The set of who flipped it is the same in all but the first.
    expect(report).toMatchObject({ verdict: "holds-within-bounds", states: 7, generated: 15 });
  });

  it("follows what the node was, what it became, and who it is", async () => {
    const properties = {
      second: always(both, ({ history }) => history.every((id) => id !== "light2")),
    };
    const report = await check(lamp({ properties }, 2));
    expect(stepsOf(report)).toEqual(["light2 request Flip"]);
  });

  it("keeps a state from being quiescent while it changes", async () => {
    const flips = lamp({
      rules: { light: rules.light({ Flip: () => null, Press: (node) => become(node) }) },
      history: {
        initial: { beats: 0, who: empty },
        record: {
          light: { Press: (history, _, { self }) => ({ ...history, who: add(history.who, self) }) },
        },
      },
      properties: { rests: atQuiescence(both, () => false) },
    });
    expect(stepsOf(await check(flips))).toEqual(["light request Press"]);
  });

  it("lets a state be quiescent where it is followed, and stays what it was", async () => {
    const pressed = {
      rules: { light: rules.light({ Flip: () => null, Press: (node) => become(node) }) },
      history: { initial: { beats: 0, who: empty }, record: { light: { Press: (same) => same } } },
      properties: { rests: atQuiescence(both, () => false) },
    } satisfies Parameters<typeof lamp>[0];
    for (const lights of [1, 70]) {
      const report = await check(lamp(pressed, lights));
      expect(report).toMatchObject({ verdict: "violated", states: 1, generated: 1 + lights });
    }
  });

  it("gives the members of a set in one order, whatever the order in which they came", async () => {
    const properties = {
      ordered: always(both, ({ history }) => history.toSorted().join() === history.join()),
      all: sometimes(both, ({ history }) => history.length === 3),
    };
    const report = await check(lamp({ properties }, 3));
    expect(statusOf(report)).toEqual({ ordered: "holds", all: "met at 4" });
  });

  it("is shown in that order when the trace is run again", async () => {
    const newestFirst = lamp(
      {
        history: {
          initial: { beats: 0, who: empty },
          record: {
            light: {
              Flip: ({ who }, _, { self }) => ({ beats: 0, who: new Set([self, ...who]) }),
            },
          },
        },
        properties: { never: always(both, ({ history }) => history.join() !== "light1,light2") },
      },
      2,
    );
    const report = await check(newestFirst);
    expect(stepsOf(report)).toEqual(["light1 request Flip", "light2 request Flip"]);
  });
});

describe("history that only bounds the exploration", () => {
  it("is read by within", async () => {
    const few = within(beats, ({ history }) => history < 2);
    const report = await check(lamp({ scenarios: { only: { parameters: {}, within: few } } }));
    expect(report).toMatchObject({ verdict: "holds-within-bounds", states: 2, cut: 1, depth: 2 });
  });
});
