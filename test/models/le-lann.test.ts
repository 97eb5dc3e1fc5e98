/** What the election of Le Lann takes for granted, and how each of its bugs shows. */
import { describe, expect, it } from "vitest";
import { check } from "../../checks/index.ts";
import leLann from "../../models/le-lann.ts";
import { stepsOf } from "../engine/toys.ts";

describe("the election of Le Lann", () => {
  it.each([
    [2, 12, 17],
    [3, 50, 97],
    [4, 210, 521],
    [5, 882, 2_661],
    [6, 3_696, 13_105],
  ])(
    "elects the greatest of %i nodes, with n\u00B2 messages in every run",
    async (nodes, states, generated) => {
      const report = await check(leLann, { parameters: { nodes } });
      const starts = nodes;
      expect(report).toMatchObject({ verdict: "holds-within-bounds", states, generated });
      expect(report.depth).toBe(1 + starts + nodes * nodes);
    },
  );

  it("elects a wrong node if messages overtake: its own id is back too early", async () => {
    const report = await check(leLann, { scenario: "any-order" });
    expect(report).toMatchObject({ verdict: "violated", property: "greatest-leads" });
    expect(stepsOf(report)).toEqual([
      "node1 request Start",
      "node2 deliver Id 1 from node1",
      "node2 request Start",
      "node3 deliver Id 1 from node2",
      "node3 request Start",
      "node1 deliver Id 1 from node3",
    ]);
  });

  it("elects nobody if one never starts, since no id gets past it", async () => {
    const report = await check(leLann, { scenario: "one-never-starts" });
    expect(report).toMatchObject({ verdict: "violated", property: "elects-one" });
    expect(stepsOf(report)).toEqual([
      "node1 request Start",
      "node2 deliver Id 1 from node1",
      "node2 request Start",
      "node3 deliver Id 2 from node2",
      "node3 deliver Id 1 from node2",
    ]);
  });
});

describe("the election of Le Lann breaks", () => {
  const traceOf = async (bug: string) => stepsOf(await check(leLann, { bug }));

  it("if an id that cannot win is swallowed, since its node never leaves its loop", async () => {
    const report = await check(leLann, { bug: "passes-on-greater-ids-only" });
    expect(stepsOf(report)).toEqual([
      "node3 request Start",
      "node1 deliver Id 3 from node3",
      "node1 request Start",
      "node2 request Start",
      "node2 deliver Id 1 from node1",
      "node2 deliver Id 3 from node1",
      "node3 deliver Id 2 from node2",
      "node3 deliver Id 3 from node2",
    ]);
    expect(report.counterexample?.steps.at(-1)?.state).toMatchObject({ phase: "leader" });
  });

  it("if a node lets others go before its own id, as if they had overtaken it", async () => {
    expect(await traceOf("sends-its-own-id-last")).toEqual([
      "node1 request Start",
      "node2 deliver Id 1 from node1",
      "node2 request Start",
      "node3 deliver Id 1 from node2",
      "node3 request Start",
      "node1 deliver Id 1 from node3",
    ]);
  });

  it("if a node loses what came before it started", async () => {
    expect(await traceOf("loses-what-came-before-it-started")).toHaveLength(8);
  });

  it("if a node passes on what came before it started, and does not look at it", async () => {
    const trace = await traceOf("compares-only-what-comes-later");
    expect(trace).toHaveLength(9);
    expect(trace?.slice(4, 6)).toEqual(["node1 deliver Id 2 from node3", "node1 request Start"]);
  });
});
