import { describe, expect, it } from "vitest";
import { strategiesText } from "../../checks/reports/adversary-text.ts";
import { checkText, type Surroundings } from "../../checks/reports/check-text.ts";
import { printShort } from "../../checks/reports/cut.ts";
import type { CheckReport } from "../../checks/report.ts";
import { report, threeGenerals, told, turn, withTurns } from "./three-generals.ts";

const around: Surroundings = {
  bounds: ["synchronous rounds"],
  inRounds: true,
  hasOtherParameters: false,
  wanted: { counterexamples: 1, samples: false },
  hasAllCoverage: false,
  goesOn: false,
  differences: [],
  asExpected: "as expected",
  oneOf: null,
  limits: {},
  again: ["npx strategos check oral-messages"],
};
const textOf = (change: Partial<CheckReport> = {}): string =>
  checkText({ ...threeGenerals, ...change }, around);
/** Without lanes and the breaks of lines, which depend on their length. */
const flat = (text: string): string => text.replaceAll("│", "").replaceAll(/\s+/g, " ");

describe("the text of a check with traitors", () => {
  it("says that all was visited of what the scenario's bound leaves, if it cuts anything", () => {
    const holds = { verdict: "holds-within-bounds", property: null, counterexample: null } as const;
    expect(flat(textOf(holds))).toContain(" Every reachable state was visited. These bounds ");
    const cut = flat(textOf({ ...holds, cut: 2 }));
    expect(cut).toContain(" Every state within the scenario's bound was visited. These bounds ");
    expect(cut).not.toContain("reachable");
  });

  it("says what stopped it, and that the rest is unknown", () => {
    const part = { verdict: "budget-exceeded", property: null, counterexample: null } as const;
    const many = flat(textOf({ ...part, stopped: "strategies" }));
    const slow = flat(textOf({ ...part, stopped: "time", method: "composition" }));
    expect(many).toContain("Stopped by the number of strategies at depth 7, with states left to ");
    expect(slow).toContain(
      "Stopped by --timeout with sub-instances left to compute. " +
        "No violation among the 61 outcome vectors found so far; the rest is unknown.",
    );
  });

  it("says who may lie, how much was covered, and by which method", () => {
    const holds = textOf({ verdict: "holds-within-bounds", property: null, counterexample: null });
    expect(flat(holds)).toContain(
      "adversary 1 traitor among 3 nodes, in 3 coalitions; at most 2 messages to choose from " +
        "for each reader, or silence; 72 strategies, all covered method search ",
    );
    expect(flat(textOf())).toContain("; 72 strategies method search ");
  });

  it("counts strategies exactly below a million, and by powers of two beyond", () => {
    expect([1, 999_999, 2 ** 24, 2 ** 555, Infinity, null].map(strategiesText)).toEqual([
      "1 strategy",
      "999,999 strategies",
      "about 2^24 strategies",
      "about 2^555 strategies",
      "more than 2^1000 strategies",
      "strategies without end, for some Round of loyal nodes fires again and again",
    ]);
  });

  it("calls the states of a composition what they are", () => {
    const composed = textOf({ method: "composition", verdict: "holds-within-bounds" });
    expect(composed).toContain("method     composition of sub-instances; its states are outcome");
    expect(composed).toContain("computed  61 outcome vectors, 0.02 s\n");
    expect(composed).toContain("Every outcome of every sub-instance was computed.");
    expect(composed).not.toContain("transitions");
  });

  it("says that no fewer lies break the property, and no shorter way with so few", () => {
    expect(flat(textOf())).toContain(
      "The always property ic2 fails with 1 lie, after 2 messages; no fewer lies break it, and " +
        "with so few no shorter way does.",
    );
    const honest = { ...threeGenerals.counterexample!, lies: 0, traitors: [] };
    const text = flat(textOf({ counterexample: honest, adversary: null }));
    expect(text).toContain("fails after 2 messages; no shorter way leads to it.");
    const stopped = { ...threeGenerals.counterexample!, minimal: false };
    expect(flat(textOf({ counterexample: stopped }))).toContain(
      "fails with 1 lie, after 2 messages; whether less would do was not found out.",
    );
    expect(text).toContain("counterexample: no lies, 2 messages read; no traitors");
    expect(text).not.toContain("adversary");
  });

  it("tells a vacuous check of fewer than two loyal nodes from other vacuous ones", () => {
    const vacuous = { verdict: "vacuous", property: null, counterexample: null } as const;
    const two = { traitors: 2, coalitions: 3, menu: 2, strategies: 9 };
    const deserted = textOf({ ...vacuous, adversary: two, parameters: { nodes: 3, traitors: 2 } });
    expect(flat(deserted)).toContain(
      "fewer than two loyal nodes remain, and there is nobody to agree with",
    );
    const unexplored = { adversary: null, parameters: { nodes: 3, traitors: 2 }, states: 0 };
    expect(textOf({ ...vacuous, ...unexplored })).toContain("\nexplored  nothing\n");
    expect(textOf(vacuous)).toContain("too little happens for that to count");
  });
});

