/** Whoever has no mouse reaches everything, sees where the focus is, and can do the same. */
import { describe, expect, it } from "vitest";
import { htmlOf } from "../../checks/reports/page/html.ts";
import { madeUp, rounds } from "../pages/made-up.ts";
import { usePages } from "./browser.ts";
import { stepOf } from "./shown.ts";
import { focus, stopsIn } from "./tab-stops.ts";
import { written } from "./written.ts";

const open = usePages();
const html = await written("check", "two-phase-commit", "--bug", "decides-on-first-vote");

describe("by Tab alone", () => {
  it("every control is reached, and shows that it has the focus", async () => {
    const stops = await stopsIn(await open(html));
    expect(stops.map(({ name }) => name)).toEqual([
      "colours",
      "More about it",
      "to the start",
      "one step back",
      "one step on",
      "to the end",
      "step",
      "and 4 that never change",
      "space-time diagram",
      "5 participant2 on expiry of CoordinatorTimeout",
      "details",
      "source",
    ]);
    expect(stops.filter(({ hasOutline }) => !hasOutline)).toEqual([]);
  });

  it("the way is no longer where there are more steps", async () => {
    const counts: number[] = [];
    for (const steps of [20, 200]) {
      const page = await open(htmlOf(await madeUp(rounds(4, steps))));
      counts.push((await stopsIn(page)).length);
    }
    expect(counts[1]).toBe(counts[0]);
  });
});

describe("without a mouse", () => {
  it("the controls work by Enter and Space, and keep the focus", async () => {
    const page = await open(html);
    await focus(page, "one step back");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Space");
    expect(await stepOf(page)).toBe(3);
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    expect(await stepOf(page)).toBe(0);
    // It leads nowhere now, and is where it was.
    await page.keyboard.press("Enter");
    expect(await stepOf(page)).toBe(0);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await stepOf(page)).toBe(1);
  });

  it("what is hidden is opened, and closed again", async () => {
    const page = await open(html);
    const more = page.getByText("to see it again");
    expect(await more.isVisible()).toBe(false);
    await focus(page, "More about it");
    await page.keyboard.press("Enter");
    expect(await more.isVisible()).toBe(true);
    await page.keyboard.press("Space");
    expect(await more.isVisible()).toBe(false);

    const properties = page.locator(".property");
    expect(await properties.count()).toBe(2);
    await focus(page, "and 4 that never change");
    await page.keyboard.press("Enter");
    expect(await properties.count()).toBe(6);
    await page.keyboard.press("Enter");
    expect(await properties.count()).toBe(2);
  });

  it("colours are chosen, and their keys do not step", async () => {
    const page = await open(html);
    await focus(page, "colours");
    await page.keyboard.press("ArrowDown");
    expect(await page.locator("html").getAttribute("data-theme")).toBe("light");
    await page.keyboard.press("End");
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
    expect(await stepOf(page)).toBe(5);
  });

  it("a source that is longer than its frame has the keys for scrolling", async () => {
    const page = await open(html, { viewport: { width: 1280, height: 620 } });
    await focus(page, "source");
    // Browsers scroll smoothly, and may be asked again before they are there: one key is enough.
    const left = await page.evaluate(() =>
      ["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End"].filter((key) => {
        const press = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
        return document.activeElement!.dispatchEvent(press);
      }),
    );
    expect(left).toEqual(["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End"]);
    await page.keyboard.press("End");
    const top = () => page.evaluate(() => document.activeElement!.scrollTop);
    await expect.poll(top).toBeGreaterThan(0);
    expect(await stepOf(page)).toBe(5);
    // What it does not need is for stepping.
    await page.keyboard.press("ArrowLeft");
    expect(await stepOf(page)).toBe(4);
  });

  it("a diagram that is wider than its frame is scrolled sideways, and no other way", async () => {
    const page = await open(htmlOf(await madeUp(rounds(20, 40))));
    await focus(page, "space-time diagram");
    const left = () => page.evaluate(() => document.querySelector(".stage")!.scrollLeft);
    const before = await left();
    expect(before).toBe(0);
    await page.keyboard.press("ArrowRight");
    await expect.poll(left).toBeGreaterThan(before);
    expect(await stepOf(page)).toBe(40);
    await page.keyboard.press("ArrowUp");
    expect(await stepOf(page)).toBe(39);
  });
});
