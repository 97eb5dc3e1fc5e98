/** A page that needs nothing else: what was built from `pages/`, with a document in it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../places.ts";
import { jsonText } from "../terminal.ts";
import type { PageDocument } from "./document.ts";

/** Where the document stands, in what was built. */
const TITLE = "<title>Strategos</title>";
const DATA = '<script id="document" type="application/json">null</script>';

/** @throws Error if the pages were not built. */
export const htmlOf = (document: PageDocument): string => {
  const template = readFileSync(join(packageRoot, "dist", "pages", "index.html"), "utf8");
  return [
    [TITLE, `<title>${escaped(document.title)} · Strategos</title>`],
    [DATA, DATA.replace("null", () => inert(document))],
  ].reduce((html, [mark = "", text = ""]) => {
    const parts = html.split(mark);
    if (parts.length !== 2) throw new Error(`the page that was built has not one ${mark}`);
    return parts.join(text);
  }, template);
};

/** JSON in which no tag can begin, and no comment. */
const inert = (document: PageDocument): string =>
  jsonText(document).trim().replaceAll("<", "\\u003c");

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
