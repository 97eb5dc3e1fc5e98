/**
 * Writes the pages of `docs/protocols` anew, from the models and from what the checker finds in
 * them: `npm run docs`. Pages of protocols that are no more are removed.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";

// Before anything asks how wide the terminal is: pages are as wide everywhere, and in no colour.
process.stdout.isTTY = false;
const { PAGES, protocolPages } = await import("./protocol-pages.ts");

const pages = await protocolPages();
mkdirSync(PAGES, { recursive: true });
for (const name of readdirSync(PAGES)) if (!pages.has(name)) rmSync(`${PAGES}${name}`);
for (const [name, text] of pages) writeFileSync(`${PAGES}${name}`, text);
console.log(`docs/protocols: ${pages.size} pages written`);
