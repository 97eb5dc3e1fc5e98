/** A chain of scenes: the argument is stepped through, and the picture follows it. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { usePages } from "./browser.ts";
import { focus, stopsIn } from "./tab-stops.ts";
import { written } from "./written.ts";

const open = usePages();
const html = await written("scenes", "oral-messages");

const SENTENCES = [
  "In scene 1 commander is loyal and orders attack, so lieutenant2 must decide attack (IC2).",
  "lieutenant2 reads the same in scene 2, and cannot tell it from scene 1: " +
    "it decides attack there too.",
  "In scene 2 lieutenant2 and lieutenant1 are both loyal, so lieutenant1 decides attack too (IC1).",
  "lieutenant1 reads the same in scene 3, and cannot tell it from scene 2: " +
    "it decides attack there too.",
  "In scene 3 commander is loyal and orders retreat, so lieutenant1 must decide retreat (IC2). " +
    "That is a contradiction.",
];
const LAST = SENTENCES.length;

interface Marked {
  /** The boxes that stand out, as `1 lieutenant2`. */
  readonly meant: readonly string[];
  /** The ties that stand out, as they are read where scenes stand below each other. */
  readonly ties: readonly string[];
  /** What is decided by now, as `1 lieutenant2: decides attack`. */
  readonly decided: readonly string[];
}

const markedIn = (page: Page): Promise<Marked> =>
  page.evaluate(() => {
    const boxes = [...document.querySelectorAll(".scene")].flatMap((scene, at) =>
      [...scene.querySelectorAll(".box")].map((box) => {
        const who = /(?:lieutenant|commander)\d*/.exec(box.querySelector("h3, p")!.textContent)![0];
        return { box, name: `${at + 1} ${who}` };
      }),
    );
    const isSeen = (badge: Element): boolean => getComputedStyle(badge).visibility === "visible";
    return {
      meant: boxes.flatMap(({ box, name }) => (box.matches(".meant") ? [name] : [])),
      ties: [...document.querySelectorAll(".tie.meant")].map(({ textContent }) => textContent),
      decided: boxes.flatMap(({ box, name }) =>
        [...box.querySelectorAll(".decisions > *")]
          .filter(isSeen)
          .map((badge) => `${name}: ${badge.textContent}`),
      ),
    };
  });

/** After so many sentences. */
const MARKED: readonly Marked[] = [
  { meant: [], ties: [], decided: [] },
  { meant: ["1 commander", "1 lieutenant2"], ties: [], decided: ["1 lieutenant2: decides attack"] },
  {
    meant: ["1 lieutenant2", "2 lieutenant2"],
    ties: ["lieutenant2 reads the same"],
    decided: ["1 lieutenant2: decides attack", "2 lieutenant2: decides attack"],
  },
  {
    meant: ["2 lieutenant1", "2 lieutenant2"],
    ties: [],
    decided: [
      "1 lieutenant2: decides attack",
      "2 lieutenant1: decides attack",
      "2 lieutenant2: decides attack",
    ],
  },
  {
    meant: ["2 lieutenant1", "3 lieutenant1"],
    ties: ["lieutenant1 reads the same"],
    decided: [
      "1 lieutenant2: decides attack",
      "2 lieutenant1: decides attack",
      "2 lieutenant2: decides attack",
      "3 lieutenant1: decides attack",
    ],
  },
  {
    meant: ["3 commander", "3 lieutenant1"],
    ties: [],
    decided: [
      "1 lieutenant2: decides attack",
      "2 lieutenant1: decides attack",
      "2 lieutenant2: decides attack",
      "3 lieutenant1: decides attack",
      "3 lieutenant1: decides retreat",
      "3 lieutenant1: contradiction",
    ],
  },
];

/** The number of the sentence that was come to, if all say the same. */
const sentenceOf = async (page: Page): Promise<number> => {
  const shown = await page.evaluate(() => ({
    count: document.querySelector(".count")!.textContent,
    said: document.querySelector("[aria-live]")!.textContent,
    read: document.querySelector(".said")!.textContent,
    current: [...document.querySelectorAll(".argument [aria-current=step]")].map(
      ({ textContent }) => textContent,
    ),
    value: document.querySelector<HTMLInputElement>("input[type=range]")!.value,
  }));
  const step = Number(shown.value);
  const sentence = SENTENCES[step - 1] ?? "before the first sentence";
  expect(shown).toEqual({
    count: `step ${step} of ${LAST}`,
    said: `step ${step}: ${sentence}`,
    read: sentence,
    current: step === 0 ? [] : [`${step} ${sentence}`],
    value: String(step),
  });
  return step;
};

const expectAt = async (page: Page, step: number): Promise<void> => {
  expect(await sentenceOf(page)).toBe(step);
  expect(await markedIn(page)).toEqual(MARKED[step]);
};

