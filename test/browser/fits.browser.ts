/** The pages of grids and of scenes fit screens and paper. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { htmlOf } from "../../checks/reports/page/html.ts";
import { pageOfGrid } from "../../checks/reports/page/bounds-page.ts";
import { broken, cell, failureOf, gridOf, nothing } from "../pages/grids.ts";
import { A4, DESK, PHONE, usePages } from "./browser.ts";
import { written } from "./written.ts";

const open = usePages();

/** Five rows, and something of everything. */
const gridWith = async (columns: number): Promise<string> => {
  const parts = [
    { ...broken, expected: "violated" },
    {},
    { ...broken },
    { verdict: "budget-exceeded", ...nothing },
    { verdict: "vacuous", ...nothing },
    { verdict: "n/a", expected: "n/a", ...nothing },
    { method: "composition" },
  ] as const;
  const places = [3, 4, 5, 6, 7].flatMap((nodes) =>
    Array.from({ length: columns }, (_, traitors) => [nodes, traitors] as const),
  );
  const cells = places.map(([nodes, traitors], at) =>
    cell(nodes, traitors, parts[at % parts.length]),
  );
  const failure = await failureOf(3, 1);
  const failures = cells.map(({ verdict }) => (verdict === "violated" ? failure : null));
  return htmlOf(pageOfGrid(gridOf(cells), failures));
};

const grid = await gridWith(3);
const scenes = await written("scenes", "oral-messages");
const MANY = "scenes oral-messages --nodes 7 --traitors 2 --param m=1";
const four = await written(...MANY.split(" "));
const PAGES = [
  ["a grid", grid, ""],
  ["a wide grid", await gridWith(12), ""],
  ["a cell that is open", grid, "#nodes-3-traitors-0"],
  ["scenes", scenes, ""],
  ["four scenes", four, ""],
  ["no scenes", await written(..."scenes oral-messages --nodes 4 --traitors 1".split(" ")), ""],
] as const;

const widthOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth);

/** Those that are not seen as a whole, as `.count 0`. */
const outOfView = (page: Page, parts: readonly string[]): Promise<readonly string[]> =>
  page.evaluate(
    (parts) =>
      parts.flatMap((part) => {
        const all = [...document.querySelectorAll(part)];
        if (all.length === 0) return [`no ${part}`];
        return all.flatMap((element, at) => {
          const { left, right, top, bottom } = element.getBoundingClientRect();
          const { clientWidth, clientHeight } = document.documentElement;
          const isIn = left >= 0 && top >= 0 && right <= clientWidth && bottom <= clientHeight;
          return isIn ? [] : [`${part} ${at}`];
        });
      }),
    parts,
  );

it.each(PAGES)(
  "the page of %s is no wider than a screen or a sheet of paper",
  async (_, html, hash) => {
    const page = await open(html, { hash });
    for (const [viewport, media] of [
      [DESK, "screen"],
      [PHONE, "screen"],
      [A4, "print"],
    ] as const) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ media });
      expect([media, await widthOf(page)]).toEqual([media, viewport.width]);
    }
  },
);

