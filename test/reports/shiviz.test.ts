/** A trace as a log for ShiViz. */
import { describe, expect, it } from "vitest";
import { check, type Counterexample } from "../../checks/index.ts";
import { instanceOf } from "../../checks/model/instance.ts";
import { shivizText } from "../../checks/reports/shiviz/shiviz.ts";
import { ACTION_KINDS, type Step } from "../../checks/trace.ts";
import oralMessages from "../../models/oral-messages.ts";
import twoPhaseCommit from "../../models/two-phase-commit.ts";
import { parsed, readLog, type LogEvent } from "./shiviz-log.ts";
import { received, step, trace, word } from "./steps.ts";

/** Of a trace that was written by hand: no model knows its nodes. */
const logOf = (shown: Counterexample): readonly LogEvent[] =>
  readLog(shivizText(instanceOf(twoPhaseCommit, {}), shown, "violates p"));

/** Each event in short: its host, and its clock without the starts of others. */
const clocksOf = (shown: Counterexample): readonly string[] =>
  logOf(shown).map(({ host, clock }) => `${host} ${JSON.stringify(clock)}`);

const turn = (node: string, part: Partial<Step> = {}): Step =>
  step("turn", node, { round: 0, ...part });

const read = (from: string, lie = false): Step["reads"][number] => ({
  from,
  message: word(),
  rule: null,
  section: null,
  source: null,
  lie,
  truth: null,
});

const toB = [{ to: "b", ...word() }];

