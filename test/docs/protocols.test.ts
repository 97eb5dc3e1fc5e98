/** The pages of `docs/protocols`, against what the models and the checker say now. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { catalogue } from "../../models/index.ts";
import { PAGES, protocolPages } from "../../scripts/protocol-pages.ts";
import { root } from "../cli/strategos.ts";

const names = ["README.md", ...catalogue.map(({ name }) => `${name}.md`)];

/** The texts in folded blocks, in their order. */
const storiesOf = (page: string): readonly string[] =>
  [...page.matchAll(/^```text\n(counterexample: [^]*?)^```$/gm)].map(([, text = ""]) => text);

describe("the pages of protocols", () => {
  let pages: ReadonlyMap<string, string> = new Map();
  // Every scenario and every bug of the catalogue is searched for them.
  beforeAll(async () => {
    pages = await protocolPages();
  }, 240_000);

  it.for(names)("say what the models say: %s", (name) => {
    const written = readFileSync(`${PAGES}${name}`, "utf8");
    expect(written, `docs/protocols/${name} is out of date: run \`npm run docs\``).toBe(
      pages.get(name),
    );
  });

  it("are there for the protocols of the catalogue, and for no other", () => {
    expect(readdirSync(PAGES).toSorted()).toEqual(names.toSorted());
  });

  it.for(catalogue)("show the counterexamples of test/traces: $name", ({ name }) => {
    const folder = join(root, "test/traces", name);
    const goldens = readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));
    expect(storiesOf(pages.get(`${name}.md`) ?? "").toSorted()).toEqual(goldens.toSorted());
  });

  it("say nothing of time, and nothing of this machine", () => {
    for (const [name, page] of pages) {
      expect(page, name).not.toMatch(/\d s\b|states\/s|MiB/);
      expect(page, name).not.toContain(root);
    }
  });

  it("lead to lines that are there", () => {
    for (const [name, page] of pages)
      for (const [, file = "", line] of page.matchAll(/\]\((\.\.\/[^)#]+)(?:#L(\d+))?\)/g)) {
        const text = readFileSync(join(PAGES, file), "utf8").split("\n");
        expect(text[Number(line ?? 1) - 1]?.trim(), `${name}: ${file}`).toMatch(/\S/);
      }
  });
});