describe("in view", () => {
  it("of scenes that are too many for a desk are always those that are spoken of", async () => {
    const page = await open(four);
    expect(await page.locator(".scene").count()).toBe(4);
    for (let step = 1; step <= 7; step++) {
      await page.keyboard.press("ArrowRight");
      const seen = async () => [step, await outOfView(page, [".box.found .decisions"])];
      await expect.poll(seen).toEqual([step, []]);
    }
  });

  it("on a desk are all of a grid, and how far it agrees with theory", async () => {
    expect(await outOfView(await open(grid), [".cell", ".grid th", ".agreement"])).toEqual([]);
  });

  it("on a phone are all columns of a small grid, and no head of it breaks", async () => {
    const page = await open(grid, { viewport: PHONE });
    expect(await outOfView(page, ["thead th", "tr:first-child .cell"])).toEqual([]);
    const lines = await page.evaluate(() =>
      [...document.querySelectorAll("th")].map((head) => {
        const range = document.createRange();
        range.selectNodeContents(head.lastChild!);
        return [head.lastChild!.textContent, range.getClientRects().length];
      }),
    );
    const heads = ["traitors", "nodes", "0", "1", "2", "3", "4", "5", "6", "7"];
    expect(lines).toEqual(heads.map((head) => [head, 1]));
  });

  it("of a grid that is too wide for it, the rest is come to by scrolling its frame", async () => {
    const page = await open(PAGES[1][1], { viewport: PHONE });
    await page.locator("a.cell").last().focus();
    expect(await outOfView(page, ["a.cell:focus"])).toEqual([]);
  });

  it("on a desk are the boxes of three scenes, the argument and its buttons", async () => {
    const parts = [".tone", ".box", ".tie", ".argument button", ".controls button", ".count"];
    const page = await open(scenes);
    expect(await outOfView(page, parts)).toEqual([]);
    await page.keyboard.press("ArrowRight");
    expect(await outOfView(page, parts)).toEqual([]);
  });

  it("on a phone are the sentence, and what is found by it, at every step", async () => {
    const page = await open(scenes, { viewport: PHONE });
    expect(await outOfView(page, [".said", ".controls button", ".count"])).toEqual([]);
    for (let step = 1; step <= 5; step++) {
      await page.keyboard.press("ArrowRight");
      const parts = [".said", ".box.found h3", ".box.found .decisions"];
      // The picture is brought into view with the next frame.
      await expect.poll(async () => [step, await outOfView(page, parts)]).toEqual([step, []]);
      const found = (await page.locator(".box.found .decisions").boundingBox())!;
      const stepper = (await page.locator(".stepper").boundingBox())!;
      expect([step, found.y + found.height <= stepper.y]).toEqual([step, true]);
    }
  });
});

describe("on paper", () => {
  /** What is left of a frame that could be scrolled on a screen. */
  const cutIn = (page: Page, frame: string): Promise<number> =>
    page.evaluate((frame) => {
      const { scrollWidth, clientWidth } = document.querySelector(frame)!;
      return scrollWidth - clientWidth;
    }, frame);
  const sheetsOf = async (page: Page): Promise<number> => {
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    return [...pdf.matchAll(/\/Type \/Page\b/g)].length;
  };
  const areSeen = (page: Page, parts: readonly string[]): Promise<readonly boolean[]> =>
    Promise.all(parts.map((part) => page.locator(part).first().isVisible()));

  it("a grid is light, and takes one sheet; controls are gone", async () => {
    const page = await open(grid, { viewport: A4, colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(paper).toBe("rgb(255, 255, 255)");
    expect(await areSeen(page, [".theme", ".cell .word", ".legend"])).toEqual([false, true, true]);
    expect(await sheetsOf(page)).toBe(1);
    await page.evaluate(() => (location.hash = "#nodes-3-traitors-0"));
    await page.locator(".cell-title").waitFor();
    const parts = [".cells-nav", ".controls", ".theme", ".cell-title", ".sentences li"];
    expect(await areSeen(page, parts)).toEqual([false, false, false, true, true]);
    expect(await sheetsOf(page)).toBeLessThanOrEqual(3);
  });

  it("a wide grid loses no column", async () => {
    const page = await open(PAGES[1][1], { viewport: A4 });
    expect(await cutIn(page, ".grid-frame")).toBeGreaterThan(100);
    await page.emulateMedia({ media: "print" });
    expect(await cutIn(page, ".grid-frame")).toBe(0);
    expect(await widthOf(page)).toBe(A4.width);
  });

  it("scenes are there with all that is found, whatever is stepped to", async () => {
    const page = await open(scenes, { viewport: A4 });
    await page.keyboard.press("ArrowRight");
    await page.emulateMedia({ media: "print" });
    expect(await areSeen(page, [".theme", ".stepper", ".stepping"])).toEqual([false, false, false]);
    const badges = await page.evaluate(() =>
      [...document.querySelectorAll(".decisions > *")].map((badge) => [
        badge.textContent,
        getComputedStyle(badge).visibility,
      ]),
    );
    const [attack, seen] = ["decides attack", "visible"];
    expect(badges).toEqual([
      [attack, seen],
      [attack, seen],
      [attack, seen],
      [attack, seen],
      ["decides retreat", seen],
      ["contradiction", seen],
    ]);
    expect(await cutIn(page, ".chain-frame")).toBe(0);
    expect(await sheetsOf(page)).toBeLessThanOrEqual(2);
  });
});
