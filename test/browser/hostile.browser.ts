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
import { expectNothingTaken, LONG, SHORT } from "./malice.ts";
import { shownBy } from "./shown.ts";

const open = usePages();
const folder = mkdtempSync(join(tmpdir(), "strategos-hostile-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Names = readonly string[];

const sourceOf = (names: Names): readonly string[] => [
  "rule({",
  ...names.map((name) => `  // ${name.replaceAll("\n", " ")}`),
  "});",
];

/** Each name is one of everything that has a name. */
const malice = (names: Names): Counterexample => {
  const file = write(folder, "<b>model<svg onload=alert(1)>.ts", ...sourceOf(names));
  const place = `${shownPath(file)}:1`;
  const steps = names.map((name, at) => {
    const [node, from] = [names[(at + 1) % names.length]!, name];
    const message = { tag: name, payload: { [name]: name, list: [name, [name]] } };
    const part = { message, state: { [name]: names }, source: place, section: name, rule: name };
    return received(node, from, { ...part, sends: [{ to: name, ...message }] });
  });
  const [first = ""] = names;
  return trace(names, [step("crash", first), ...steps], {
    path: first,
    why: why({
      property: first,
      source: place,
      nodes: names,
      seen: names.map((node) => ({ node, value: { [node]: node } })),
      truths: names.map((property) => ({
        property,
        kind: "always",
        holds: [...names.map(() => true), true, false],
      })),
      heard: Object.fromEntries(names.map((name) => [name, { [first]: 1 }])),
      past: [1, 2],
    }),
  });
};

const pageOf = async (names: Names): Promise<string> => {
  const [first = ""] = names;
  const all = names.join(" ");
  const said = { model: first, scenario: all, property: first, parameters: { [first]: names } };
  return htmlOf(await madeUp(malice(names), said, names));
};

const walked = async (page: Page, names: Names): Promise<void> => {
  await page.getByText("More about it").click();
  await page.keyboard.press("Home");
  for (let step = 0; step <= names.length; step++) await page.keyboard.press("ArrowRight");
};

describe.each([
  ["in a document that stands there as it is", SHORT, false],
  ["in a document that is packed", LONG, true],
])("names of malice, %s,", (_, all, isPacked) => {
  it("are no part of its text", async () => {
    const [, json = ""] =
      /type="application\/json">([^]*?)<\/script>/.exec(await pageOf(all)) ?? [];
    expect(typeof JSON.parse(json)).toBe(isPacked ? "string" : "object");
    expect(json).not.toMatch(/[<\u2028\u202e\u200b]/);
  });

  it("are text, whatever they would be as a page", async () => {
    const page = await open(await pageOf(all));
    await walked(page, all);
    await expectNothingTaken(page);
  });

  it("are shown, with what would be invisible in them", async () => {
    const page = await open(await pageOf(all));
    const names = all.map(harmless);
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
      `${sourceOf(all).map(harmless).join("\n")}\n`,
    );
  });

  it.each([DESK, PHONE])("do not make the page wider than $width", async (viewport) => {
    const page = await open(await pageOf(all), { viewport });
    await walked(page, all);
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

it("a name that is too long hides no other one, and is told as a whole", async () => {
  const names = ["a", LONG.at(-1)!, "c"];
  const page = await open(htmlOf(await madeUp(trace(names, [step("crash", "a")]))));
  const heads = page.locator(".lanes .node");
  const boxes = await Promise.all([0, 1, 2].map((at) => heads.nth(at).boundingBox()));
  const edges = boxes.flatMap((box) => [box!.x, box!.x + box!.width]);
  expect(edges).toEqual(edges.toSorted((a, b) => a - b));
  expect(await heads.nth(1).getAttribute("title")).toBe(names[1]);
});
