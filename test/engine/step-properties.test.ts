/** Claims about transitions and about deadlocks, and what follows a first violation. */
import { describe, expect, it } from "vitest";
import { check } from "../../checks/index.ts";
import { alwaysStep, always, noDeadlock, sometimes, within } from "../../models/protocol.ts";
import { avoids, counted, counter, graph, seen, statusOf, stepsOf } from "./toys.ts";

const goes = (from: string, to: string) =>
  alwaysStep(seen, (before, after) => before.walker[0] !== from || after.walker[0] !== to);
const rests = noDeadlock(seen, () => false);

describe("alwaysStep", () => {
  it("sees both ends of every transition", async () => {
    const report = await check(
      graph(
        { a: ["b"], b: ["c", "d"] },
        { properties: { bd: goes("b", "d"), bc: goes("b", "a") } },
      ),
    );
    expect(report).toMatchObject({ verdict: "violated", property: "bd", depth: 3 });
    expect(stepsOf(report)).toEqual(["walker request Go b", "walker request Go d"]);
    expect(statusOf(report)).toEqual({ bd: "violated at 3", bc: "unknown" });
  });

  it("sees transitions to states that are known, however they were met", async () => {
    // Both b and c lead to d, one after the other in one batch; and d leads back to a.
    const edges = { a: ["b", "c"], b: ["d"], c: ["d"], d: ["a"] } as const;
    const violated = async (from: string, to: string) => {
      const report = await check(graph(edges, { properties: { never: goes(from, to) } }));
      return stepsOf(report)
        ?.map((step) => step.at(-1))
        .join("");
    };
    expect(await violated("b", "d")).toBe("bd");
    expect(await violated("c", "d")).toBe("cd");
    expect(await violated("d", "a")).toBe("bda");
  });

  it("is not asked of what changes nothing that it sees", async () => {
    const moves = alwaysStep(counted, () => false);
    const still = await check(
      graph({ a: ["a"] }, { properties: { goes: alwaysStep(seen, () => false) } }),
    );
    expect(still).toMatchObject({ verdict: "holds-within-bounds", generated: 2 });
    const crashing = counter({ faults: { crash: 1 }, properties: { moves } });
    expect(await check(crashing)).toMatchObject({ verdict: "holds-within-bounds", generated: 2 });
  });

  it("is as deep as the state after it, and first by depth, then by declaration", async () => {
    const properties = { late: avoids("c"), step: goes("b", "c"), early: goes("a", "b") };
    const report = await check(graph({ a: ["b"], b: ["c"] }, { properties }), { goOn: true });
    expect(report.property).toBe("early");
    expect(statusOf(report)).toEqual({
      late: "violated at 3",
      step: "violated at 3",
      early: "violated at 2",
    });
  });

  it("is judged on the way into states outside the bounds, not on the way out", async () => {
    const bound = within(seen, ({ walker }) => walker[0] !== "b");
    const edges = { a: ["b"], b: ["c"] } as const;
    const of = (from: string, to: string) =>
      check(graph(edges, { properties: { never: goes(from, to) }, within: bound }));
    expect(await of("a", "b")).toMatchObject({ verdict: "violated" });
    expect(await of("b", "c")).toMatchObject({ verdict: "holds-within-bounds", cut: 1 });
  });
});

describe("noDeadlock", () => {
  it("finds a state without an action, by a shortest way", async () => {
    const report = await check(graph({ a: ["b", "a"], b: ["c"] }, { properties: { rests } }));
    expect(stepsOf(report)).toEqual(["walker request Go b", "walker request Go c"]);
  });

  it("is content with a loop, which is quiescent all the same", async () => {
    const report = await check(graph({ a: ["b"], b: ["b"] }, { properties: { rests } }));
    expect(report.verdict).toBe("holds-within-bounds");
  });

  it("does not mind where a run may end, and faults are no way on", async () => {
    const ends = noDeadlock(seen, ({ walker }) => walker[0] === "b");
    const fine = graph({ a: ["b"] }, { properties: { ends } });
    expect((await check(fine)).verdict).toBe("holds-within-bounds");
    const crashing = graph({ a: ["b"] }, { faults: { crash: 1 }, properties: { ends } });
    expect(stepsOf(await check(crashing))).toEqual(["walker crash"]);
  });
});

describe("a search that goes on", () => {
  const edges = { a: ["b", "c"], b: ["d"] } as const;

  it("gives every property its status, and names the first", async () => {
    const properties = {
      d: avoids("d"),
      b: avoids("b"),
      e: always(seen, ({ walker }) => walker[0] !== "e"),
      met: sometimes(seen, ({ walker }) => walker[0] === "d"),
    };
    const [stopped, whole] = await Promise.all(
      [false, true].map((goOn) => check(graph(edges, { properties }), { goOn })),
    );
    expect(statusOf(stopped!)).toEqual({
      d: "unknown",
      b: "violated at 2",
      e: "unknown",
      met: "unknown",
    });
    expect(statusOf(whole!)).toEqual({
      d: "violated at 3",
      b: "violated at 2",
      e: "holds",
      met: "met at 3",
    });
    expect(whole).toMatchObject({ verdict: "violated", property: "b", states: 4, depth: 3 });
    expect(whole!.counterexample).toEqual(stopped!.counterexample);
  });
});
