/** Names by which a page could be taken over, and whether it was. */
import type { Page } from "playwright-core";
import { expect } from "vitest";

export const SHORT = [
  `</script><script>alert(1)</script>`,
  `<img src=x onerror="window.taken = 1">`,
  `--><svg onload="window.taken = 1">`,
  `<!--<script>`,
  `"quoted" 'twice' \`and\` \\ &lt;b&gt; &#60;`,
  "two\u2028lines\u2029of\nthem",
  "\u202eturned\u2066 around\u200b",
  "__proto__",
  "constructor",
];
export const LONG = [...SHORT, `very_long_name_without_any_space${"_and_longer".repeat(60)}`];

export const expectNothingTaken = async (page: Page): Promise<void> => {
  const taken = await page.evaluate(() => ({
    window: "taken" in window,
    scripts: document.scripts.length,
    theirs: document.querySelectorAll("img, [onload], [onerror], body b b, main script").length,
    prototype: Object.keys(Object.prototype),
  }));
  // The document is one, and what reads it is the other.
  expect(taken).toEqual({ window: false, scripts: 2, theirs: 0, prototype: [] });
};
