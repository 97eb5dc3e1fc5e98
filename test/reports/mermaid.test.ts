/** A trace as a sequence diagram, in which no name can be anything but text. */
import { describe, expect, it } from "vitest";
import { check, type Counterexample, type Step } from "../../checks/index.ts";
import { mermaidText } from "../../checks/reports/mermaid.ts";
import { ACTION_KINDS } from "../../checks/trace.ts";
import oralMessages from "../../models/oral-messages.ts";
import twoPhaseCommit from "../../models/two-phase-commit.ts";
import { blankStep } from "../blank-step.ts";

/** What is drawn below the participants, without indentation. */
const drawn = (trace: Counterexample): readonly string[] =>
  mermaidText(trace, "t", "violates p")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^(?:sequenceDiagram|title|participant)\b/.test(line));

const step = (over: Partial<Step>): Step => ({
  ...blankStep,
  action: "deliver",
  node: "b",
  from: "a",
  message: { tag: "Ask", payload: { n: 1 } },
  state: { x: 0 },
  ...over,
});

const trace = (steps: readonly Step[], over: Partial<Counterexample> = {}): Counterexample => ({
  length: steps.length,
  lies: 0,
  faults: 0,
  traitors: [],
  minimal: true,
  initial: { a: { x: 0 }, b: { x: 0 }, c: { x: 0 } },
  sent: [],
  steps,
  pending: [],
  path: null,
  why: null,
  ...over,
});

describe("a diagram", () => {
  it("of actions has messages where they arrive, and notes for the rest", async () => {
    const { counterexample } = await check(twoPhaseCommit, { scenario: "coordinator-crashes" });
    expect(mermaidText(counterexample!, "two phases", "violates nobody-blocked")).toBe(
      [
        "sequenceDiagram",
        "  title two phases",
        "  participant p0 as coordinator",
        "  participant p1 as participant1",
        "  participant p2 as participant2",
        "  Note over p0: 1. on request Begin<br/>phase: idle -#62; collecting",
        "  Note over p0: 2. crashes",
        "  p0->>p1: 3. Prepare",
        "  Note over p1: phase: working -#62; asked",
        "  Note over p1: 4. on request VoteYes<br/>" +
          "phase: asked -#62; prepared#59; vote: none -#62; yes",
        "  Note over p2: 5. on expiry of CoordinatorTimeout<br/>phase: working -#62; aborted",
        "  Note over p0,p2: violates nobody-blocked",
        "",
      ].join("\n"),
    );
  });

  it("of rounds has a frame for each in which something is read, and names lies", async () => {
    const { counterexample } = await check(oralMessages);
    const lines = drawn(counterexample!);
    const frame = "rect rgba(127, 127, 127, 0.12)";
    expect(lines.filter((line) => line === frame)).toHaveLength(2);
    expect(lines.slice(0, 5)).toEqual([
      frame,
      "Note over p0,p2: round 1",
      "p0->>p1: Report {path: [], order: attack}",
      "Note over p1: heard: #43; {path: [], order: attack}",
      "end",
    ]);
    expect(lines[7]).toBe(
      "p2->>p1: Report {path: [lieutenant2], order: retreat} " +
        "(LIE: a loyal node would say Report {path: [lieutenant2], order: attack})",
    );
    expect(mermaidText(counterexample!, "t", "e")).toContain("p2 as lieutenant2 (traitor)\n");
  });

  it("of one node has notes over it alone", () => {
    const alone = trace([], { initial: { a: { x: 0 } } });
    expect(drawn(alone)).toEqual(["Note over p0: violates p"]);
  });

  it("tells what was on its way at first", () => {
    const sent = [{ from: "a", to: "b", tag: "Ask", payload: {} }];
    expect(drawn(trace([], { sent }))[0]).toBe(
      "Note over p0,p2: on its way at first: Ask from a to b",
    );
  });
});

