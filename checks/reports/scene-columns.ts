/** Scenes as people compare them: side by side, or one below the other where there is no room. */
import type { Scene, ScenesReport } from "../scenes/report.ts";
import { titlesOf, twinOf, viewTexts } from "./scenes-sentences.ts";
import { paint, widthMax, wrapped } from "./terminal.ts";

/** Lines to be shown, and how many of their first characters stand before a wrapped rest. */
interface Line {
  readonly text: string;
  readonly hang: number;
}
/** What one node has read, scene by scene. */
type Block = readonly (readonly Line[])[];

/** Beyond that a table has lost its head by the time its end is read. */
const TALLEST = 40;
/** What is read may take two lines of its column, but no more. */
const MOST_LINES = 2;
const BETWEEN = " | ";

export const scenesShown = (report: ScenesReport, chain: readonly Scene[]): readonly string[] => {
  const titles = chain.map((scene) => titlesOf(report, scene));
  const readings = report.readers.map((node) => chain.map((_, at) => readingOf(chain, at, node)));
  return sideBySide(titles, readings) ?? stacked(titles, readings);
};

const readingOf = (chain: readonly Scene[], at: number, node: string): readonly Line[] => {
  const { traitors, views } = chain[at]!;
  const view = views[node];
  if (view === undefined)
    return [{ text: `${node}${traitors.includes(node) ? " is a traitor" : ""}`, hang: 2 }];
  const twin = twinOf(chain, at, node);
  const marks = twin === null ? [] : [`  = same as in scene ${twin + 1}`];
  return [
    { text: `${node} reads`, hang: 2 },
    ...[...marks, ...viewTexts(view).map((line) => `  ${line}`)].map((text) => ({ text, hang: 4 })),
  ];
};

/** Null where a column would be too narrow for what is read, or the table too tall. */
const sideBySide = (
  titles: readonly (readonly string[])[],
  readings: readonly Block[],
): readonly string[] | null => {
  const columns = titles.length;
  const width = Math.floor((widthMax - BETWEEN.length * (columns - 1)) / columns);
  const fitting = readings.map((block) =>
    block.map((lines) => lines.map((line) => fit(line, width))),
  );
  const lengths = fitting.flat(3).map(({ length }) => length);
  const heights = fitting.flat(2).map(({ length }) => length);
  if (lengths.some((length) => length > width)) return null;
  if (heights.some((height) => height > MOST_LINES)) return null;
  const heads = titles.map((title, at) => [
    `scene ${at + 1}`,
    ...title.flatMap((text) => fit({ text, hang: 2 }, width)),
  ]);
  const empty = rowsOf(
    titles.map(() => [""]),
    width,
  );
  const table = [
    ...rowsOf(heads, width, (text) => paint("strong", text)),
    ...fitting.flatMap((block) => [
      ...empty,
      ...rowsOf(
        block.map((lines) => lines.flat()),
        width,
      ),
    ]),
  ];
  return table.length > TALLEST ? null : table.map((line) => line.trimEnd());
};

const rowsOf = (
  columns: readonly (readonly string[])[],
  width: number,
  painted: (text: string) => string = (text) => text,
): readonly string[] =>
  Array.from({ length: Math.max(...columns.map(({ length }) => length)) }, (_, at) =>
    columns.map((lines) => painted((lines[at] ?? "").padEnd(width))).join(BETWEEN),
  );

const stacked = (
  titles: readonly (readonly string[])[],
  readings: readonly Block[],
): readonly string[] =>
  titles.flatMap((title, scene) => [
    ...(scene === 0 ? [] : [""]),
    ...fit({ text: `scene ${scene + 1}: ${title.join("; ")}`, hang: 2 }, widthMax).map((line) =>
      paint("strong", line),
    ),
    ...readings.flatMap((block) =>
      block[scene]!.flatMap(({ text, hang }) =>
        fit({ text: `  ${text}`, hang: hang + 2 }, widthMax),
      ),
    ),
  ]);

const fit = ({ text, hang }: Line, width: number): readonly string[] => {
  const indent = /^ */.exec(text)![0];
  return wrapped(indent, text.slice(indent.length), hang, width).split("\n");
};
