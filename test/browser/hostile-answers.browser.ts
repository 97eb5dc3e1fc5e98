/** Whatever a model names things, the pages of its grid and of its scenes show it as text. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { scenes } from "../../checks/index.ts";
import { pageOfGrid } from "../../checks/reports/page/bounds-page.ts";
import { htmlOf } from "../../checks/reports/page/html.ts";
import { pageOfScenes } from "../../checks/reports/page/scenes-page.ts";
import { harmless } from "../../checks/reports/terminal.ts";
import oralMessages from "../../models/oral-messages.ts";
import { broken, cell, failureOf, gridOf } from "../pages/grids.ts";
import { DESK, PHONE, usePages } from "./browser.ts";
import { expectNothingTaken, LONG, SHORT } from "./malice.ts";

const open = usePages();

const OWN = ["lieutenant1", "lieutenant2", "commander", "attack", "retreat"];
type Five = readonly [string, string, string, string, string];
const NAMES: readonly (readonly [what: string, names: Five])[] = [
  ["as elements", [SHORT[0]!, SHORT[1]!, SHORT[2]!, SHORT[3]!, SHORT[4]!]],
  ["as words", [SHORT[5]!, SHORT[6]!, SHORT[7]!, SHORT[8]!, LONG.at(-1)!]],
];

/** With five names, wherever the model's own five stand: keys and sentences as well. */
const renamed = <T>(value: T, names: Five): T =>
  JSON.parse(
    OWN.reduce(
      (json, own, at) => json.replaceAll(own, () => JSON.stringify(names[at]).slice(1, -1)),
      JSON.stringify(value),
    ),
  ) as T;

const failure = await failureOf(3, 1);
const report = await scenes(oralMessages, { parameters: { nodes: 3, traitors: 1 } });

const gridNamed = (names: Five): string => {
  const [first] = names;
  const cells = [cell(3, 1, { ...broken, property: first, parameters: { [first]: first } })];
  const part = { model: first, bug: first, bounds: names, commandOf: () => first };
  const trace = { ...renamed(failure.trace, names), property: first };
  return htmlOf(pageOfGrid(gridOf(cells, part), [{ ...failure, trace }]));
};

const scenesNamed = (names: Five): string => {
  const [model] = names;
  const said = { ...renamed(report, names), model, parameters: { [model]: model } };
  return htmlOf(pageOfScenes(said, {}, model));
};

const expectFit = async (page: Page): Promise<void> => {
  for (const viewport of [PHONE, DESK]) {
    await page.setViewportSize(viewport);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(viewport.width);
  }
};

describe.each(NAMES)("names of malice, %s,", (_, names) => {
  const [one, two, commander, attack, retreat] = names.map(harmless);

  it("are text in a grid, and in the cell that is open", async () => {
    const page = await open(gridNamed(names));
    expect(await page.title()).toBe(
      `${one} with the bug ${one}: verdicts by nodes and traitors · Strategos`,
    );
    expect(await page.locator(".cell .more").textContent()).toBe(`${one}, 1 lie, 2 messages`);
    await expectNothingTaken(page);
    await expectFit(page);
    await page.locator("a.cell").click();
    await page.getByText("More about it").click();
    for (const key of ["Home", "j", "j", "End"]) await page.keyboard.press(key);
    await expectNothingTaken(page);
    expect(await page.locator(".lanes .node").allTextContents()).toEqual([
      commander,
      one,
      `${two}traitor`,
    ]);
    await expectFit(page);
  });

  it("are text in scenes, and in each sentence of the argument", async () => {
    const page = await open(scenesNamed(names));
    expect(await page.locator(".who p").allTextContents()).toEqual([
      `loyal ${commander}, order ${attack}`,
      `traitor ${one}`,
      `traitor ${commander}`,
      `loyal ${commander}, order ${retreat}`,
      `traitor ${two}`,
    ]);
    for (let step = 1; step <= 5; step++) await page.keyboard.press("ArrowRight");
    expect(await page.locator("[aria-live]").textContent()).toBe(
      `step 5: In scene 3 ${commander} is loyal and orders ${retreat}, ` +
        `so ${one} must decide ${retreat} (IC2). That is a contradiction.`,
    );
    expect(await page.locator(".box.found .decisions > *").allTextContents()).toEqual([
      `decides ${attack}`,
      `decides ${retreat}`,
      "contradiction",
    ]);
    await expectNothingTaken(page);
    await expectFit(page);
  });
});