describe("a log", () => {
  it("of actions has two lines for each, below what ShiViz reads them by", async () => {
    const choice = { scenario: "coordinator-crashes" };
    const { counterexample } = await check(twoPhaseCommit, choice);
    const instance = instanceOf(twoPhaseCommit, choice);
    const text = shivizText(instance, counterexample!, "violates nobody-blocked");
    expect(text.split("\n")).toEqual([
      String.raw`(?<event>.*)\n(?<host>\S*) (?<clock>{.*})`,
      "",
      "at first: coordinator is {phase: idle, yes: [], acknowledged: []}",
      'coordinator {"coordinator":1}',
      "at first: participant1 is {phase: working, vote: none}",
      'participant1 {"participant1":1}',
      "at first: participant2 is {phase: working, vote: none}",
      'participant2 {"participant2":1}',
      "step 1: coordinator on request Begin, sends Prepare to participant1, participant2; " +
        "phase: idle -> collecting",
      'coordinator {"coordinator":2}',
      "step 2: coordinator crashes",
      'coordinator {"coordinator":3}',
      "step 3: participant1 receives Prepare from coordinator; phase: working -> asked",
      'participant1 {"coordinator":2,"participant1":2}',
      "step 4: participant1 on request VoteYes, sends Yes to coordinator; " +
        "phase: asked -> prepared; vote: none -> yes",
      'participant1 {"coordinator":2,"participant1":3}',
      "step 5: participant2 on expiry of CoordinatorTimeout; phase: working -> aborted; " +
        "violates nobody-blocked",
      'participant2 {"participant2":2}',
      "",
    ]);
  });

  it("of rounds has what traitors say where it is heard, and no idle turns", async () => {
    const { counterexample } = await check(oralMessages);
    const text = shivizText(instanceOf(oralMessages, {}), counterexample!, "violates ic2");
    expect(text.split("\n").slice(6, -1)).toEqual([
      "at first: lieutenant2 is a traitor",
      'lieutenant2 {"lieutenant2":1}',
      "step 1: commander sends Report {path: [], order: attack} to lieutenant1, lieutenant2",
      'commander {"commander":2}',
      "step 4: lieutenant1 reads Report {path: [], order: attack} from commander; " +
        "heard: + {path: [], order: attack}; " +
        "sends Report {path: [lieutenant1], order: attack} to lieutenant2",
      'lieutenant1 {"commander":2,"lieutenant1":2}',
      "step 6: lieutenant2 says Report {path: [lieutenant2], order: retreat} (a lie) " +
        "to lieutenant1",
      'lieutenant2 {"lieutenant2":2}',
      "step 6: lieutenant1 reads Report {path: [lieutenant2], order: retreat} from lieutenant2 " +
        "<< LIE: a loyal node would say {path: [lieutenant2], order: attack}; " +
        "heard: + {path: [lieutenant2], order: retreat}; decision: null -> retreat; violates ic2",
      'lieutenant1 {"commander":2,"lieutenant1":3,"lieutenant2":2}',
    ]);
  });

  it("of no steps has the starts, which is all that there is to see", () => {
    expect(logOf(trace(["a", "b"], []))).toEqual([
      { event: "at first: a is {}", host: "a", clock: { a: 1 } },
      { event: "at first: b is {}; violates p", host: "b", clock: { b: 1 } },
    ]);
  });

  it("leads what was on its way at first back to the start of its sender", () => {
    const sent = [{ from: "a", ...toB[0]! }];
    const shown = trace(["a", "b"], [received("b", "a")], { sent });
    expect(logOf(shown)[0]?.event).toBe("at first: a is {}; Word to b is on its way");
    expect(clocksOf(shown)[2]).toBe('b {"a":1,"b":2}');
  });

  it("lets whatever follows a joint step follow all who took part", () => {
    const partners = ["b", "c"].map((node) => ({ node, state: {} }));
    const joint = step("joint", "a", { message: word("Meet"), partners });
    const shown = trace(["a", "b", "c"], [step("request", "c"), joint, step("request", "b")]);
    expect(clocksOf(shown).slice(3)).toEqual([
      'c {"c":2}',
      'a {"a":2,"b":1,"c":2}',
      'b {"a":2,"b":2,"c":2}',
      'c {"a":2,"b":1,"c":3}',
      'b {"a":2,"b":3,"c":3}',
    ]);
    expect(logOf(shown)[5]?.event).toBe("step 2: b takes part in what a does");
  });

  it("has a network, at which links are cut and healed one after the other", () => {
    const shown = trace(
      ["a", "b"],
      [
        step("request", "a", { sends: toB }),
        step("one-way", null, { side: ["a"] }),
        step("one-way", null, { side: ["b"] }),
        step("heal", null),
        received("b", "a"),
      ],
    );
    expect(clocksOf(shown).slice(3)).toEqual([
      'network {"network":1}',
      'network {"network":2}',
      'network {"network":3}',
      'b {"a":2,"b":2,"network":3}',
    ]);
    expect(logOf(shown)[3]?.event).toBe(
      "step 2: the network lets nothing pass from a to the others",
    );
  });

  it("counts what traitors say beyond six messages, and leaves an idle turn out", () => {
    const reads = Array.from({ length: 7 }, (_, at) => read("c", at < 2));
    const shown = trace(["a", "b", "c"], [turn("a"), turn("b", { reads })], { traitors: ["c"] });
    const events = logOf(shown).slice(3);
    expect(events.map(({ event }) => event.split(";")[0])).toEqual([
      "step 2: c says 7 messages, with 2 lies, to b",
      "step 2: b reads 7 messages, 2 of them lies:",
    ]);
    expect(events.map(({ clock }) => clock)).toEqual([{ c: 2 }, { b: 2, c: 2 }]);
  });

  it.each(ACTION_KINDS)("has an event of each kind of action: %s", (action) => {
    const isOfLinks = ["partition", "one-way", "heal"].includes(action);
    const one = isOfLinks
      ? step(action, null, { side: ["b"] })
      : step(action, "b", { from: "a", message: word(), sends: toB });
    const events = logOf(trace(["a", "b"], [one]));
    expect(events).toHaveLength(3);
    const isOnTheWay = ["drop", "duplicate"].includes(action);
    expect(events[2]?.host).toBe(isOfLinks || isOnTheWay ? "network" : "b");
  });
});

describe("a hostile name", () => {
  it.each([
    ["a b", "a_b"],
    ["a\nb", String.raw`a\u{a}b`],
    ["a\u00a0\u3000", "a__"],
    ["\u202ea", String.raw`\u{202e}a`],
    ["", "_"],
    ["constructor", "constructor_"],
    ["__proto__", "__proto___"],
    ["{b}", "{b}"],
    ['"a\\', '"a\\'],
    ["network", "network"],
  ])("%j is a host called %j", (name, host) => {
    const others = [step("heal", null), step("joint", name, { message: word("{}") })];
    const shown = trace([name, "b"], [...others, received("b", name)]);
    const text = shivizText(instanceOf(twoPhaseCommit, {}), shown, "violates\np");
    const hosts = readLog(text).map((event) => event.host);
    const network = name === "network" ? "network_" : "network";
    expect(hosts).toEqual([host, "b", network, host, "b"]);
    expect(parsed(String.raw`(?<event>.*)\n(?<host>\S*) (?<clock>{.*})`, text)).toHaveLength(5);
  });

  it("is no other host, whatever it looks like", () => {
    expect(clocksOf(trace(["a b", "a_b", "a\tb"], []))).toEqual([
      'a_b {"a_b":1}',
      'a_b_ {"a_b_":1}',
      String.raw`a\u{9}b {"a\\u{9}b":1}`,
    ]);
  });
});
