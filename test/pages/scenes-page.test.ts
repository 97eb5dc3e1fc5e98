import { describe, expect, it } from "vitest";
import { scenes, type ScenesReport } from "../../checks/index.ts";
import type { ScenesPage } from "../../checks/reports/page/document.ts";
import { htmlOf } from "../../checks/reports/page/html.ts";
import { pageOfScenes } from "../../checks/reports/page/scenes-page.ts";
import { scenesText } from "../../checks/reports/scenes-text.ts";
import oralMessages from "../../models/oral-messages.ts";
import { sightAfter } from "../../pages/scenes/sight.ts";
import signals from "../scenes/signals.ts";
import { documentIn } from "./page-in.ts";

const COMMAND = "npx strategos scenes oral-messages";
/** The clock differs from run to run. */
const reportOf = async (parameters: Readonly<Record<string, number>>): Promise<ScenesReport> => ({
  ...(await scenes(oralMessages, { parameters })),
  seconds: 0,
});
const pageOf = async (parameters: Readonly<Record<string, number>>): Promise<ScenesPage> =>
  pageOfScenes(await reportOf(parameters), {}, COMMAND);
const three = { nodes: 3, traitors: 1 };

describe("the page of a chain", () => {
  it("says who is who in each scene, what is read there, and what is the same", async () => {
    const { chain } = await pageOf(three);
    const [attack, retreat] = ["commander: attack", "commander: retreat"];
    const lieutenant1 = { node: "lieutenant1", lines: [retreat, `lieutenant2 says: ${attack}`] };
    const lieutenant2 = { node: "lieutenant2", lines: [attack, `lieutenant1 says: ${retreat}`] };
    const lie = { givers: ["commander"], lieCount: "1 lie" };
    const reported = (from: string, to: string, said: string, path = `[${from}]`): string =>
      `${from} tells ${to} Report {path: ${path}, order: ${said}}; a loyal node would say ` +
      `{path: ${path}, order: ${said === "attack" ? "retreat" : "attack"}}`;
    expect(chain).toEqual([
      {
        ...lie,
        traitors: ["lieutenant1"],
        titles: ["loyal commander, order attack", "traitor lieutenant1"],
        readings: [
          { node: "lieutenant1", lines: null, twin: null },
          { ...lieutenant2, twin: 2 },
        ],
        lies: [reported("lieutenant1", "lieutenant2", "retreat")],
      },
      {
        ...lie,
        traitors: ["commander"],
        titles: ["traitor commander"],
        readings: [
          { ...lieutenant1, twin: 3 },
          { ...lieutenant2, twin: 1 },
        ],
        lies: [reported("commander", "lieutenant2", "attack", "[]")],
      },
      {
        ...lie,
        traitors: ["lieutenant2"],
        titles: ["loyal commander, order retreat", "traitor lieutenant2"],
        readings: [
          { ...lieutenant1, twin: 2 },
          { node: "lieutenant2", lines: null, twin: null },
        ],
        lies: [reported("lieutenant2", "lieutenant1", "attack")],
      },
    ]);
  });

  it("says of each sentence of the argument which scenes and nodes it is about", async () => {
    const { argument } = await pageOf(three);
    const told = argument.map(({ scenes: at, nodes, decides: { scene, node, order } }) =>
      [at.join(" and "), nodes.join(" and "), `${node} in ${scene} decides ${order}`].join("; "),
    );
    expect(told).toEqual([
      "1; commander and lieutenant2; lieutenant2 in 1 decides attack",
      "1 and 2; lieutenant2; lieutenant2 in 2 decides attack",
      "2; lieutenant2 and lieutenant1; lieutenant1 in 2 decides attack",
      "2 and 3; lieutenant1; lieutenant1 in 3 decides attack",
      "3; commander and lieutenant1; lieutenant1 in 3 decides retreat",
    ]);
  });

  it("has the sentences of the terminal, and no others", async () => {
    const report = await reportOf({ nodes: 7, traitors: 2, m: 1 });
    const page = pageOfScenes({ ...report, minimal: false }, {}, COMMAND);
    const text = scenesText({ ...report, minimal: false }, {}).replaceAll(/\s+/g, " ");
    const { headline, meaning, looked, doubt, conclusion, bounds, chain, argument, duties } = page;
    const sentences = [
      page.title,
      bounds.join("; "),
      headline,
      meaning,
      ...looked,
      doubt,
      conclusion,
      ...chain.flatMap(({ titles, lieCount, lies }) => [...titles, lieCount, ...lies]),
      ...argument.map(({ sentence }) => sentence),
      ...duties.map(({ name, text: asked }) => `${name} ${asked}`),
    ];
    expect(chain).toHaveLength(4);
    expect(sentences.filter((sentence) => !text.includes(sentence ?? "nothing"))).toEqual([]);
  });

  it("speaks of other models in their own words", async () => {
    const { chain } = pageOfScenes(await scenes(signals), {}, "again");
    expect(chain[0]).toMatchObject({
      titles: ["loyal lamp, order red", "traitor watcher1"],
      readings: [{ lines: null }, { lines: ["saw: red"], twin: 2 }],
    });
  });
});

