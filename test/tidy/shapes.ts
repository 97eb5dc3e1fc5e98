import type { Code } from "./source.ts";

/** So many lines of one shape, one after the other, are no accident. */
const LINES = 6;

interface Line {
  readonly number: number;
  /** Its words are gone, so that a copy with other names has the same. */
  readonly shape: string;
}

interface Place {
  readonly file: string;
  readonly lines: readonly Line[];
  readonly start: number;
}

/** An implementation that repeats its model would agree with it in every mistake. */
export function findCopiedShapes(files: readonly Code[]): string[] {
  const models = placesOf(files.filter(({ path }) => path.startsWith("models/")));
  return files
    .filter(({ path }) => path.startsWith("impl/"))
    .flatMap((file) => copiesIn(file.path, linesOf(file), models));
}

/** Where each run of lines stands, by its shape. */
function placesOf(files: readonly Code[]): ReadonlyMap<string, readonly Place[]> {
  const places = new Map<string, Place[]>();
  for (const code of files) {
    const lines = linesOf(code);
    for (let start = 0; start + LINES <= lines.length; start++) {
      const shape = shapeAt(lines, start);
      const place = { file: code.path, lines, start };
      places.set(shape, [...(places.get(shape) ?? []), place]);
    }
  }
  return places;
}

/** The longest copy that begins at a line; one that was found is left behind as a whole. */
function copiesIn(
  path: string,
  lines: readonly Line[],
  models: ReadonlyMap<string, readonly Place[]>,
): string[] {
  const copies: string[] = [];
  for (let start = 0; start + LINES <= lines.length; start++) {
    const here: Place = { file: path, lines, start };
    const found = (models.get(shapeAt(lines, start)) ?? [])
      .map((place) => ({ place, length: commonLength(here, place) }))
      .toSorted((a, b) => b.length - a.length)[0];
    if (found === undefined) continue;
    copies.push(`${nameOf(here)} has ${found.length} lines of the shape of ${nameOf(found.place)}`);
    start += found.length - 1;
  }
  return copies;
}

function nameOf({ file, lines, start }: Place): string {
  return `${file}:${lines[start]!.number}`;
}

function commonLength(a: Place, b: Place): number {
  let length = LINES;
  const shapeIn = ({ lines, start }: Place): string | undefined => lines[start + length]?.shape;
  while (shapeIn(a) !== undefined && shapeIn(a) === shapeIn(b)) length++;
  return length;
}

function shapeAt(lines: readonly Line[], start: number): string {
  return lines
    .slice(start, start + LINES)
    .map(({ shape }) => shape)
    .join("\n");
}

const IMPORT =
  /^(?:import|export)\b[^;"'`()]*?\bfrom\s*["'][^"'\n]*["'];?|^import\s*["'][^"'\n]*["'];?/gm;
const WORD = /#?[\w$]+|"[^"\n]*"|'[^'\n]*'|`[^`\n]*`/g;
// What a copyist cannot rename.
const KEPT = new RegExp(
  `^(?:${[
    "break|case|class|const|continue|default|do|else|export|extends|for|function|if|in|interface",
    "let|new|null|of|readonly|return|static|switch|this|throw|type|undefined|while|yield",
  ].join("|")})$`,
);

/** Lines of code that say something: neither comments nor imports, nor brackets alone. */
function linesOf({ code }: Code): readonly Line[] {
  return code
    .replace(IMPORT, (statement) => statement.replace(/[^\n]/g, ""))
    .split("\n")
    .map((text, index) => ({ number: index + 1, text }))
    .filter(({ text }) => /\w/.test(text))
    .map(({ number, text }) => ({ number, shape: shapeOf(text) }));
}

function shapeOf(text: string): string {
  return text
    .trim()
    .replace(WORD, (word) => (KEPT.test(word) ? word : "_"))
    .replace(/\s+/g, " ");
}
