import { describe, expect, it } from "vitest";
import { check } from "../../checks/index.ts";
import type { Counterexample } from "../../checks/report.ts";
import { endText } from "../../checks/reports/why-text.ts";
import { always } from "../../models/protocol.ts";
import { logged, mail } from "../engine/toys.ts";
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

  const pending = [{ ...word(), from: "a", to: "c" }];

  it("tells the states, and nothing of reasons that are not known", () => {
    expect(endOf(trace(["a", "b", "c"], steps, { pending }))).toEqual([
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
    expect(endOf(trace(["a", "b", "c"], steps, { pending, why: reasons }))).toEqual([
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
  const to = (...receivers: readonly string[]) =>
    receivers.map((node) => ({ ...word(), from: "a", to: node }));

  it("is told of all receivers of the same messages together, and counted", () => {
    const shown = trace(["a", "b", "c", "d"], [], { pending: to("b", "c", "c", "d", "d") });
    expect(endOf(shown).slice(-2)).toEqual([
      "  on its way to b: Word from a",
      "  on its way to c, d: Word from a (2 times)",
    ]);
    const pending = Array.from({ length: 9 }, (_, at) => ({
      ...word(`M${at}`),
      from: "a",
      to: "b",
    }));
    expect(endOf(trace(["a", "b"], [], { pending })).at(-1)).toMatch(
      /^ {2}on its way to b: M0 from a; .*M5 from a; … 3 more$/,
    );
  });

  it.each([
    ["bag", [2, 3]],
    ["set", [2, 3]],
    ["latest", [3]],
  ] as const)("is what the network holds and has not delivered: a %s", async (network, notes) => {
    const model = mail([[1, 2, 3]], {
      network,
      properties: {
        unread: always(logged, ({ reader }) => !reader[0]!.includes(notes.length > 1 ? 1 : 3)),
      },
    });
    const { counterexample } = await check(model);
    const left = counterexample?.pending.map(({ payload }) => payload);
    expect(left).toEqual(network === "latest" ? [] : notes.map((note) => ({ note })));
  });
});
