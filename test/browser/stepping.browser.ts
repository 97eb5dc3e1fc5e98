/** A trace is stepped through by whatever is at hand, and all of the page follows. */
import { describe, expect, it } from "vitest";
import type { Page } from "playwright-core";

import { usePages } from "./browser.ts";
import { shownBy, stepOf } from "./shown.ts";
import { written } from "./written.ts";

const open = usePages();
const html = await written("check", "two-phase-commit", "--bug", "decides-on-first-vote");
const LAST = 5;

const opened = async (step = LAST): Promise<Page> => {
  const page = await open(html);
  for (let at = LAST; at > step; at--) await page.keyboard.press("ArrowLeft");
  expect(await stepOf(page)).toBe(step);
  return page;
};

describe("a page of a trace", () => {
  it("begins at its end, where the property is broken", async () => {
    const page = await opened();
    expect(await shownBy(page)).toEqual({
      count: "step 5 of 5",
      said: "step 5: participant2 on expiry of CoordinatorTimeout",
      step: [
        "Step 5",
        "participant2 on expiry of CoordinatorTimeout",
        "participant2 phase working → aborted",
      ],
      row: "5 participant2 on expiry of CoordinatorTimeout",
      arrows: [],
      words: expect.arrayContaining(["atomicity: fails", "validity-commit: fails"]),
      nodes: [
        "coordinator{phase: committed, yes: [participant1], acknowledged: []}",
        "participant1{phase: prepared, vote: yes}",
        "participant2{phase: aborted, vote: none}",
        "participant3{phase: working, vote: none}",
      ],
      changed: ["participant2"],
      onTheirWay: [
        "Commit coordinator to participant1, since step 4",
        "Prepare coordinator to participant2, since step 1",
        "Commit coordinator to participant2, since step 4",
        "Prepare coordinator to participant3, since step 1",
        "Commit coordinator to participant3, since step 4",
      ],
      places: [
        expect.stringMatching(/^models\/two-phase-commit\.ts:\d+ \(7\.4, timeout in step 2\)$/),
        expect.stringMatching(/^models\/two-phase-commit\.ts:\d+$/),
      ],
    });
  });

  it("shows at a step what it changes, and the messages that it reads and sends", async () => {
    const page = await opened(4);
    expect(await shownBy(page)).toEqual({
      count: "step 4 of 5",
      said: `step 4: ${FOURTH}`,
      step: [
        "Step 4",
        FOURTH,
        "coordinator phase collecting → committed",
        "coordinator yes + participant1",
      ],
      row: `4 ${FOURTH}`,
      arrows: [
        "Yes: participant1 to coordinator",
        "Commit: coordinator to participant1",
        "Commit: coordinator to participant2",
        "Commit: coordinator to participant3",
      ],
      words: expect.arrayContaining(["atomicity: holds", "validity-commit: fails"]),
      nodes: [
        "coordinator{phase: committed, yes: [participant1], acknowledged: []}",
        "participant1{phase: prepared, vote: yes}",
        "participant2{phase: working, vote: none}",
        "participant3{phase: working, vote: none}",
      ],
      changed: ["coordinator"],
      onTheirWay: expect.arrayContaining(["Commit coordinator to participant1, since step 4"]),
      places: [expect.stringMatching(/^models\/two-phase-commit\.ts:\d+ \(7\.4, step 3\)$/)],
    });
  });

  it("shows before the first step how everything starts", async () => {
    const page = await opened(0);
    expect(await shownBy(page)).toEqual({
      count: "step 0 of 5",
      said: "step 0: before the first step",
      step: ["Before the first step", "Nothing has happened yet."],
      row: null,
      arrows: [],
      words: expect.arrayContaining(["atomicity: holds", "validity-commit: holds"]),
      nodes: [
        "coordinator{phase: idle, yes: [], acknowledged: []}",
        "participant1{phase: working, vote: none}",
        "participant2{phase: working, vote: none}",
        "participant3{phase: working, vote: none}",
      ],
      changed: [],
      onTheirWay: [],
      places: [],
    });
  });

  it("marks the row of the step", async () => {
    const page = await opened(3);
    const [cursor, row] = await page.evaluate(() =>
      [".cursor", "li:has([aria-current=step])"].map((selector) => {
        const { top, height } = document.querySelector(selector)!.getBoundingClientRect();
        return { top, height };
      }),
    );
    expect(cursor).toEqual(row);
  });
});

const FOURTH =
  "coordinator receives Yes from participant1, " +
  "sends Commit to participant1, participant2, participant3";

