/** Whatever a model names things, a page shows it as text, and as nothing else. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, it } from "vitest";
import { htmlOf } from "../../checks/reports/page/html.ts";
import { shownPath } from "../../checks/reports/places.ts";
import { harmless } from "../../checks/reports/terminal.ts";
import type { Counterexample } from "../../checks/trace.ts";
import { write } from "../cli/strategos.ts";
import { madeUp } from "../pages/made-up.ts";
import { received, step, trace, why } from "../reports/steps.ts";
import { DESK, PHONE, usePages } from "./browser.ts";
import { shownBy } from "./shown.ts";

const open = usePages();
const folder = mkdtempSync(join(tmpdir(), "strategos-hostile-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NAMES = [
  `</script><script>alert(1)</script>`,
  `<img src=x onerror="window.taken = 1">`,
  `--><svg onload="window.taken = 1">`,
  `<!--<script>`,
  `"quoted" 'twice' \`and\` \\ &lt;b&gt; &#60;`,
  "two\u2028lines\u2029of\nthem",
  "\u202eturned\u2066 around\u200b",
  "__proto__",
  "constructor",
  `very_long_name_without_any_space${"_and_longer".repeat(20)}`,
];

const SOURCE = ["rule({", ...NAMES.map((name) => `  // ${name.replaceAll("\n", " ")}`), "});"];

/** Each name is one of everything that has a name. */
const malice = (): Counterexample => {
  const file = write(folder, "<b>model<svg onload=alert(1)>.ts", ...SOURCE);
  const place = `${shownPath(file)}:1`;
  const steps = NAMES.map((name, at) => {
    const [node, from] = [NAMES[(at + 1) % NAMES.length]!, name];
    const message = { tag: name, payload: { [name]: name, list: [name, [name]] } };
    const part = { message, state: { [name]: NAMES }, source: place, section: name, rule: name };
    return received(node, from, { ...part, sends: [{ to: name, ...message }] });
  });
  const [first = ""] = NAMES;
  return trace(NAMES, [step("crash", first), ...steps], {
    path: first,
    why: why({
      property: first,
      source: place,
      nodes: NAMES,
      seen: NAMES.map((node) => ({ node, value: { [node]: node } })),
      truths: NAMES.map((property) => ({
        property,
        kind: "always",
        holds: [...NAMES.map(() => true), true, false].slice(1),
      })),
      heard: Object.fromEntries(NAMES.map((name) => [name, { [first]: 1 }])),
      past: [1, 2],
    }),
  });
};

const opened = async (viewport: typeof DESK | typeof PHONE): Promise<Page> => {
  const [first = ""] = NAMES;
  const all = NAMES.join(" ");
  const page = await madeUp(
    malice(),
    { model: first, scenario: all, property: first, parameters: { [first]: NAMES } },
    NAMES,
  );
  return open(htmlOf(page), { viewport });
};

const walked = async (page: Page): Promise<void> => {
  await page.getByText("More about it").click();
  await page.keyboard.press("Home");
  for (let step = 0; step <= NAMES.length; step++) await page.keyboard.press("ArrowRight");
};

describe("names of malice", () => {
  it("are text, whatever they would be as a page", async () => {
    const page = await opened(DESK);
    await walked(page);
    const taken = await page.evaluate(() => ({
      window: "taken" in window,
      scripts: document.scripts.length,
      theirs: document.querySelectorAll("img, [onload], [onerror], body b b, main script").length,
      prototype: Object.keys(Object.prototype),
    }));
    // The document is one, and what reads it is the other.
    expect(taken).toEqual({ window: false, scripts: 2, theirs: 0, prototype: [] });
  });

  it("are shown, with what would be invisible in them", async () => {
    const page = await opened(DESK);
    const names = NAMES.map(harmless);
    expect(await page.locator(".lanes .node").allTextContents()).toEqual(names);
    expect(await page.title()).toBe(
      `${names[0]}, scenario ${names.join(" ")}, bug decides-on-first-vote · Strategos`,
    );
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    const shown = await shownBy(page);
    expect(shown.said).toMatch(`step 2: ${names[1]} receives ${names[0]}`);
    expect(shown.words).toEqual(names.map((name) => `${name}: holds`));
    expect(await page.locator(".source pre").first().textContent()).toBe(
      `${SOURCE.map(harmless).join("\n")}\n`,
    );
  });

  it.each([DESK, PHONE])("do not make the page wider than $width", async (viewport) => {
    const page = await opened(viewport);
    await walked(page);
    const { scrollWidth, clientWidth } = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    expect(clientWidth).toBe(viewport.width);
    expect(scrollWidth).toBe(viewport.width);
    const { height } = (await page.getByRole("region", { name: "diagram" }).boundingBox())!;
    expect(height).toBeGreaterThan(250);
  });
});
