/** A page that needs nothing else: what was built from `pages/`, with a document in it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { packageRoot } from "../places.ts";
import { jsonText } from "../terminal.ts";
import type { PageDocument } from "./document.ts";

/** @throws Error if the pages were not built. */
export const htmlOf = (document: PageDocument): string => {
  const template = readFileSync(join(packageRoot, "dist", "pages", "index.html"), "utf8");
  const title = `${escaped(document.title)} · Strategos`;
  return put(put(template, TITLE, title), DATA, inert(document));
};

/** Where the document stands in what was built: each has a beginning and an end. */
const TITLE = /(<title>)[^<]*(<\/title>)/;
const DATA = /(<script id="document" type="application\/json">)\s*null\s*(<\/script>)/;

const put = (html: string, place: RegExp, text: string): string => {
  if (!place.test(html)) throw new Error(`the page that was built has no ${place.source}`);
  return html.replace(place, (_, start: string, end: string) => `${start}${text}${end}`);
};

/** Characters of a document that stands in a page as it is. */
const LONG = 60_000;

/** JSON in which no tag can begin, and no comment. What is long is packed, as one string. */
const inert = (document: PageDocument): string => {
  const json = jsonText(document).trim();
  return json.length > LONG
    ? JSON.stringify(deflateRawSync(json, { level: 9 }).toString("base64"))
    : json.replaceAll("<", "\\u003c");
};

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
