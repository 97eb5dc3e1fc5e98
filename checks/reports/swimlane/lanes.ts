/** Which nodes have a lane, how far the lanes stand apart, and what stands above them. */

/** What a picture is made of: the nodes that take part, and the rest of which nothing is drawn. */
export interface Lanes {
  readonly nodes: readonly string[];
  /** Columns from one lane to the next. */
  readonly gap: number;
  /** Of the number before the picture, with its marks. */
  readonly start: number;
  /** Columns that the sentence may take. */
  readonly room: number;
  /** Whether the sentence stands below the picture, since there is no room beside it. */
  readonly isBelow: boolean;
}

/** A sentence that is narrower breaks up into single words. */
const LEAST_ROOM = 32;
const GOOD_ROOM = 50;
const GAPS = [6, 5, 4, 3, 2] as const;
const USUAL_GAP = 4;
/** Of a sentence below the lanes. */
const BELOW = 6;

export const lanesFor = (nodes: readonly string[], steps: number, width: number): Lanes => {
  const start = 2 + String(steps).length + 1;
  const roomAt = (gap: number): number => width - start - widthOf(nodes, gap);
  const longest = Math.max(0, ...nodes.map(({ length }) => length));
  const wide = GAPS.findLast((gap) => gap >= USUAL_GAP && gap > longest);
  const beside = [...(wide === undefined ? [] : [wide]), ...GAPS.filter((gap) => gap <= USUAL_GAP)];
  const gap =
    beside.find((one) => roomAt(one) >= GOOD_ROOM) ??
    beside.findLast((one) => roomAt(one) >= LEAST_ROOM);
  if (gap !== undefined) return { nodes, gap, start, room: roomAt(gap), isBelow: false };
  const below = beside.find((one) => roomAt(one) >= 0);
  return below === undefined
    ? { nodes: [], gap: USUAL_GAP, start, room: width - start, isBelow: false }
    : { nodes, gap: below, start, room: width - BELOW, isBelow: true };
};

/** One column before the first lane and one after the last are for marks beside it. */
export const widthOf = (nodes: readonly string[], gap: number): number =>
  nodes.length === 0 ? 0 : 1 + nodes.length * gap + 1;

export const columnOf = (at: number, gap: number): number => 1 + at * gap;

/** Up to so many long names stand one below the other, each above its lane. */
const STAIRS = 7;

/** The names above their lanes; where they are many, numbers below what they have in common. */
export const headingOf = (
  { nodes, gap, start }: Lanes,
  traitors: readonly string[],
  width: number,
): readonly string[] => {
  const label = (node: string): string => (traitors.includes(node) ? `${node} (traitor)` : node);
  if (nodes.length === 0) return [];
  const isShort = nodes.every((node) => label(node).length < gap);
  const stems = nodes.map(stemOf);
  const numbers = nodes.map((node, at) => node.slice((stems[at] ?? "").length));
  const groups = new Set(stems);
  const rows = isShort
    ? [nodes]
    : nodes.length <= STAIRS || groups.size > STAIRS
      ? nodes.map((node, at) => [...nodes.slice(0, at).map(() => "│"), label(node)])
      : [...stairsOf(stems), ...digitsOf(numbers)];
  return rows.map((row) => {
    const placed = row.map((text, at) => (at < row.length - 1 ? text.padEnd(gap) : text));
    return cut(`${" ".repeat(start + 1)}${placed.join("")}`.trimEnd(), width);
  });
};

/** Each word above the first lane of all that share it. */
const stairsOf = (stems: readonly string[]): readonly (readonly string[])[] =>
  stems.flatMap((stem, at) =>
    stem === stems[at - 1] ? [] : [[...stems.slice(0, at).map(() => "│"), stem]],
  );

/** One digit above the other, so that two lanes never run together. */
const digitsOf = (numbers: readonly string[]): readonly (readonly string[])[] => {
  const longest = Math.max(1, ...numbers.map(({ length }) => length));
  return Array.from({ length: longest }, (_, row) =>
    numbers.map((number) => (number === "" ? "│" : (number.padStart(longest)[row] ?? " "))),
  );
};

const stemOf = (node: string): string => node.replace(/\d+$/, "");

const cut = (line: string, width: number): string =>
  line.length <= width ? line : `${line.slice(0, width - 1)}…`;

/** Names in a row of numbers are told by the first and the last. */
const MOST_NAMED = 3;

/** `lieutenant5 ... lieutenant19`. */
export const rangesOf = (nodes: readonly string[]): string => {
  const runs: string[][] = [];
  for (const node of nodes) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && follows(last, node)) run.push(node);
    else runs.push([node]);
  }
  const told = runs.flatMap((run) =>
    run.length > MOST_NAMED ? [`${run[0] ?? ""} ... ${run.at(-1) ?? ""}`] : run,
  );
  return told.join(", ");
};

const follows = (node: string, next: string): boolean =>
  stemOf(node) === stemOf(next) &&
  Number(next.slice(stemOf(next).length)) === Number(node.slice(stemOf(node).length)) + 1;
