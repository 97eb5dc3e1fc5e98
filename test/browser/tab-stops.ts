/** Where Tab leads in a page, and how that is shown. */
import type { Page } from "playwright-core";

interface Stop {
  readonly name: string;
  readonly hasOutline: boolean;
}

/** What Tab leads to next; null where it leaves the page. */
const nextIn = async (page: Page): Promise<Stop | null> => {
  await page.keyboard.press("Tab");
  return page.evaluate((): Stop | null => {
    const { activeElement: element } = document;
    if (element === null || element === document.body) return null;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const label = element.closest("label")?.querySelector("span")?.textContent;
    const name = element.getAttribute("aria-label") ?? label ?? element.textContent;
    return {
      name: name.trim().split("\n")[0]!,
      hasOutline: outlineStyle === "solid" && parseFloat(outlineWidth) >= 2,
    };
  });
};

/** More than these are no way at all. */
const MOST = 100;

/** From the top of the page. */
export const stopsIn = async (page: Page): Promise<readonly Stop[]> => {
  const stops: Stop[] = [];
  for (let stop = await nextIn(page); stop !== null; stop = await nextIn(page)) {
    stops.push(stop);
    if (stops.length > MOST) throw new Error("Tab never leaves the page");
  }
  return stops;
};

export const focus = async (page: Page, name: string): Promise<void> => {
  for (let count = 0; count < MOST; count++)
    if ((await nextIn(page))?.name.startsWith(name)) return;
  throw new Error(`Tab never leads to ${name}`);
};