describe("an action of each kind", () => {
  const shown: Readonly<Record<Step["action"], readonly string[]>> = {
    deliver: ["p0->>p1: 1. Ask {n: 1}"],
    discard: ["p0-xp1: 1. Ask {n: 1} (discarded)"],
    drop: ["p0-xp1: 1. Ask {n: 1} (lost on its way)"],
    duplicate: ["Note over p1: 1. a second Ask {n: 1} from a is on its way"],
    timer: ["Note over p1: 1. on expiry of Ask {n: 1}"],
    suspect: ["Note over p1: 1. on expiry of Ask {n: 1}, which errs"],
    request: ["Note over p1: 1. on request Ask {n: 1}"],
    crash: ["Note over p1: 1. crashes"],
    "power-loss": ["Note over p1: 1. loses power, and what was not on disk"],
    restart: ["Note over p1: 1. starts again"],
    joint: ["Note over p1: 1. Ask {n: 1} with c<br/>c: x: 0 -#62; 7"],
    partition: ["Note over p0,p2: 1. b, c parted from all others"],
    "one-way": ["Note over p0,p2: 1. nothing passes from b, c to the others"],
    heal: ["Note over p0,p2: 1. every link is there again"],
    turn: ["p0-xp1: nothing (LIE: a loyal node would say Ask)"],
  };

  it.each(ACTION_KINDS)("is drawn: %s", (action) => {
    const truth = { tag: "Ask", payload: {} };
    const silence = { from: "a", message: null, rule: null, section: null, source: null };
    const one = step({
      action,
      ...(action === "joint" && { partners: [{ node: "c", state: { x: 7 } }] }),
      ...(/^(?:partition|one-way|heal)$/.test(action) && { node: null, side: ["b", "c"] }),
      ...(action === "turn" && { reads: [{ ...silence, lie: true, truth }] }),
    });
    expect(drawn(trace([one])).slice(0, -1)).toEqual(shown[action]);
  });

  it("tells of a crash in its middle what did not leave", () => {
    const unsent = [{ to: "c", tag: "Tell", payload: { n: 2 } }];
    expect(drawn(trace([step({ state: { x: 1 }, unsent })]))).toEqual([
      "p0->>p1: 1. Ask {n: 1}",
      "Note over p1: x: 0 -#62; 1<br/>crashes before it sends Tell {n: 2} to c",
      "Note over p0,p2: violates p",
    ]);
  });

  it("is short, however long its message is", () => {
    const payload = { all: Array.from({ length: 99 }, (_, at) => at) };
    const [line = ""] = drawn(trace([step({ message: { tag: "Ask", payload } })]));
    expect(line).toMatch(/^p0->>p1: 1\. Ask \{all: \[0, 1, [^\]]*… \d+ more\]\}$/);
    expect(line.length).toBeLessThan(130);
  });
});

describe("a hostile name", () => {
  it.each([
    ["a;b", "a#59;b"],
    ["#quot;", "#35;quot#59;"],
    ["<script>", "#60;script#62;"],
    ["%%{init: {}}%%", "#37;#37;{init: {}}#37;#37;"],
    ["a->>b: c", "a-#62;#62;b: c"],
    ['"q"', "#34;q#34;"],
    ["x\nend", "x#92;u{a}end"],
    ["x\u2028\u202ey", "x#92;u{2028}#92;u{202e}y"],
    ["p0@{ a: 1 }", "p0#64;{ a: 1 }"],
    ["wrap: x", "wrap#58; x"],
    ["Größe … 大", "Größe … 大"],
  ])("is text: %j", (name, text) => {
    const message = { tag: name, payload: {} };
    const shown = mermaidText(
      trace([step({ node: name, message, state: 0 })], { initial: { a: 0, [name]: 0 } }),
      name,
      name,
    );
    expect(shown.split("\n")).toEqual([
      "sequenceDiagram",
      `  title ${text}`,
      "  participant p0 as a",
      `  participant p1 as ${text}`,
      expect.stringMatching(/^ {2}p0->>p1: 1\. /),
      `  Note over p0,p1: ${text}`,
      "",
    ]);
    expect(shown).not.toMatch(/(?<!#\d+);|#(?!\d+;)|%|<|>(?!>|p)/);
  });
});
