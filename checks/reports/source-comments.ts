/** What the source of a model says in comments, where it is sure what they are about. */

export interface Opening {
  /** What the protocol is, in a sentence or two. */
  readonly summary: string;
  /** `Source`, `Network`, `Left out` and others of this form. */
  readonly labelled: readonly (readonly [label: string, text: string])[];
  /** The paragraphs below. */
  readonly rest: readonly string[];
}

/** The comment with which a file begins. */
export const openingOf = (source: string): Opening => {
  const [, comment = ""] = /^\/\*\*\n([^]*?)\n \*\/$/m.exec(source) ?? [];
  const paragraphs = textOf(comment).split(/\n{2,}/);
  const [summary = "", ...others] = paragraphs;
  const isLabelled = (paragraph: string): boolean => LABEL.test(paragraph);
  return {
    summary: onOneLine(summary),
    labelled: others.filter(isLabelled).flatMap(labelsOf),
    rest: others.filter((paragraph) => !isLabelled(paragraph)).map(onOneLine),
  };
};

/** A label, two spaces or more, and a text of which later lines are indented. */
const LABEL = /^([A-Z][a-z]*(?: [a-z]+)?) {2,}(?=\S)/m;

const labelsOf = (paragraph: string): readonly (readonly [string, string])[] =>
  paragraph.split(/\n(?=\S)/).map((part) => {
    const [start = "", label = ""] = LABEL.exec(part) ?? [];
    return [label, onOneLine(part.slice(start.length))];
  });

const textOf = (comment: string): string =>
  comment
    .split("\n")
    .map((line) => line.replace(/^ *\* ?/, "").trimEnd())
    .join("\n");

const onOneLine = (text: string): string => text.trim().replaceAll(/\s+/g, " ");

/**
 * The comment right above an entry of `properties`, `scenarios` or `bugs`, or null: also where the
 * model is not laid out as the formatter does, or has two such entries.
 */
export const commentAbove = (source: string, table: string, name: string): string | null => {
  const [head, ...more] = source.split(`\n  ${table}: {\n`).slice(1);
  if (head === undefined || more.length > 0) return null;
  const [inside = ""] = head.split(/^ {2}\},?$/m);
  const lines = inside.split("\n");
  const keys = [`    ${name}: `, `    ${JSON.stringify(name)}: `];
  const found = lines.flatMap((line, at) => (keys.some((key) => line.startsWith(key)) ? [at] : []));
  const [at] = found;
  return at === undefined || found.length > 1 ? null : commentEndingAt(lines.slice(0, at));
};

const commentEndingAt = (lines: readonly string[]): string | null => {
  const above = lines.join("\n");
  const [, block] = /(?:^|\n) {4}\/\*\*((?:(?!\*\/)[^])*)\*\/$/.exec(above) ?? [];
  if (block !== undefined) return onOneLine(textOf(block));
  const [run] = /(?:(?:^|\n) {4}\/\/.*)+$/.exec(above) ?? [];
  return run === undefined ? null : onOneLine(run.replaceAll(/^ {4}\/\//gm, ""));
};
