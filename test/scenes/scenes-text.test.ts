import { describe, expect, it } from "vitest";
import { scenes, type ScenesReport } from "../../checks/index.ts";
import { scenesText } from "../../checks/reports/scenes-text.ts";
import model from "../../models/oral-messages.ts";
import signals from "./signals.ts";

const of = async (parameters: object, limits = {}): Promise<string> =>
  scenesText(await scenes(model, { parameters: { ...parameters } }), limits);
const generals = (nodes: number, traitors: number, m: number = traitors): Promise<string> =>
  of({ nodes, traitors, m });
/** On one line, however it was wrapped. */
const flat = (text: string): string => text.replaceAll(/\s+/g, " ");

describe("the text of a chain", () => {
  it("shows the three scenes of three generals side by side, with equal views marked", async () => {
    const text = await generals(3, 1);
    const rows = [
      ["scene 1", "scene 2", "scene 3"],
      ["loyal commander, order attack", "traitor commander", "loyal commander, order retreat"],
      ["traitor lieutenant1", "", "traitor lieutenant2"],
      ["", "", ""],
      ["lieutenant1 is a traitor", "lieutenant1 reads", "lieutenant1 reads"],
      ["", "  = same as in scene 3", "  = same as in scene 2"],
      ["", "  commander: retreat", "  commander: retreat"],
      ["", "  lieutenant2 says: commander:", "  lieutenant2 says: commander:"],
      ["", "    attack", "    attack"],
      ["", "", ""],
      ["lieutenant2 reads", "lieutenant2 reads", "lieutenant2 is a traitor"],
      ["  = same as in scene 2", "  = same as in scene 1", ""],
      ["  commander: attack", "  commander: attack", ""],
      ["  lieutenant1 says: commander:", "  lieutenant1 says: commander:", ""],
      ["    retreat", "    retreat", ""],
    ];
    const lines = rows.map((cells) =>
      cells
        .map((cell) => cell.padEnd(31))
        .join(" | ")
        .trimEnd(),
    );
    expect(text).toContain(`\n\n${lines.join("\n")}\n\n`);
    expect(text).toMatch(/^looked at {2}12 scenes and 8 views, in \d+ states, /m);
  });

  it("derives the contradiction step by step, and concludes", async () => {
    const text = flat(await generals(3, 1));
    expect(text).toContain(
      [
        "1 In scene 1 commander is loyal and orders attack,",
        "so lieutenant2 must decide attack (IC2).",
        "2 lieutenant2 reads the same in scene 2, and cannot tell it from scene 1:",
        "it decides attack there too.",
        "3 In scene 2 lieutenant2 and lieutenant1 are both loyal,",
        "so lieutenant1 decides attack too (IC1).",
        "4 lieutenant1 reads the same in scene 3, and cannot tell it from scene 2:",
        "it decides attack there too.",
        "5 In scene 3 commander is loyal and orders retreat,",
        "so lieutenant1 must decide retreat (IC2). That is a contradiction.",
        "No decision rule at all works with these messages:",
        "not that of oral-messages, nor any other.",
      ].join(" "),
    );
  });

  it("tells the lies, and what a loyal node would have said", async () => {
    const text = flat(await generals(3, 1));
    expect(text).toContain(
      "scene 1: 1 lie lieutenant1 tells lieutenant2 Report " +
        "{path: [lieutenant1], order: retreat}; " +
        "a loyal node would say {path: [lieutenant1], order: attack}",
    );
  });

  it("owns up to lies that may be more than it takes", async () => {
    const report = await scenes(model);
    const doubt = "what the traitors say; whether fewer would do was not found out\n";
    expect(scenesText(report, {})).not.toContain(doubt);
    expect(scenesText({ ...report, minimal: false }, {})).toContain(doubt);
  });

  it("puts scenes below each other where they do not fit 100 columns", async () => {
    const text = await generals(7, 2, 1);
    expect(text).toContain(
      "scene 1: loyal commander, order attack; traitors lieutenant1, lieutenant2\n" +
        "  lieutenant1 is a traitor\n  lieutenant2 is a traitor\n  lieutenant3 reads\n" +
        "    commander: attack\n",
    );
    expect(text).toMatch(/ {4}= same as in scene 4\n/);
    expect(text).not.toContain(" | ");
  });

  it("speaks of other models in their own words", async () => {
    const text = scenesText(await scenes(signals), {});
    expect(text).toMatch(/^loyal lamp, order red +\| traitor lamp +\| loyal lamp, order amber$/m);
    expect(text).toMatch(/^ {2}saw: red +\| {3}saw: red +\|$/m);
    expect(flat(text)).toContain("1 In scene 1 lamp is loyal and orders red, so watcher2 must");
    expect(text).not.toMatch(/commander|lieutenant|attack|retreat/);
  });

  it("stays within 100 columns, and claims no more than was explored", async () => {
    for (const text of [await generals(3, 1), await generals(7, 2, 1), await generals(4, 1)]) {
      expect(Math.max(...text.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(100);
      expect(text).not.toMatch(/prove[dn]|\[\d+m/);
    }
  });

  it("lets nothing in a view move the cursor", async () => {
    const report = await scenes(model);
    const chain = report.chain!.map((scene) => ({
      ...scene,
      views: { lieutenant1: ["\u001b[2J"], lieutenant2: { "\u202ename": ["\u0007"] } },
    }));
    expect(scenesText({ ...report, chain }, {})).not.toMatch(/\p{Cf}|(?!\n)\p{Cc}/u);
  });
});

describe("the text without a chain", () => {
  it("says that the model's rule holds", async () => {
    expect(flat(await generals(4, 1))).toContain(
      "no chain: some decision rule works Among 32 scenes and 24 views, no chain of equal views " +
        "leads from one order of a loyal commander to another. " +
        "So what the nodes read suffices for some decision rule, and oral-messages itself holds.",
    );
  });

  it("says where the rule is to blame, not the problem", async () => {
    expect(flat(await generals(4, 1, 2))).toContain(
      "though oral-messages itself fails here (ic1, ic2): that is the rule's fault, not the " +
        "problem's.",
    );
  });

  it("says that there are no traitors", async () => {
    expect(flat(await generals(4, 0))).toContain(
      "There are no traitors. Among 2 scenes and 6 views",
    );
  });

  it("says that nobody is left to agree with", async () => {
    const text = await generals(3, 2);
    expect(text).toContain("\nvacuous\n  Fewer than two loyal nodes remain");
    expect(text).not.toContain("looked at");
  });

  it("says what ended the search", async () => {
    const report = await scenes(model, { maxStates: 70 });
    const stoppedBy = (stopped: ScenesReport["stopped"], limits = {}): string =>
      flat(scenesText({ ...report, stopped }, limits));
    expect(stoppedBy("states", { states: "70" })).toContain("Stopped by --max-states 70. Whether");
    expect(stoppedBy("memory")).toContain(
      "Stopped by memory (three quarters of what was free when it began). Whether there is a chain",
    );
    expect(stoppedBy("memory", { memory: "9" })).toContain("Stopped by --max-memory 9. Whether");
    expect(flat(await generals(6, 2))).toContain(
      "There are about 2^28 strategies of the traitors, and up to 2,000,000 are searched.",
    );
  });
});
