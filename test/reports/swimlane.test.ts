import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Step } from "../../checks/report.ts";
import { traceText } from "../../checks/reports/counterexample-text.ts";
import { tellingOfSteps } from "../../checks/reports/steps-text.ts";
import { swimlane } from "../../checks/reports/swimlane/swimlane.ts";
import { endText } from "../../checks/reports/why-text.ts";
import { ACTION_KINDS } from "../../checks/trace.ts";
import { received, step, trace, why, word } from "./steps.ts";
import { told, turn } from "./three-generals.ts";

const drawn = (nodes: readonly string[], steps: readonly Step[], width = 100): readonly string[] =>
  swimlane(trace(nodes, steps), tellingOfSteps, width);

const widest = (lines: readonly string[]): number =>
  Math.max(...lines.flatMap((line) => line.split("\n")).map(({ length }) => length));

const many = (count: number, stem = "lieutenant"): readonly string[] =>
  Array.from({ length: count }, (_, at) => `${stem}${at + 1}`);

/** The first columns of the rows that have a number. */
const pictures = (lines: readonly string[], columns: number): readonly string[] =>
  lines.flatMap((line) => (/^ *~?\d+ /.test(line) ? [line.slice(0, columns).trimEnd()] : []));

const PICK = fc.record({
  action: fc.constantFrom(...ACTION_KINDS),
  at: fc.nat(29),
  from: fc.nat(29),
  note: fc.string({ maxLength: 120 }),
});

const EVERY_KIND: readonly (readonly [Step, picture: string])[] = [
  [received("c", "a"), " ○───┼──▶●   │"],
  [received("a", "c"), " ●◀──┼───○   │"],
  [received("a", "b", { lie: true }), " ●◀──!   │   │"],
  [received("b", "b"), " │  ▶●   │   │"],
  [step("discard", "b", { from: "a", message: word() }), " ○──▷│   │   │"],
  [step("timer", "b", { message: word() }), " │   ●   │   │"],
  [step("request", "d", { message: word() }), " │   │   │   ●"],
  [step("drop", "c", { from: "b", message: word() }), " │   ○──×│   │"],
  [step("duplicate", "a", { from: "b", message: word() }), " │+──○   │   │"],
  [step("suspect", "a", { message: word() }), " ?   │   │   │"],
  [step("joint", "a", { message: word(), partners: [{ node: "d", state: {} }] }), " ■═══╪═══╪═══■"],
  [step("partition", null, { side: ["a", "c"] }), " █╌╌╌░╌╌╌█╌╌╌░"],
  [step("one-way", null, { side: ["a"] }), " █╌╌╌│╌╌╌│╌╌╌│"],
  [step("heal", null), " ┼───┼───┼───┼"],
  [received("c", "a", { unsent: [] }), " ○───┼──▶●✗  │"],
  [step("crash", "b"), " │   ✗   ·   │"],
  [received("d", "a"), " ○──────────▶●"],
  [step("restart", "b"), " │   ▲   ·   │"],
  [step("power-loss", "d"), " │   │   ·   ↯"],
  [
    received("a", "d", { unsent: [word()].map((said) => ({ ...said, to: "b" })) }),
    "✗●◀──┼───────○",
  ],
];

