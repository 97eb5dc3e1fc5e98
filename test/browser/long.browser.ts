/** What one step costs does not depend on how many there are. */
import { describe, expect, it } from "vitest";
import type { Page } from "playwright-core";
import { htmlOf } from "../../checks/reports/page/html.ts";
import { madeUp, rounds } from "../pages/made-up.ts";
import { usePages } from "./browser.ts";
import { shownBy, stepOf } from "./shown.ts";

const open = usePages();

const opened = async (nodes: number, steps: number): Promise<Page> =>
  open(htmlOf(await madeUp(rounds(nodes, steps))));

/** How many changes of the document each key makes. */
const changesBy = (page: Page, keys: readonly string[]): Promise<readonly number[]> =>
  page.evaluate(async (keys) => {
    const counts: number[] = [];
    let count = 0;
    const observer = new MutationObserver(({ length }) => (count += length));
    const what = { subtree: true, childList: true, attributes: true, characterData: true };
    observer.observe(document.body, what);
    for (const key of keys) {
      count = 0;
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      counts.push(count);
    }
    return counts;
  }, keys);

describe("a trace of 200 steps", () => {
  it("is drawn with all its arrows, and stepped through by keys", async () => {
    const page = await opened(4, 200);
    expect(await page.locator(".diagram:not(.over) .arrow").count()).toBe(200);
    expect(await page.locator(".sentences li").count()).toBe(200);
    await page.keyboard.press("Home");
    expect(await stepOf(page)).toBe(0);
    for (let step = 10; step <= 200; step += 10) {
      await page.keyboard.press("PageDown");
      expect(await stepOf(page)).toBe(step);
    }
    await page.keyboard.press("Home");
    for (let step = 1; step <= 200; step++) await page.keyboard.press("ArrowRight");
    expect(await shownBy(page)).toMatchObject({
      count: "step 200 of 200",
      step: [
        "Step 200",
        "node4 receives Ball {lap: 198} from node3, sends Ball {lap: 199} to node1",
        "node4 balls 196 → 200",
      ],
      words: ["safe: fails", "begins: met"],
    });
  });

  it("keeps the row of the step in sight", async () => {
    const page = await opened(4, 200);
    for (const key of [
      "Home",
      "ArrowRight",
      "PageDown",
      "PageDown",
      "PageDown",
      "End",
      "ArrowUp",
    ]) {
      await page.keyboard.press(key);
      const [row, frame, heads] = await page.evaluate(() =>
        [".cursor", ".stage", ".lanes"].map((selector) => {
          const { top, bottom } = document.querySelector(selector)!.getBoundingClientRect();
          return { top, bottom };
        }),
      );
      expect([key, row!.bottom <= frame!.bottom]).toEqual([key, true]);
      expect([key, row!.top >= heads!.bottom - 1]).toEqual([key, true]);
    }
  });

  it.each([4, 20])("changes with a step as much as one of 20 steps: %s nodes", async (nodes) => {
    const keys = ["ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowRight", "ArrowRight", "ArrowRight"];
    const short = await changesBy(await opened(nodes, 20), keys);
    const long = await changesBy(await opened(nodes, 200), keys);
    expect(Math.min(...short)).toBeGreaterThan(5);
    expect(long).toEqual(short);
    expect(Math.max(...long)).toBeLessThan(60);
  });
});

describe("a trace of 20 nodes", () => {
  it("has a lane for each, and all its arrows", async () => {
    const page = await opened(20, 40);
    expect(await page.locator(".lanes .node").allTextContents()).toEqual(
      Array.from({ length: 20 }, (_, at) => `node${at + 1}`),
    );
    expect(await page.locator(".diagram:not(.over) .arrow").count()).toBe(40);
  });

  it("keeps the lane of the step in sight, and has room for its sentence", async () => {
    const page = await opened(20, 40);
    for (const key of ["End", "Home", "ArrowRight", "PageDown", "PageDown", "PageUp"]) {
      await page.keyboard.press(key);
      const step = await stepOf(page);
      if (step === 0) continue;
      const frame = (await page.locator(".stage").boundingBox())!;
      const lane = page.locator(".lanes .node").nth((step - 1) % 20);
      const { x, width } = (await lane.boundingBox())!;
      const sentence = (await page.locator("[aria-current=step]").boundingBox())!;
      expect([step, sentence.width >= 200]).toEqual([step, true]);
      expect([step, x >= frame.x, x + width <= frame.x + frame.width]).toEqual([step, true, true]);
    }
  });
});
