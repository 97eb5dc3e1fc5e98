/** Links from a page in `docs/protocols` into the source of its model. */
import type { Model } from "../../../models/protocol.ts";
import { locateRules } from "../locate.ts";
import { escaped, named } from "../markdown.ts";
import { harmless } from "../terminal.ts";

const ROOT = "../../";

export const fileLink = (file: string): string =>
  `[${escaped(harmless(file))}](${ROOT}${addressOf(file)})`;

/** Shown as `line 88`; where a function was written elsewhere, with its file. */
export const lineLink = (of: object, file: string): string => {
  const [place = null] = locateRules([of]);
  const [, other, line] = /^(.*):(\d+)$/.exec(place ?? "") ?? [];
  const shown = other === file ? `line ${line}` : `${other}, line ${line}`;
  return place === null ? "unknown" : linkTo(escaped(harmless(shown)), place);
};

/** A text that leads to where a function was written, if that is known. */
export const linked = (text: string, of: object): string => linkTo(text, locateRules([of])[0]);

/** The name of a property, which leads to its predicate. */
export const propertyLink = ({ properties }: Model, name: string): string => {
  const property = properties[name];
  // The function is looked for, and not called.
  // oxlint-disable-next-line unbound-method
  return property === undefined ? named(name) : linked(named(name), property.holds);
};

/** @param place as in `models/two-phase-commit.ts:88`, if it is known. */
const linkTo = (text: string, place: string | null = null): string =>
  place === null ? text : `[${text}](${ROOT}${addressOf(place).replace(/:(\d+)$/, "#L$1")})`;

const addressOf = (file: string): string =>
  encodeURI(file).replaceAll(/[()]/g, (mark) => (mark === "(" ? "%28" : "%29"));
