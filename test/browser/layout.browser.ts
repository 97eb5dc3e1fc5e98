/** A page fits screens and paper, in the colours that one wants. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { htmlOf } from "../../checks/reports/page/html.ts";
import { madeUp, rounds } from "../pages/made-up.ts";
import { A4, DESK, PHONE, usePages } from "./browser.ts";
import { written } from "./written.ts";

const open = usePages();
const html = await written("check", "two-phase-commit", "--bug", "decides-on-first-vote");
const lies = await written("check", "oral-messages", "--scenario", "three-generals-one-traitor");
const crowd = htmlOf(await madeUp(rounds(20, 40)));
const long = htmlOf(await madeUp(rounds(4, 200)));

const PAGES = [
  ["a trace", html],
  ["a trace with lies", lies],
  ["20 nodes", crowd],
  ["200 steps", long],
] as const;

const widthOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth);

describe.each(PAGES)("the page of %s", (_, html) => {
  it.each([DESK, PHONE])("is no wider than a screen of %o", async (viewport) => {
    const page = await open(html, { viewport });
    expect(await widthOf(page)).toBe(viewport.width);
    await page.getByText("More about it").click();
    await page.keyboard.press("Home");
    expect(await widthOf(page)).toBe(viewport.width);
  });

  it("shows on a desk the diagram, the count and the sentence at once", async () => {
    const page = await open(html);
    await page.keyboard.press("k");
    for (const part of [".stage", ".count", ".panel.step > p", ".cursor", "[aria-current]"]) {
      const { x, y, width, height } = (await page.locator(part).first().boundingBox())!;
      expect([part, x >= 0, y >= 0]).toEqual([part, true, true]);
      expect([part, x + width <= DESK.width, y + height <= DESK.height]).toEqual([
        part,
        true,
        true,
      ]);
    }
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  it("leaves the diagram its room where all that can be opened is open", async () => {
    const page = await open(html);
    await page.getByText("More about it").click();
    const { height } = (await page.locator(".stage").boundingBox())!;
    expect(height).toBeGreaterThan(200);
  });
});

describe("on paper", () => {
  it("controls are gone, and every row is there with its sentence", async () => {
    const page = await open(long, { viewport: A4 });
    await page.emulateMedia({ media: "print" });
    for (const part of [".controls", ".theme", ".veil", ".keys", "summary"])
      expect([part, await page.locator(part).first().isVisible()]).toEqual([part, false]);
    const shown = await page.evaluate(() => {
      const frame = document.querySelector(".stage")!.getBoundingClientRect();
      return [...document.querySelectorAll(".sentences li")].filter((row) => {
        const { bottom, right, width } = row.getBoundingClientRect();
        return width >= 100 && bottom <= frame.bottom && right <= frame.right;
      }).length;
    });
    expect(shown).toBe(200);
    const frames = await page.evaluate(() =>
      [".stage", ".panels", ".source pre", ".strip"].filter((part) =>
        [...document.querySelectorAll(part)].some(
          ({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1,
        ),
      ),
    );
    expect(frames).toEqual([]);
  });

  it("a long trace takes as many sheets as it needs", async () => {
    const sheets = async (html: string): Promise<number> => {
      const page = await open(html);
      const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
      return [...pdf.matchAll(/\/Type \/Page\b/g)].length;
    };
    expect(await sheets(html)).toBeLessThanOrEqual(3);
    // 200 rows, of which no more than 28 are on one sheet.
    expect(await sheets(long)).toBeGreaterThanOrEqual(8);
  });

  it("it is light, whatever was chosen for the screen", async () => {
    const page = await open(html, { colorScheme: "dark" });
    await page.getByLabel("colours").selectOption("dark");
    await page.emulateMedia({ media: "print" });
    expect(await paperOf(page)).toBe(LIGHT);
  });
});

const paperOf = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const [LIGHT, DARK] = ["rgb(255, 255, 255)", "rgb(20, 23, 28)"];

describe("colours", () => {
  it("are those of the system, until one chooses", async () => {
    const page = await open(html, { colorScheme: "dark" });
    const choice = page.getByLabel("colours");
    expect(await paperOf(page)).toBe(DARK);
    await page.emulateMedia({ colorScheme: "light" });
    expect(await paperOf(page)).toBe(LIGHT);
    await choice.selectOption("dark");
    expect(await paperOf(page)).toBe(DARK);
    await page.emulateMedia({ colorScheme: "dark" });
    await choice.selectOption("light");
    expect(await paperOf(page)).toBe(LIGHT);
    await choice.selectOption("system");
    expect(await paperOf(page)).toBe(DARK);
  });

  it("of steps do not move, so that nobody has to ask for less of it", async () => {
    const page = await open(html);
    for (const key of ["Home", "ArrowRight", "End"]) {
      await page.keyboard.press(key);
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    }
  });
});