describe("a chain of scenes", () => {
  it("marks in both neighbours who reads the same there, and says in which one", async () => {
    const page = await open(html);
    const boxes = await page.evaluate(() =>
      [...document.querySelectorAll(".scene")].map((scene) =>
        [...scene.querySelectorAll(".box:not(.who)")].map((box) => [
          box.querySelector("h3")!.textContent,
          box.querySelector(".same")?.textContent ?? null,
          [...box.classList].filter((name) => name.startsWith("tie")).join(" "),
          [...box.querySelectorAll("li")].map(({ textContent }) => textContent).join("; "),
        ]),
      ),
    );
    const one = ["lieutenant1 reads", "commander: retreat; lieutenant2 says: commander: attack"];
    const two = ["lieutenant2 reads", "commander: attack; lieutenant1 says: commander: retreat"];
    expect(boxes).toEqual([
      [
        ["lieutenant1 is a traitor", null, "", ""],
        [two[0], "the same in scene 2", "tied tie-1", two[1]],
      ],
      [
        [one[0], "the same in scene 3", "tied tie-2", one[1]],
        [two[0], "the same in scene 1", "tied tie-1", two[1]],
      ],
      [
        [one[0], "the same in scene 2", "tied tie-2", one[1]],
        ["lieutenant2 is a traitor", null, "", ""],
      ],
    ]);
    const ties = await page.locator(".tie").allTextContents();
    expect(ties).toEqual(["lieutenant2 reads the same", "lieutenant1 reads the same"]);
    // Each is as high as the boxes that it joins, and between them.
    for (const [at, [left, right]] of [
      [0, [1, 3]],
      [1, [2, 4]],
    ] as const) {
      const tie = (await page.locator(".tie").nth(at).boundingBox())!;
      const tied = page.locator(".box:not(.who)");
      const [from, to] = [
        (await tied.nth(left).boundingBox())!,
        await tied.nth(right).boundingBox(),
      ];
      expect([tie.y, tie.height]).toEqual([from.y, from.height]);
      expect([tie.x, tie.x + tie.width]).toEqual([from.x + from.width, to?.x]);
    }
  });
});

describe("the argument is stepped through", () => {
  it("by keys sideways, and no further than to the ends", async () => {
    const page = await open(html);
    await expectAt(page, 0);
    await page.keyboard.press("ArrowLeft");
    await expectAt(page, 0);
    for (const step of [1, 2, 3, 4, 5, 5]) {
      await page.keyboard.press("ArrowRight");
      await expectAt(page, step);
    }
    await page.keyboard.press("ArrowLeft");
    await expectAt(page, 4);
    for (const key of ["ArrowDown", "ArrowUp", "j", "k", "Home", "Alt+j", "Control+ArrowRight"]) {
      await page.keyboard.press(key);
      expect([key, await sentenceOf(page)]).toEqual([key, 4]);
    }
  });

  it("by buttons and by the slider, and no further than to the ends", async () => {
    const page = await open(html);
    const presses = [
      ["one step back", 0],
      ["one step on", 1],
      ["to the end", 5],
      ["one step on", 5],
      ["one step back", 4],
      ["to the start", 0],
    ] as const;
    for (const [name, step] of presses) {
      await page.getByRole("button", { name, exact: true }).click({ force: true });
      await expectAt(page, step);
    }
    const slider = page.getByRole("slider", { name: "step" });
    await slider.fill("3");
    await expectAt(page, 3);
    expect(await slider.getAttribute("aria-valuetext")).toBe(`step 3 of 5: ${SENTENCES[2]}`);
    await slider.press("ArrowRight");
    await expectAt(page, 4);
  });

  it("by a sentence, and on from there; pointing at one only shows what it means", async () => {
    const page = await open(html);
    const sentence = (step: number) => page.locator(".argument button").nth(step - 1);
    await sentence(4).click();
    await expectAt(page, 4);
    await sentence(2).hover();
    expect(await sentenceOf(page)).toBe(4);
    expect(await markedIn(page)).toEqual(MARKED[2]);
    await page.mouse.move(1, 1);
    await expectAt(page, 4);
    await sentence(2).hover();
    // Who goes on by keys sees what is come to, wherever the mouse lies.
    await page.keyboard.press("ArrowLeft");
    await expectAt(page, 3);
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    expect(await focused()).toBe(`3 ${SENTENCES[2]}`);
    for (let step = 2; step >= -1; step--) await page.keyboard.press("ArrowLeft");
    await expectAt(page, 0);
    await page.keyboard.press("ArrowRight");
    await expectAt(page, 1);
    expect(await focused()).toBe(`1 ${SENTENCES[0]}`);
  });

  it("by keys that come faster than pages are drawn, of which none is lost", async () => {
    const page = await open(html);
    await page.locator(".argument button").first().focus();
    await expectAt(page, 1);
    await page.evaluate(async () => {
      for (let count = 0; count < 3; count++) {
        const { activeElement } = document;
        const press = new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true });
        activeElement!.dispatchEvent(press);
        // Long enough for the document, and not for the screen.
        await new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener("message", resolve);
          port1.start();
          port2.postMessage(null);
        });
      }
    });
    await expectAt(page, 4);
  });
});

describe("by Tab alone", () => {
  it("every sentence and control is reached, and shows that it has the focus", async () => {
    const page = await open(html);
    const stops = await stopsIn(page);
    expect(stops.map(({ name }) => name)).toEqual([
      "colours",
      "scenes",
      ...SENTENCES.map((sentence, at) => `${at + 1} ${sentence}`),
      "to the start",
      "one step back",
      "one step on",
      "to the end",
      "step",
    ]);
    expect(stops.filter(({ hasOutline }) => !hasOutline)).toEqual([]);
    await expectAt(page, LAST);
    await focus(page, "one step back");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Space");
    await expectAt(page, LAST - 2);
  });
});
