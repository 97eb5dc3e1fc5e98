/** `check --all --update`: figures that have changed, written into the sources of their models. */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { UsageError } from "../errors.ts";
import { packageRoot, shownPath } from "../reports/places.ts";
import { attempt } from "./attempt.ts";
import { replaceFile } from "./destination.ts";
import type { Loaded } from "./load-model.ts";
import { placeOf, writtenAs, type Pin } from "./pins.ts";

/** The source of a model as it was when it was loaded. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

export interface Update extends Pin {
  readonly file: string;
  /** Null: no literal number of the source is this figure, so that a person has to change it. */
  readonly line: number | null;
}

/** @throws UsageError where the source is not at hand, or not to be changed. */
export const sourceOf = (
  { model, module }: Loaded,
  /** Where the catalogue is. */
  installation: string = packageRoot,
): Source => {
  if (module === null && installation.split(sep).includes("node_modules"))
    throw new UsageError("--update: the catalogue is installed, and not to be changed");
  const file = module === null ? join(installation, "models", `${model.name}.ts`) : resolve(module);
  if (!existsSync(file)) throw new UsageError(`--update: ${shownPath(file)}: no such file`);
  return { file, text: readFileSync(file, "utf8") };
};

/** Replaces what it finds, in one step, and says of the rest that it did not. */
export const update = ({ file, text }: Source, pins: readonly Pin[]): readonly Update[] => {
  const found = pins.map((pin) => ({ pin, place: placeOf(text, pin) }));
  let next = text;
  for (const { pin, place } of found.toSorted((a, b) => startOf(b) - startOf(a))) {
    if (place === null) continue;
    const { start, end } = place;
    next = next.slice(0, start) + writtenAs(text.slice(start, end), pin.to) + next.slice(end);
  }
  if (next !== text) attempt("--update", () => replaceUnchanged(file, text, next));
  return found.map(({ pin, place }) => ({
    ...pin,
    file: shownPath(file),
    line: place?.line ?? null,
  }));
};

const startOf = ({ place }: { readonly place: ReturnType<typeof placeOf> }): number =>
  place?.start ?? -1;

/** Somebody may have gone on writing while the checks ran. */
const replaceUnchanged = (file: string, before: string, after: string): void => {
  if (readFileSync(file, "utf8") !== before)
    throw new Error(`${shownPath(file)} was changed meanwhile, and is left as it is`);
  replaceFile(file, after);
};
