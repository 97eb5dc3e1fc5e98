/** What axe can find out about a page: names, roles, contrast, what scrolls, what is reached. */
import axe from "axe-core";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { DESK, PHONE, usePages } from "./browser.ts";
import { written } from "./written.ts";

const open = usePages();

/** What is done in a page, one after the other, before it is looked at again. */
type Ways = readonly ((page: Page) => Promise<void>)[];

const TRACE: Ways = [
  async (page) => {
    await page.getByText("More about it").click();
    await page.keyboard.press("ArrowLeft");
  },
  (page) => page.keyboard.press("Home"),
];
const GRID: Ways = [(page) => page.getByRole("link", { name: "nodes 3, traitors 1" }).click()];
const SCENES: Ways = [
  async (page) => {
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
  },
  (page) => page.getByRole("button", { name: "to the end" }).click(),
];

const PAGES: readonly (readonly [what: string, command: string, ways: Ways])[] = [
  ["a trace", "check two-phase-commit --bug decides-on-first-vote", TRACE],
  ["a trace with crashes", "check three-phase-commit --bug commits-on-votes", TRACE],
  ["lies", "check oral-messages --scenario three-generals-one-traitor", TRACE],
  ["a witness", "witness two-phase-commit commits", TRACE],
  ["a grid, and a cell of it", "bounds oral-messages --nodes 3..4", GRID],
  ["scenes", "scenes oral-messages", SCENES],
  ["no scenes", "scenes oral-messages --nodes 4 --traitors 1", []],
];

/** As `color-contrast .count`, what is serious or worse. */
const found = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(" ")}`));
  });
};

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

describe.each(PAGES)("the page of %s", (_, command, ways) => {
  let html = "";
  beforeAll(async () => {
    html = await written(...command.split(" "));
  });

  it.each([
    ["light", DESK],
    ["dark", DESK],
    ["light", PHONE],
    ["dark", PHONE],
  ] as const)("has nothing serious against it: %s, %o", async (colorScheme, viewport) => {
    const page = await open(html, { colorScheme, viewport });
    expect(await found(page)).toEqual([]);
    for (const go of ways) {
      await go(page);
      expect(await found(page)).toEqual([]);
    }
  });
});

it("is found by these checks, what is serious", async () => {
  const html = (await written("scenes", "oral-messages")).replace("<html lang", "<html data-lang");
  const page = await open(html);
  await page.evaluate(() => document.body.append(document.createElement("button")));
  expect(await found(page)).toEqual(["button-name body > button", "html-has-lang html"]);
});
