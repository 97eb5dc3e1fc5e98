/** What the election of Chang and Roberts costs and promises, and how each of its bugs shows. */
import { describe, expect, it } from "vitest";
import { check } from "../../checks/index.ts";
import changRoberts from "../../models/chang-roberts.ts";
import { stepsOf } from "../engine/toys.ts";

describe("the election of Chang and Roberts", () => {
  // For three, four and five nodes, TLC has the same of ChangRoberts.tla in tlaplus/Examples.
  it.each([
    [1, 5, 5],
    [2, 25, 31],
    [3, 137, 227],
    [4, 823, 1_791],
    [5, 5_455, 15_113],
    [6, 40_261, 138_221],
    [7, 333_161, 1_385_875],
  ])(
    "elects the least of %i nodes that stand, whoever stands",
    async (nodes, states, generated) => {
      const report = await check(changRoberts, { parameters: { nodes } });
      expect(report).toMatchObject({ verdict: "holds-within-bounds", states, generated });
    },
  );

  it.each([1, 2, 3, 4, 5, 6])(
    "needs n(n+1)/2 messages at the most, and may need them: %i nodes",
    async (nodes) => {
      const { depth } = await check(changRoberts, { parameters: { nodes } });
      const starts = nodes;
      expect(depth).toBe(1 + starts + (nodes * (nodes + 1)) / 2);
    },
  );

  it("needs no queues, and is not misled by what arrives once more", async () => {
    const report = await check(changRoberts, { scenario: "messages-repeat" });
    expect(report.verdict).toBe("holds-within-bounds");
  });
});

describe("the election of Chang and Roberts breaks", () => {
  const traceOf = async (bug: string) => stepsOf(await check(changRoberts, { bug }));
  const allStart = [
    "node3 request Start",
    "node1 request Start",
    "node1 deliver Id 3 from node3",
    "node2 request Start",
    "node2 deliver Id 3 from node1",
    "node3 deliver Id 3 from node2",
  ];

  it("if two nodes have one id: each takes the other's for its own", async () => {
    expect(await traceOf("ids-are-shared")).toEqual([
      "node1 request Start",
      "node2 request Start",
      "node2 deliver Id 1 from node1",
      "node3 request Start",
      "node3 deliver Id 1 from node2",
      "node1 deliver Id 1 from node3",
    ]);
  });

  it("if a node passes on what is greater: then the greatest leads", async () => {
    expect(await traceOf("greatest-goes-on")).toEqual(allStart);
  });

  it("if a node passes its own id on, since nobody is left to lead", async () => {
    const report = await check(changRoberts, { bug: "passes-its-own-id-on" });
    expect(stepsOf(report)).toEqual(allStart);
    expect(report.counterexample?.steps.at(-1)?.state).toEqual({ initiates: true, phase: "lost" });
  });

  it("if a node may still stand when it has passed an id on", async () => {
    expect(await traceOf("starts-after-it-passed-an-id-on")).toEqual([
      "node3 request Start",
      "node1 deliver Id 3 from node3",
      "node2 deliver Id 3 from node1",
      "node3 deliver Id 3 from node2",
    ]);
  });
});
