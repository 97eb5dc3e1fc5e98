import { at, type Code, type Source } from "./source.ts";

const BANNED: readonly (readonly [RegExp, string])[] = [
  [/\basync\b/g, "async: rules are pure, and so is all beside them"],
  [/(?:[:<|&]|\bas|=>|\bextends)\s*any\b|\bany\s*(?:\[\]|>)/g, "any: schemas give the types"],
  [/\bthrow\b/g, "throw: a failed guard is null"],
];

/** Words that no model needs. `Date` and `Math.random` are banned as words of the host. */
export function findBannedWords(files: readonly Code[]): string[] {
  return files
    .filter(({ path }) => path.startsWith("models/"))
    .flatMap((file) => [
      ...BANNED.flatMap(([word, what]) =>
        [...file.code.matchAll(word)].map(({ index }) => at(file, index, what)),
      ),
      ...findTraitors(file),
    ]);
}

/**
 * Traitors belong to the engine. A model may count them in its parameters, in `traitors:` and in
 * `predicts`, but not from its first rules to its `model({`, nor in its properties.
 */
function findTraitors(file: Code): string[] {
  const { code, uncommented } = file;
  const rules = code.search(/\brules\s*\./);
  if (rules === -1) return [];
  const model = after(code, /\bmodel\s*\(/, rules) ?? code.length;
  const properties = after(code, /\bproperties\s*:/, model) ?? code.length;
  const scenarios = after(code, /\bscenarios\s*:/, properties) ?? code.length;
  return [...uncommented.matchAll(/traitor/gi)]
    .filter(
      ({ index }) => (index > rules && index < model) || (index > properties && index < scenarios),
    )
    .map(({ index }) => at(file, index, "traitor: no rule and no property mentions them"));
}

function after(text: string, pattern: RegExp, start: number): number | null {
  const index = text.slice(start).search(pattern);
  return index === -1 ? null : start + index;
}

// Written so that this file does not contain what it looks for.
const MACHINE: readonly (readonly [RegExp, string])[] = [
  [/\/(?:work|root)\//g, "a path of one machine"],
  [/\bregistry\.(?:npm|yarn)[a-z]*\./g, "the host of a registry"],
  [/"resolved": "https?:/g, "a lockfile tied to one registry"],
];

/** What only the author's machine knows; the repository must work on any other. */
export function findMachineWords(files: readonly Source[]): string[] {
  return files.flatMap((file) =>
    MACHINE.flatMap(([word, what]) =>
      [...file.text.matchAll(word)].map(({ index }) => at(file, index, what)),
    ),
  );
}
