/** A page is one file: it asks for nothing else, and says nothing but what it shows. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";

import { useBrowser, useFolder } from "./browser.ts";
import { stepOf } from "./shown.ts";
import { written } from "./written.ts";

const open = useBrowser();
const save = useFolder();

const TRACES = [
  ["a vote that came too soon", "check two-phase-commit --bug decides-on-first-vote"],
  ["a cut", "check three-phase-commit --scenario network-falls-apart"],
  ["crashes", "check three-phase-commit --bug commits-on-votes"],
  ["lies", "check oral-messages --scenario three-generals-one-traitor"],
  ["losses of power", "check presumed-abort --bug coordinator-loses-its-log"],
  ["two ways to one end", "check le-lann --bug sends-its-own-id-last --counterexamples 2"],
  ["a witness", "witness two-phase-commit commits"],
] as const;

const html = await written(...TRACES[0][1].split(" "));

describe("a page", () => {
  it.each(TRACES)("of %s is shown without a word of complaint", async (_, command) => {
    const { page, complaints } = await open(save(await written(...command.split(" "))));
    const last = await stepOf(page);
    expect(last).toBeGreaterThan(0);
    await page.keyboard.press("Home");
    for (let step = 0; step <= last; step++) {
      expect(await stepOf(page)).toBe(step);
      await page.keyboard.press("ArrowRight");
    }
    await page.getByText("More about it").click();
    await page.getByLabel("colours").selectOption("dark");
    expect(complaints).toEqual([]);
  });

  it.each([
    ["a grid", "bounds oral-messages --nodes 3..4", "all 6 verdicts are those"],
    ["scenes", "scenes oral-messages", "no decision rule works: a chain of 3 scenes"],
    [
      "no scenes",
      "scenes oral-messages --nodes 4 --traitors 1",
      "no chain: some decision rule works",
    ],
  ])(
    "of %s is shown without a word of complaint, and without a network",
    async (_, command, answer) => {
      const html = await written(...command.split(" "));
      const { page, complaints } = await open(save(html), { offline: true });
      for (const link of await page.locator("a.cell").all()) {
        await link.click();
        await page.keyboard.press("Home");
        await page.keyboard.press("Escape");
      }
      for (let step = 0; step <= 5; step++) await page.keyboard.press("ArrowRight");
      await page.getByLabel("colours").selectOption("dark");
      expect(await page.getByText(answer).isVisible()).toBe(true);
      expect(complaints).toEqual([]);
    },
  );

  it("needs no network", async () => {
    const { page, complaints } = await open(save(html), { offline: true });
    expect(await stepOf(page)).toBe(5);
    expect(complaints).toEqual([]);
  });

  it("is the same where it is served", async () => {
    const { url, asked } = await serve(html);
    const { page, complaints } = await open(url);
    expect(await stepOf(page)).toBe(5);
    // A browser asks for an icon by itself.
    expect(asked.filter((path) => path !== "/favicon.ico")).toEqual(["/trace.html"]);
    expect(complaints).toEqual([]);
  });

  it("would be heard to complain", async () => {
    const broken = html.replace(
      "</body>",
      `<img src="http://127.0.0.1:9/x.png"><script>console.log(1)</script></body>`,
    );
    const { page, complaints } = await open(save(broken));
    await page.evaluate(() => console.log("heard"));
    expect(complaints).toContain("log: heard");
    expect(complaints).not.toContain("log: 1");
    expect(complaints.filter((text) => text.includes("img-src"))).not.toEqual([]);
    expect(complaints.filter((text) => text.includes("script-src"))).not.toEqual([]);
  });

  it("lets nothing be fetched, whatever runs in it", async () => {
    const { page } = await open(save(html));
    const fetched = page.evaluate(() => fetch("http://127.0.0.1:9/").then(String, String));
    expect(await fetched).toBe("TypeError: Failed to fetch");
  });
});

/** On a free port of this machine; what it is asked for, in order. */
const serve = async (html: string): Promise<{ url: string; asked: readonly string[] }> => {
  const asked: string[] = [];
  const server = createServer(({ url = "" }, response) => {
    asked.push(url);
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/trace.html`, asked };
};
