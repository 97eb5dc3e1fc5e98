/** A grid of verdicts: each failing cell opens its counterexample, and leads back to itself. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { PHONE, usePages } from "./browser.ts";
import { stepOf } from "./shown.ts";
import { focus, stopsIn } from "./tab-stops.ts";
import { written } from "./written.ts";

const open = usePages();
const html = await written("bounds", "oral-messages", "--nodes", "3..4");

const FAILING = "nodes 3, traitors 1: violated: 1 lie";
const LINK = `${FAILING} ic2, 1 lie, 2 messages (opens its counterexample)`;
const OTHER =
  "nodes 4, traitors 2: violated: 2 lies ic2, 2 lies, 5 messages (opens its counterexample)";
const HASH = "#nodes-3-traitors-1";
const OTHER_HASH = "#nodes-4-traitors-2";

interface Place {
  readonly hash: string;
  readonly isGrid: boolean;
  readonly cell: string | null;
  /** A heading, or where a link leads to. */
  readonly focus: string | null;
}

/** What is shown; of a cell that is open its place, as the way to the others has it. */
const placeIn = (page: Page): Promise<Place> =>
  page.evaluate(() => {
    const { activeElement: element } = document;
    const heading = element?.querySelector("b")?.textContent;
    return {
      hash: location.hash,
      isGrid: document.querySelector(".grid") !== null,
      cell: document.querySelector(".cells-nav [aria-current=page]")?.textContent ?? null,
      focus: element === document.body ? null : (heading ?? element?.getAttribute("href") ?? null),
    };
  });

/** A browser follows an address when it comes to it. */
const expectPlace = (page: Page, place: Place): Promise<void> =>
  expect.poll(() => placeIn(page)).toEqual(place);

const OPEN: Place = { hash: HASH, isGrid: false, cell: "nodes 3, traitors 1", focus: FAILING };
const grid = (hash: string, focused: string | null): Place => ({
  hash,
  isGrid: true,
  cell: null,
  focus: focused,
});

const click = (page: Page): Promise<void> => page.getByRole("link", { name: LINK }).click();