describe("the picture of a trace", () => {
  const steps = EVERY_KIND.map(([one]) => one);
  const expected = EVERY_KIND.map(([, picture], at) => `${String(at + 1).padStart(4)} ${picture}`);

  it("has one of its own for every kind of action, and dots where a node is down", () => {
    expect(pictures(drawn(["a", "b", "c", "d"], steps), 20)).toEqual(expected);
    const kinds = new Set(steps.map(({ action }) => action));
    expect(ACTION_KINDS.filter((kind) => !kinds.has(kind))).toEqual(["turn"]);
  });

  it("goes on beside the lines of a sentence", () => {
    const sends = many(12, "node").map((to) => ({ ...word(), to }));
    const steps = [step("request", "a", { message: word(), sends }), received("b", "a")];
    expect(drawn(["a", "b"], steps, 80)).toEqual([
      "     a   b",
      "  1  ●   │    a on request Word, sends Word to node1, node2, node3, node4,",
      "     │   │      node5, node6, node7, node8, node9, node10, node11, node12",
      "  2  ○──▶●    b receives Word from a, changes nothing",
    ]);
  });

  it("folds the nodes that take no part", () => {
    const lines = drawn(many(20), [received("lieutenant3", "lieutenant1")]);
    expect(lines).toEqual([
      "     lieutenant1",
      "     │   lieutenant3",
      "  1  ○──▶●    lieutenant3 receives Word from lieutenant1, changes nothing",
      "  others: lieutenant2, lieutenant4 ... lieutenant20 (idle)",
    ]);
  });

  it("gives twenty nodes narrow lanes, and their numbers one digit above the other", () => {
    const nodes = many(20, "n");
    const lines = drawn(
      nodes,
      nodes.map((node, at) => received(node, nodes[(at + 7) % 20]!)),
    );
    expect(lines.slice(0, 4)).toEqual([
      "      n",
      "                        1 1 1 1 1 1 1 1 1 1 2",
      "      1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0",
      "   1  ●◀┼─┼─┼─┼─┼─┼─○ │ │ │ │ │ │ │ │ │ │ │ │  n1 receives Word from n8, changes nothing",
    ]);
    expect(widest(lines)).toBeLessThanOrEqual(100);
  });

  it("has its sentences below where they have no room beside it, or is left out", () => {
    const nodes = many(20);
    const lines = drawn(
      nodes,
      nodes.map((node) => received(node, "lieutenant1")),
      60,
    );
    expect(lines.slice(3, 5)).toEqual([
      "   1 ▶● │ │ │ │ │ │ │ │ │ │ │ │ │ │ │ │ │ │ │",
      "      lieutenant1 receives Word from lieutenant1, changes",
    ]);
    expect(widest(lines)).toBeLessThanOrEqual(60);
    const crowd = many(60);
    const bare = drawn(
      crowd,
      crowd.map((node) => received(node, "lieutenant1")),
    );
    expect(bare[0]).toBe("   1 lieutenant1 receives Word from lieutenant1, changes nothing");
    expect(widest(bare)).toBeLessThanOrEqual(100);
  });

  it("breaks words that are wider than the room for the sentence", () => {
    const said = { tag: "Word", payload: { note: "z".repeat(150) } };
    const lines = drawn(
      many(9),
      many(9).map((node) => received(node, "lieutenant1", { message: said })),
      60,
    );
    expect(lines.join("").match(/z/g)).toHaveLength(9 * 150);
    expect(widest(lines)).toBeLessThanOrEqual(60);
  });

  it("marks the steps on which the end does not depend, and says so", () => {
    const steps = [step("timer", "a", { message: word() }), step("crash", "b")];
    const marked = swimlane(
      trace(["a", "b"], steps, { why: why({ past: [2] }) }),
      tellingOfSteps,
      100,
    );
    expect(marked).toEqual([
      "     a   b",
      " ~1  ●   │    a on expiry of Word, changes nothing",
      "  2  │   ✗    b crashes",
      "  ~ marks a step on which the end does not depend.",
    ]);
  });

  it("is never wider than it may be, and neither is what is said below it", () => {
    const nodes = fc
      .integer({ min: 1, max: 30 })
      .chain((count) =>
        fc
          .constantFrom("n", "node", "a-node-with-a-name-of-some-length")
          .map((stem) => many(count, stem)),
      );
    const cases = fc.record({
      nodes,
      width: fc.integer({ min: 60, max: 100 }),
      picks: fc.array(PICK),
    });
    fc.assert(
      fc.property(cases, ({ nodes, width, picks }) => {
        const steps = picks.map(({ action, at, from, note }) =>
          step(action, nodes[at % nodes.length]!, {
            from: nodes[from % nodes.length]!,
            message: { tag: "Word", payload: { note } },
            state: { note: note.slice(1) },
            sends: nodes.map((to) => ({ to, tag: "Word", payload: { note } })),
            side: action === "partition" ? nodes.slice(at % nodes.length) : [],
          }),
        );
        const shown = trace(nodes, steps);
        const lines = [
          ...swimlane(shown, tellingOfSteps, width),
          ...endText(shown, "violates safe", false, width),
        ];
        expect(widest(lines)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it("is none of no steps", () => {
    expect(drawn(["a"], [])).toEqual([]);
  });
});

describe("the picture of rounds", () => {
  const silence = { lie: true, message: null, rule: null, truth: word() };
  const generals = (reads: Step["reads"]): readonly string[] =>
    traceText(
      trace(["a", "b", "c"], [turn(0, "a", { state: {} }), turn(1, "b", { state: {}, reads })], {
        traitors: ["c"],
      }),
      { title: "counterexample", end: "violates agreement" },
      true,
      100,
    );

  it("shows from whom a node reads, and who of them lies", () => {
    const lines = generals([told("a", {}), told("c", {}, silence), told("c", {})]);
    expect(lines.slice(1, 5)).toEqual([
      "     a",
      "     │   b",
      "     │   │   c (traitor)",
      "     │   │   │    round 1",
    ]);
    expect(pictures(lines, 18)).toEqual(["  2  ○──▶●◀──!"]);
    expect(lines).toContain("  Turns in which nothing happens are left out.");
    expect(lines.slice(-2)).toEqual([
      "lies:",
      "  step 2: c tells b nothing where a loyal node would say Word",
    ]);
  });

  it("has a hollow arrow for what is ignored, unless something else comes with it", () => {
    const ignored = { rule: null };
    expect(pictures(generals([told("a", {}, ignored)]), 10)).toEqual(["  2  ○──▷●"]);
    const both = [told("a", {}), told("a", {}, ignored)];
    expect(pictures(generals(both), 10)).toEqual(["  2  ○──▶●"]);
  });
});
