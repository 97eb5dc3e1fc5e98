/** What a limit leaves does not depend on batches, slices of time, or how fast the machine is. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import { always, atQuiescence, become, int, vocabulary } from "../../models/protocol.ts";
import { check } from "../../checks/index.ts";
import { Search } from "../../checks/exploration/search.ts";
import { instanceOf } from "../../checks/model/instance.ts";
import { claimsOf } from "../../checks/properties/claims.ts";
import twoPhase from "../reference/two-phase.ts";

const NONE = { maxStates: Infinity, maxDepth: Infinity, maxMemory: Infinity, timeout: Infinity };

/** A search on a machine whose clock advances by so many seconds at every look. */
const searchedAt = async (pace: number, limits: Partial<typeof NONE>): Promise<object> => {
  const instance = instanceOf(twoPhase, { scenario: "rms-5" });
  let time = 0;
  const host = {
    now: () => (time += pace),
    memory: () => 0,
    freeMemory: () => 0,
    pause: async () => {},
  };
  const claims = claimsOf(instance, undefined, false);
  const search = new Search(instance, claims, { ...NONE, ...limits }, host);
  await search.run({});
  const settled = [...search.judge.settled].map(([{ name }, { row }]) => `${name} ${row}`);
  const { states, generated, depth, stopped } = search;
  return { states, generated, depth, stopped, settled };
};

describe("a search that a limit ends", () => {
  it.each([{ maxStates: 3_001 }, { maxStates: 8_831 }, { maxDepth: 9 }])(
    "counts the same with %j on a slow machine and on a fast one",
    async (limits) => {
      const fast = await searchedAt(0, limits);
      expect(fast).toMatchObject({ stopped: "maxDepth" in limits ? "depth" : "states" });
      for (const pace of [0.001, 0.01, 0.02, 1])
        expect(await searchedAt(pace, limits)).toEqual(fast);
    },
  );

  it("counts what the rows before the limit generate, and no row after it", async () => {
    const all = await check(twoPhase, { scenario: "rms-5" });
    const most = await check(twoPhase, { scenario: "rms-5", maxStates: all.states - 1 });
    expect(most.generated).toBeLessThan(all.generated);
    const next = await check(twoPhase, { scenario: "rms-5", maxStates: all.states });
    expect(next.generated).toBe(all.generated);
  });

  it("judges every row of the last level that it expands, however long the level is", async () => {
    const { model, observe, rules } = vocabulary({
      parameters: S.Struct({ last: int(1, 1_200) }),
      roles: {
        dial: {
          state: S.Struct({ at: int(0, 2_400) }),
          requests: { Turn: { to: int(1, "last") } },
          timers: { Drift: {} },
        },
      },
    });
    const at = observe({ dial: (node) => node.at });
    const dial = model({
      name: "dial",
      source: "a safe",
      population: () => ({ dial: 1 }),
      initial: { dial: () => [become({ at: 0 })] },
      rules: {
        dial: rules.dial({
          Turn: (node, { to }) => (node.at === 0 ? become({ at: to }) : null),
          Drift: (node, _, { parameters: { last } }) =>
            node.at > 0 && node.at < last ? become({ at: last + node.at }) : null,
        }),
      },
      properties: { moves: atQuiescence(at, ({ dial: [only] }) => only !== 1_200) },
      scenarios: { only: { parameters: { last: 1_200 } } },
    });
    const report = await check(dial, { maxDepth: 2 });
    expect(report).toMatchObject({ verdict: "violated", property: "moves", stopped: "depth" });
    expect(report).toMatchObject({ states: 1_201, generated: 1 + 1_200 + 1_199, depth: 2 });
  });
});

describe("a budget", () => {
  const { model, observe, rules } = vocabulary({
    parameters: S.Struct({}),
    history: S.Struct({ ticks: int(0, 1) }),
    roles: {
      clock: { state: S.Struct({ at: int(0, 2) }), timers: { Tick: {} }, requests: { Go: {} } },
    },
  });
  const seen = observe({ clock: ({ at }) => at, history: ({ ticks }) => ticks });
  const clock = (limit: number) =>
    model({
      name: "clock",
      source: "a tower",
      population: () => ({ clock: 2 }),
      initial: { clock: () => [become({ at: 0 })] },
      rules: {
        clock: rules.clock({
          Tick: (node) => become(node),
          Go: ({ at }) => (at < 2 ? become({ at: at + 1 }) : null),
        }),
      },
      history: {
        initial: { ticks: 0 },
        record: { clock: { Tick: ({ ticks }) => ({ ticks: ticks + 1 }) } },
      },
      properties: {
        early: always(seen, ({ clock: [first], history }) => history === 0 || first !== 2),
      },
      scenarios: { only: { parameters: {}, limits: { Tick: limit } } },
    });

  it("that is spent keeps the recorder of its step from running, in traces too", async () => {
    const report = await check(clock(1));
    expect(report).toMatchObject({ verdict: "violated", property: "early", problem: null });
    expect(report.counterexample?.length).toBe(3);
  });

  it("that four bytes cannot hold is refused", async () => {
    await expect(check(clock(2 ** 32))).rejects.toThrow(
      "limits.Tick: expected a whole number from 0 to 4294967295, actual 4294967296",
    );
  });
});
