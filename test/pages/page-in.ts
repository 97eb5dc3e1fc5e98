/** The document that stands in a page. */
import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";
import type { PageDocument } from "../../checks/reports/page/document.ts";

export const pageIn = (file: string): PageDocument => documentIn(readFileSync(file, "utf8"));

export const documentIn = (html: string): PageDocument => {
  const [, json] =
    /<script id="document" type="application\/json">([^]*?)<\/script>/.exec(html) ?? [];
  if (json === undefined) throw new Error("the page has no document");
  const written: unknown = JSON.parse(json);
  if (typeof written !== "string") return written as PageDocument;
  return JSON.parse(inflateRawSync(Buffer.from(written, "base64")).toString()) as PageDocument;
};