const toldOfThree = `counterexample: 1 lie, 2 messages read; traitor: lieutenant2
     commander
     │   lieutenant1
     │   │   lieutenant2 (traitor)
     │   │   │    round 0
  1  ●   │   │    commander sends Report {path: [], order: attack} to lieutenant1, lieutenant2
     │   │   │      models/oral-messages.ts:5 (3)
     │   │   │    round 1
  3  ○──▶●   │    lieutenant1 reads Report {path: [], order: attack} from commander
     │   │   │      heard: + {path: [], order: attack}
     │   │   │      sends Report {path: [lieutenant1], order: attack} to lieutenant2
     │   │   │      models/oral-messages.ts:9 (3, OM(m), step 2), models/oral-messages.ts:5 (3)
     │   │   │    round 2
  4  │   ●◀──!    lieutenant1 reads Report {path: [lieutenant2], order: retreat} from lieutenant2
     │   │   │      << LIE: a loyal node would say {path: [lieutenant2], order: attack}
     │   │   │      heard: + {path: [lieutenant2], order: retreat}; decision: null -> retreat
  Turns in which nothing happens are left out.

violates ic2, with the loyal nodes in these states:
  commander    {order: attack}
  lieutenant1  {heard: [{path: [], order: attack}, {path: [lieutenant2], order: retreat}],
               decision: retreat}
  lieutenant2  (traitor)

lies:
  step 4: lieutenant2 tells lieutenant1 Report {path: [lieutenant2], order: retreat} where a loyal
      node would say {path: [lieutenant2], order: attack}

as expected
to see it again:
  npx strategos check oral-messages
`;

describe("more traces than one", () => {
  const first = threeGenerals.counterexample!;
  const titles = (text: string): readonly string[] =>
    text.split("\n").filter((line) => / 2 messages read|^violates|^the sample|^to see/.test(line));

  it("are told one below the other, each with its title", () => {
    expect(titles(textOf({ others: [first] }))).toEqual([
      "counterexample: 1 lie, 2 messages read; traitor: lieutenant2",
      "violates ic2, with the loyal nodes in these states:",
      "another counterexample: 1 lie, 2 messages read; traitor: lieutenant2",
      "violates ic2, with the loyal nodes in these states:",
      "to see it again:",
    ]);
  });

  it("may be samples of what happens where all holds", () => {
    const holds = { verdict: "holds-within-bounds", property: null, counterexample: null } as const;
    expect(titles(textOf({ ...holds, samples: [first, first] }))).toEqual([
      "sample 1 of 2: 1 lie, 2 messages read; traitor: lieutenant2",
      "the sample ends, with the loyal nodes in these states:",
      "sample 2 of 2: 1 lie, 2 messages read; traitor: lieutenant2",
      "the sample ends, with the loyal nodes in these states:",
      "to see it again:",
    ]);
  });
});

describe("a counterexample in rounds", () => {
  it("is told round by round, and idle turns are left out", () => {
    const text = textOf();
    expect(text.slice(text.indexOf("counterexample: "))).toBe(toldOfThree);
  });

  const truth = { tag: "Report", payload: report([], "attack") };
  const lied = { lie: true, truth };

  it("marks a silence, a message out of place and one that is ignored", () => {
    const reads = [
      told("lieutenant2", null, { ...lied, message: null, rule: null }),
      told("lieutenant2", report([], "retreat"), { lie: true, truth: null, rule: null }),
      told("lieutenant2", report([], "retreat"), { ...lied, message: { tag: "Odd", payload: {} } }),
    ];
    const text = flat(checkText(withTurns(turn(2, "lieutenant1", { reads })), around));
    expect(text).toContain(
      "hears nothing from lieutenant2 << LIE: a loyal node would say Report {path: [], order: att",
    );
    expect(text).toContain(
      "order: retreat} from lieutenant2, and ignores it << LIE: a loyal node would say nothing",
    );
    expect(text).toContain("reads Odd from lieutenant2 << LIE: a loyal node would say Report {");
  });

  it("folds many messages to their number, and still tells every lie", () => {
    const honest = Array.from({ length: 14 }, () => told("lieutenant3", report([], "attack")));
    const lie = told("lieutenant2", report([], "retreat"), lied);
    const sends = Array.from({ length: 20 }, (_, to) => ({
      to: `lieutenant${to}`,
      tag: "Report",
      payload: report([`lieutenant${to % 10}`], "attack"),
    }));
    const told16 = turn(2, "lieutenant1", { reads: [...honest, lie, lie], state: [], sends });
    const text = flat(
      checkText(withTurns(told16, turn(3, "commander", { reads: honest })), around),
    );
    expect(text).toContain(
      "reads 16 messages, 2 of them lies: reads Report {path: [], order: retreat} from lieuten",
    );
    expect(text.match(/<< LIE/g)).toHaveLength(2);
    expect(text).toContain("sends 20 messages, the first of them Report {path: [lieutenant0]");
    expect(text).toContain("reads 14 messages, all of them true");
    expect(text).not.toContain("from lieutenant3");
  });

  it("keeps a decision in sight beside hundreds of reports", () => {
    const heard = Array.from({ length: 300 }, (_, at) => report([`lieutenant${at}`], "attack"));
    const state = { heard, decision: "retreat" };
    const text = checkText(withTurns(turn(2, "lieutenant1", { state })), around);
    expect(flat(text)).toMatch(
      /lieutenant1 \{heard: \[\{path: .{300,400} more\], decision: retreat\}/,
    );
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(printShort("x".repeat(900), 400)).toHaveLength(400);
    expect(printShort([1, 2], 400)).toBe("[1, 2]");
  });

  it("cannot move the cursor, whatever its names and values are", () => {
    const evil = "\u001b[2J\u202e";
    const read = told(evil, { [evil]: evil }, { rule: evil, section: evil, source: evil, ...lied });
    const other = { tag: evil, payload: evil };
    const reads = [read, { ...read, message: other, truth: other }, { ...read, message: null }];
    const hostile = turn(2, "lieutenant1", { reads, state: evil });
    const { counterexample } = withTurns(hostile);
    const text = textOf({ counterexample: { ...counterexample!, traitors: [evil] } });
    // What is looked for is what must not be there.
    // oxlint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(text).toContain("\\u{1b}[2J\\u{202e}");
    expect(text).not.toContain("\\\\u");
  });
});
