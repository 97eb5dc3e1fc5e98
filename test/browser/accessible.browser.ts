/** What axe can find out about a page: names, roles, contrast, what scrolls, what is reached. */
import axe from "axe-core";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { DESK, PHONE, usePages } from "./browser.ts";
import { written } from "./written.ts";

const open = usePages();

/** Each with what can be opened in it. */
const PAGES = [
  ["a trace", "check two-phase-commit --bug decides-on-first-vote", "More about it"],
  ["a trace with crashes", "check three-phase-commit --bug commits-on-votes", "More about it"],
  ["lies", "check oral-messages --scenario three-generals-one-traitor", "More about it"],
  ["a witness", "witness two-phase-commit commits", "More about it"],
] as const;

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

describe.each(PAGES)("the page of %s", (_, command, summary) => {
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
    await page.getByText(summary).click();
    await page.keyboard.press("ArrowLeft");
    expect(await found(page)).toEqual([]);
    await page.keyboard.press("Home");
    expect(await found(page)).toEqual([]);
  });
});

it("is found by these checks, what is serious", async () => {
  const html = (await written(...PAGES[0][1].split(" "))).replace("<html lang", "<html data-lang");
  const page = await open(html);
  await page.evaluate(() => document.body.append(document.createElement("button")));
  expect(await found(page)).toEqual(["button-name body > button", "html-has-lang html"]);
});
