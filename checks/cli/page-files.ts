/** The files of `--out` where there is one document, and its page. */
import { UsageError } from "../errors.ts";
import type { PageDocument } from "../reports/page/document.ts";
import { htmlOf } from "../reports/page/html.ts";
import { destinationIn, type Destination } from "./destination.ts";
import { published } from "./trace-files.ts";

/** As `commander` gives them. */
export interface OutFlags {
  readonly out?: string;
  readonly force?: true;
}

/** Known before anything is read. */
export const assertForced = ({ out, force }: OutFlags): void => {
  if (force && out === undefined) throw new UsageError("--force is for --out only");
};

/** Null where nothing is to be written. @param name of the files, as `bounds`. */
export const destinationOf = (name: string, { out, force }: OutFlags): Destination | null =>
  out === undefined ? null : destinationIn(out, [`${name}.json`, `${name}.html`], !!force);

export const writePage = (
  { write }: Destination,
  document: object,
  page: Exclude<PageDocument, { readonly kind: "trace" }>,
): void => write([published(page.kind, document), htmlOf(page)]);
