/** Links from a page in `docs/protocols` into the source of its model. */
import { escaped } from "../markdown.ts";
import { harmless } from "../terminal.ts";
import { locateRules } from "../locate.ts";

const ROOT = "../../";

export const fileLink = (file: string): string =>
  `[${escaped(harmless(file))}](${ROOT}${addressOf(file)})`;

/** Shown as `line 88`; where a function was written elsewhere, with its file. */
export const lineLink = (of: object, file: string): string => {
  const place = placeOf(of);
  if (place === null) return "unknown";
  const shown = place.file === file ? `line ${place.line}` : `${place.file}, line ${place.line}`;
  return `[${escaped(harmless(shown))}](${ROOT}${addressOf(place.file)}#L${place.line})`;
};

/** A text that leads to where a function was written, if that is known. */
export const linked = (text: string, of: object): string => {
  const place = placeOf(of);
  return place === null ? text : `[${text}](${ROOT}${addressOf(place.file)}#L${place.line})`;
};

const placeOf = (of: object): { readonly file: string; readonly line: string } | null => {
  const [place = null] = locateRules([of]);
  const [, file, line] = /^(.*):(\d+)$/.exec(place ?? "") ?? [];
  return file === undefined || line === undefined ? null : { file, line };
};

const addressOf = (file: string): string =>
  encodeURI(file).replaceAll(/[()]/g, (mark) => (mark === "(" ? "%28" : "%29"));