describe("the page without a chain", () => {
  it.each([
    ["good", "no chain: some decision rule works", { nodes: 4, traitors: 1 }],
    ["doubtful", "vacuous", { nodes: 3, traitors: 2 }],
    ["doubtful", "budget exceeded", { nodes: 6, traitors: 2 }],
  ])("says so: %s, %s", async (tone, headline, parameters) => {
    const page = await pageOf(parameters);
    expect(page).toMatchObject({ tone, headline, chain: [], argument: [], duties: [] });
    expect(page).toMatchObject({ doubt: null, conclusion: null, command: COMMAND });
  });

  it("says which limit ended the search", async () => {
    const report = await scenes(oralMessages, { maxStates: 20 });
    expect(pageOfScenes(report, { states: "20" }, COMMAND).meaning).toBe(
      "Stopped by --max-states 20. Whether there is a chain is unknown.",
    );
  });
});

describe("names in the page of scenes", () => {
  it("end no element, begin none, and hide nothing", async () => {
    const evil = '</script><script>alert(1)</script><img src="x">\u202e\u0007';
    const report = await reportOf(three);
    const chain = report.chain!.map((scene) => ({
      ...scene,
      views: { lieutenant1: [evil], lieutenant2: { [evil]: evil } },
    }));
    const page = pageOfScenes({ ...report, model: evil, chain }, {}, evil);
    const html = htmlOf(page);
    expect(documentIn(html)).toEqual(page);
    expect(html).not.toContain("<script>alert");
    expect(html).not.toContain("<img");
    expect(JSON.stringify(page)).not.toMatch(/\p{Cc}|\p{Cf}/u);
    expect(page.title).toContain("\\u{202e}\\u{7}");
  });
});

describe("what is marked when a sentence is come to", () => {
  const known = (
    decisions: readonly { readonly order: string; readonly isKnown: boolean }[],
  ): readonly string[] => decisions.map(({ order, isKnown }) => `${order} ${isKnown}`);

  it("is nothing at first, and room is kept for what will be found", async () => {
    const sight = sightAfter((await pageOf(three)).argument, 0);
    expect([sight.isOpen, sight.means(1, "commander"), sight.finds(1, "lieutenant2")]).toEqual([
      true,
      false,
      false,
    ]);
    expect(known(sight.decisionsOf(3, "lieutenant1"))).toEqual(["attack false", "retreat false"]);
    expect(sight.decisionsOf(3, "lieutenant2")).toEqual([]);
  });

  it("is what it speaks about, in these scenes only", async () => {
    const sight = sightAfter((await pageOf(three)).argument, 2);
    const places = [1, 2, 3].flatMap((scene) =>
      ["commander", "lieutenant1", "lieutenant2"].map((node) => [scene, node] as const),
    );
    expect(places.filter(([scene, node]) => sight.means(scene, node))).toEqual([
      [1, "lieutenant2"],
      [2, "lieutenant2"],
    ]);
    expect(places.filter(([scene, node]) => sight.finds(scene, node))).toEqual([
      [2, "lieutenant2"],
    ]);
  });

  it("ends with two orders of one node in one scene", async () => {
    const { argument } = await pageOf(three);
    const before = sightAfter(argument, 4).decisionsOf(3, "lieutenant1");
    const after = sightAfter(argument, 5).decisionsOf(3, "lieutenant1");
    expect(known(before)).toEqual(["attack true", "retreat false"]);
    expect(known(after)).toEqual(["attack true", "retreat true"]);
  });
});
