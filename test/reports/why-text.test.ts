import { describe, expect, it } from "vitest";
import type { Counterexample, Step } from "../../checks/report.ts";
import { endText } from "../../checks/reports/why-text.ts";
import { received, step, trace, why, word } from "./steps.ts";

const endOf = (shown: Counterexample, end = "violates safe"): readonly string[] =>
  endText(shown, end, false, 100);

const truth = (property: string, kind: string, holds: string) => ({
  property,
  kind,
  holds: Array.from(holds, (sign) => sign === "+"),
});

describe("the end of a trace", () => {
  const steps = [
    step("request", "a", { message: word(), sends: ["b", "c"].map((to) => ({ ...word(), to })) }),
    received("b", "a", { state: { phase: "done" } }),
  ];

  it("tells the states, and nothing of reasons that are not known", () => {
    expect(endOf(trace(["a", "b", "c"], steps))).toEqual([
      "violates safe, with the nodes in these states:",
      "  a  {}",
      "  b  {phase: done}",
      "  c  {}",
      "  on its way to c: Word from a",
    ]);
  });

  it("says what the property sees, since when it is broken, and who has heard of whom", () => {
    const reasons = why({
      source: "models/x.ts:188",
      nodes: ["a", "b"],
      seen: [
        { node: "a", value: "idle" },
        { node: "b", value: "done" },
        { node: null, value: 3 },
      ],
      truths: [
        truth("safe", "always", "++-"),
        truth("ends", "sometimes", "-++"),
        truth("still", "always", "+++"),
      ],
      past: [1, 2],
      heard: { a: { b: 0, c: 0 }, b: { a: 1, c: 0 }, c: { a: 1, b: 2 } },
    });
    expect(endOf(trace(["a", "b", "c"], steps, { why: reasons }))).toEqual([
      "violates safe (models/x.ts:188), broken by a and b:",
      "  a            idle",
      "  b            done",
      "  the history  3",
      "",
      "step by step:",
      "  safe  holds until step 1, and step 2 breaks it",
      "  ends  met from step 1 on",
      "",
      "the nodes in the end:",
      "  a  {}",
      "  b  {phase: done}",
      "  c  {}",
      "  on its way to c: Word from a",
      "  a has heard of b and c nothing",
      "  b has heard of a up to step 1, of c nothing",
    ]);
  });

  it("says who meets a witness, and asks all who acted where nobody is singled out", () => {
    const met = why({ property: "ends", kind: "sometimes", nodes: ["b"], heard: {} });
    expect(endOf(trace(["a", "b"], steps, { why: met }), "meets ends")[0]).toBe(
      "meets ends, met by b",
    );
    const nobody = why({ heard: { a: { b: 0 }, b: { a: 1 }, c: { a: 1 } } });
    expect(endOf(trace(["a", "b", "c"], steps, { why: nobody })).slice(-2)).toEqual([
      "  a has heard of b nothing",
      "  b has heard of a up to step 1",
    ]);
  });

  it.each([
    ["++++", "always", "holds from the start to the end"],
    ["---", "always", "fails from the start to the end"],
    ["+-", "always", "holds at first, and step 1 breaks it"],
    ["+--", "always", "holds at first, fails from step 1 on"],
    ["--+", "sometimes", "met from step 2 on"],
    ["++-", "sometimes", "met at first, not met from step 2 on"],
    ["+-+", "always", "holds at first, fails from step 1, holds from step 2 on"],
    [
      "+-+-+-+-",
      "always",
      "holds at first, fails from step 1, holds from step 2, fails from step 3, " +
        "holds from step 4, … 2 more, fails from step 7 on",
    ],
  ])("tells the course %s of an %s property aloud", (holds, kind, text) => {
    const reasons = why({ truths: [truth("safe", kind, holds)] });
    const lines = endOf(trace(["a"], [], { why: reasons }));
    const told = lines.slice(
      lines.indexOf("step by step:") + 1,
      lines.indexOf("the nodes in the end:"),
    );
    expect(told.join(" ").replaceAll(/\s+/g, " ").trim()).toBe(`safe ${text}`);
  });

  it("lists the faults, those in the middle of a step as well", () => {
    const faulty = [
      step("crash", "a"),
      step("restart", "a"),
      received("b", "a", { unsent: [] }),
      step("partition", null, { side: ["a"] }),
    ];
    expect(endOf(trace(["a", "b"], faulty)).slice(1)).toEqual([
      "  a  {}",
      "  b  {} (down)",
      "  (links are cut)",
      "",
      "faults:",
      "  step 1: a crashes",
      "  step 3: b receives Word from a, and crashes in the middle of it",
      "  step 4: the network parts a from all others",
    ]);
    const crashes = Array.from({ length: 15 }, () => step("crash", "a"));
    expect(endOf(trace(["a"], crashes)).at(-1)).toBe("  … 3 more");
  });
});

describe("what is on its way in the end", () => {
  const onItsWay = (...steps: readonly Step[]): readonly string[] =>
    endOf(trace(["a", "b"], steps, { sent: [{ ...word("First"), from: "a", to: "b" }] })).filter(
      (line) => line.startsWith("  on its way"),
    );
  const first = { from: "a", message: word("First") };

  it("is what was sent and did not arrive, and every copy of it", () => {
    expect(onItsWay()).toEqual(["  on its way to b: First from a"]);
    expect(onItsWay(step("duplicate", "b", first), received("b", "a", first))).toEqual([
      "  on its way to b: First from a",
    ]);
    for (const action of ["deliver", "discard", "drop"] as const)
      expect(onItsWay(step(action, "b", first))).toEqual([]);
  });

  it("is told of all receivers of the same messages together, and counted", () => {
    const sends = ["b", "c", "c", "d", "d"].map((to) => ({ ...word(), to }));
    const shown = trace(["a", "b", "c", "d"], [step("timer", "a", { message: word(), sends })]);
    expect(endOf(shown).slice(-2)).toEqual([
      "  on its way to b: Word from a",
      "  on its way to c, d: Word from a (2 times)",
    ]);
    const tags = Array.from({ length: 9 }, (_, at) => ({ ...word(`M${at}`), to: "b" }));
    const many = trace(["a", "b"], [step("timer", "a", { message: word(), sends: tags })]);
    expect(endOf(many).at(-1)).toMatch(/^ {2}on its way to b: M0 from a; .*M5 from a; … 3 more$/);
  });

  it("is not told of nodes that were down: their links may have lost it", () => {
    expect(onItsWay(step("crash", "b"))).toEqual([]);
    expect(onItsWay(step("crash", "b"), step("restart", "b"))).toEqual([]);
    const late = step("timer", "a", { message: word(), sends: [{ ...word(), to: "b" }] });
    expect(onItsWay(step("crash", "b"), late, step("restart", "b"))).toEqual([]);
    expect(onItsWay(step("crash", "b"), step("restart", "b"), late)).toEqual([
      "  on its way to b: Word from a",
    ]);
  });

  it("has no sender where several nodes took the step that sent it", () => {
    const sends = [{ ...word(), to: "b" }];
    const partners = [{ node: "b", state: {} }];
    const together = step("joint", "a", { message: word("Meet"), partners, sends });
    expect(onItsWay(received("b", "a", first), together)).toEqual(["  on its way to b: Word"]);
    expect(onItsWay(received("b", "a", first), together, received("b", "a"))).toEqual([]);
  });
});