describe("a grid", () => {
  it("names rows and columns, and says of each cell in words how it fares", async () => {
    const page = await open(html);
    const tree = await page.getByRole("table").ariaSnapshot();
    const names = [...tree.matchAll(/- '?(\w+) "([^"]+)"/g)].map(([, role, name]) => [role, name]);
    expect(names.filter(([role]) => role !== "row")).toEqual([
      ["table", "oral-messages: verdicts by nodes and traitors"],
      ["columnheader", "traitors"],
      ["columnheader", "nodes"],
      ["columnheader", "traitors 0"],
      ["columnheader", "traitors 1"],
      ["columnheader", "traitors 2"],
      ["rowheader", "nodes 3"],
      ["cell", "holds 20 states by search"],
      ["cell", LINK],
      ["link", LINK],
      ["cell", "n/a"],
      ["rowheader", "nodes 4"],
      ["cell", "holds 26 states by search"],
      ["cell", "holds 222 states by search"],
      ["cell", OTHER],
      ["link", OTHER],
    ]);
    const words = page.locator(".cell :is(.word, .more):visible");
    expect(await words.allTextContents()).toEqual([
      "holds",
      "20 states by search",
      "violated: 1 lie",
      "ic2, 1 lie, 2 messages",
      "n/a",
      "holds",
      "26 states by search",
      "holds",
      "222 states by search",
      "violated: 2 lies",
      "ic2, 2 lies, 5 messages",
    ]);
    await page.setViewportSize(PHONE);
    const short = ["holds", "violated: 1 lie", "n/a", "holds", "holds", "violated: 2 lies"];
    expect(await words.allTextContents()).toEqual(short);
  });

  it("takes no key for itself, neither before a cell was open nor after", async () => {
    const page = await open(html);
    const taken = () =>
      page.evaluate(() =>
        ["ArrowRight", "ArrowDown", "PageDown", "End", "Escape"].filter((key) => {
          const press = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
          return !document.activeElement!.dispatchEvent(press);
        }),
      );
    expect(await taken()).toEqual([]);
    await expectPlace(page, grid("", null));
    await click(page);
    await expectPlace(page, OPEN);
    await page.keyboard.press("Home");
    expect(await stepOf(page)).toBe(0);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    expect(await stepOf(page)).toBe(2);
    await page.keyboard.press("Escape");
    expect(await taken()).toEqual([]);
    await expectPlace(page, grid("#grid", HASH));
    // Whoever comes again begins at the end, as the first time.
    await page.keyboard.press("Enter");
    await expectPlace(page, OPEN);
    expect(await stepOf(page)).toBe(6);
  });
});

describe("a cell that fails", () => {
  it("is opened by Enter, and Escape leads back to it", async () => {
    const page = await open(html);
    await focus(page, FAILING);
    await page.keyboard.press("Enter");
    await expectPlace(page, OPEN);
    expect(await stepOf(page)).toBe(6);
    await page.keyboard.press("Escape");
    await expectPlace(page, grid("#grid", HASH));
    await page.keyboard.press("Escape");
    await expectPlace(page, grid("#grid", HASH));
  });

  it("is opened by a click, and closed by the way back or by the browser", async () => {
    const page = await open(html);
    await click(page);
    await expectPlace(page, OPEN);
    await page.getByRole("link", { name: "grid" }).click();
    await expectPlace(page, grid("#grid", HASH));
    await page.goBack();
    await expectPlace(page, OPEN);
    await page.goBack();
    await expectPlace(page, grid("", HASH));
    await page.goForward();
    await expectPlace(page, OPEN);
  });

  it("leads to the others that fail, and back to the one that was open last", async () => {
    const page = await open(html, { hash: HASH });
    await page.getByRole("link", { name: "nodes 4, traitors 2" }).click();
    const other = "nodes 4, traitors 2";
    await expectPlace(page, {
      hash: OTHER_HASH,
      isGrid: false,
      cell: other,
      focus: `${other}: violated: 2 lies`,
    });
    const last = await stepOf(page);
    await page.keyboard.press("ArrowLeft");
    expect(await stepOf(page)).toBe(last - 1);
    await page.keyboard.press("Escape");
    await expectPlace(page, grid("#grid", OTHER_HASH));
  });
});

describe("an address", () => {
  it("opens the cell that it names", async () => {
    const page = await open(html, { hash: HASH });
    await expectPlace(page, OPEN);
    expect(await page.locator(".story strong, .story .end").first().textContent()).toBe(
      "violates ic2",
    );
  });

  it("that names no failing cell does no harm", async () => {
    const page = await open(html, { hash: "#nodes-3-traitors-0" });
    await expectPlace(page, grid("#nodes-3-traitors-0", null));
    for (const hash of ["#nodes-9-traitors-9", "#%E0%A4%A", "#<b>", "#document", "#"]) {
      await page.evaluate((to) => (location.hash = to), HASH);
      await expectPlace(page, OPEN);
      await page.evaluate((to) => (location.hash = to), hash);
      const shown = await page.evaluate(() => location.hash);
      await expectPlace(page, grid(shown, HASH));
    }
  });
});

describe("by Tab alone", () => {
  it("every failing cell is reached, and shows that it has the focus", async () => {
    const stops = await stopsIn(await open(html));
    expect(stops.map(({ name }) => name)).toEqual([
      "colours",
      "grid",
      expect.stringContaining(FAILING),
      expect.stringContaining("nodes 4, traitors 2: violated: 2 lies"),
    ]);
    expect(stops.filter(({ hasOutline }) => !hasOutline)).toEqual([]);
  });

  it("whoever opens a cell comes to what is in it, and from the top to the ways out", async () => {
    const page = await open(html, { hash: HASH });
    const [first, ...others] = await stopsIn(page);
    expect(first?.name).toBe("More about it");
    const stops = await stopsIn(page);
    expect(stops.slice(4)).toEqual([first, ...others]);
    expect(stops.slice(0, 4).map(({ name }) => name)).toEqual([
      "colours",
      "← grid Esc",
      "nodes 3, traitors 1",
      "nodes 4, traitors 2",
    ]);
    expect(stops.filter(({ hasOutline }) => !hasOutline)).toEqual([]);
  });
});