describe("one steps", () => {
  it("by keys, and no further than to the ends", async () => {
    const page = await opened();
    const presses = [
      ["Home", 0],
      ["ArrowLeft", 0],
      ["PageUp", 0],
      ["ArrowRight", 1],
      ["ArrowDown", 2],
      ["ArrowLeft", 1],
      ["ArrowUp", 0],
      // A letter may be a key of whatever helps to read the page.
      ["j", 0],
      ["PageDown", 5],
      ["ArrowRight", 5],
      ["PageUp", 0],
      ["End", 5],
    ] as const;
    for (const [key, step] of presses) {
      await page.keyboard.press(key);
      expect([key, await stepOf(page)]).toEqual([key, step]);
    }
  });

  it.each(["Control", "Alt", "Meta"])("by no key that is pressed with %s", async (modifier) => {
    const page = await opened(3);
    // Home and the arrows with Alt are for browsers, which may go back.
    for (const key of ["PageUp", "End"]) {
      await page.keyboard.press(`${modifier}+${key}`);
      expect([key, await stepOf(page)]).toEqual([key, 3]);
    }
  });

  it("by buttons, of which those that lead nowhere say so", async () => {
    const page = await opened(1);
    const buttons = ["to the start", "one step back", "one step on", "to the end"];
    const press = async (name: string) => {
      await page.getByRole("button", { name, exact: true }).click({ force: true });
      const all = buttons.map((name) => page.getByRole("button", { name, exact: true }));
      const off = await Promise.all(all.map((button) => button.getAttribute("aria-disabled")));
      return { step: await stepOf(page), off: off.map((value) => value === "true") };
    };
    const [none, before, behind] = [
      [false, false, false, false],
      [true, true, false, false],
      [false, false, true, true],
    ];
    expect(await press("one step on")).toEqual({ step: 2, off: none });
    expect(await press("one step back")).toEqual({ step: 1, off: none });
    expect(await press("one step back")).toEqual({ step: 0, off: before });
    expect(await press("one step back")).toEqual({ step: 0, off: before });
    expect(await press("to the end")).toEqual({ step: 5, off: behind });
    expect(await press("one step on")).toEqual({ step: 5, off: behind });
    expect(await press("to the start")).toEqual({ step: 0, off: before });
  });

  it("by the slider, which says where it stands", async () => {
    const page = await opened();
    const slider = page.getByRole("slider", { name: "step" });
    await slider.fill("2");
    expect(await stepOf(page)).toBe(2);
    const sentence = "participant1 receives Prepare from coordinator";
    expect(await slider.getAttribute("aria-valuetext")).toBe(`step 2 of 5: ${sentence}`);
    await slider.press("ArrowRight");
    expect(await stepOf(page)).toBe(3);
    await slider.press("PageUp");
    expect(await stepOf(page)).toBe(0);
    expect(await slider.getAttribute("aria-valuetext")).toBe("before the first step");
    const { x, y, width, height } = (await slider.boundingBox())!;
    await page.mouse.click(x + width * 0.6, y + height / 2);
    expect(await stepOf(page)).toBe(3);
  });

  it("by a row, and on from there", async () => {
    const page = await opened();
    await page.getByRole("button", { name: "2 participant1 receives Prepare" }).click();
    expect(await stepOf(page)).toBe(2);
    await page.keyboard.press("ArrowDown");
    expect(await stepOf(page)).toBe(3);
  });

  it("by a cell of a property", async () => {
    const page = await opened();
    const cells = page.locator(".cells").first();
    const { width } = (await cells.boundingBox())!;
    for (const step of [0, 4, 1, 5]) {
      await cells.click({ position: { x: ((step + 0.5) * width) / (LAST + 1), y: 6 } });
      expect(await stepOf(page)).toBe(step);
    }
  });
});

describe("several traces", () => {
  it("are chosen between, and each is stepped through from its end", async () => {
    const choice = ["--bug", "sends-its-own-id-last", "--counterexamples", "2"];
    const page = await open(await written("check", "le-lann", ...choice));
    const shown = page.getByLabel("shown");
    const names = await shown.locator("option").allTextContents();
    expect(names).toEqual([
      expect.stringMatching(/^1\. counterexample: \d+ actions/),
      expect.stringMatching(/^2\. another counterexample: \d+ actions/),
    ]);
    const lengths = names.map((name) => Number(/(\d+) actions/.exec(name)?.[1]));
    expect(await stepOf(page)).toBe(lengths[0]);
    await page.keyboard.press("Home");
    const first = await page.locator(".sentences").textContent();
    await shown.selectOption({ index: 1 });
    expect(await stepOf(page)).toBe(lengths[1]);
    expect(await page.locator(".sentences").textContent()).not.toBe(first);
    // Its arrows are for the choice, as long as that has the focus.
    await page.keyboard.press("ArrowUp");
    expect(await stepOf(page)).toBe(lengths[0]);
  });
});
