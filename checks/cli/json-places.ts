/** Where in a JSON text something is: `JSON.parse` tells neither lines nor the place of a field. */

type Path = readonly PropertyKey[];

const space = /[ \t\r\n]*/y;
// What JSON forbids in strings are just the control characters.
// oxlint-disable-next-line no-control-regex
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const scalar = new RegExp(
  `${string.source}|true|false|null|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?`,
  "y",
);

/** `line:column` of the first character that is not JSON; null if all is. */
export const placeOfFault = (text: string): string | null => {
  const reader = new Reader(text, null);
  try {
    reader.whole();
    return null;
  } catch {
    return reader.place();
  }
};

/** The line of the value at a path, or of the nearest value around it. */
export const lineOfValue = (text: string, path: Path): number => {
  const reader = new Reader(text, path.map(String));
  try {
    reader.whole();
  } catch {
    // Deeper than the stack: the last value that was seen is near enough.
  }
  return lineAt(text, reader.found);
};

const lineAt = (text: string, at: number): number => text.slice(0, at).split("\n").length;

class Reader {
  /** Where the value on the path starts, as deep as the path could be followed. */
  found = 0;
  readonly #text: string;
  readonly #path: readonly string[] | null;
  #at = 0;

  constructor(text: string, path: readonly string[] | null) {
    this.#text = text;
    this.#path = path;
  }

  whole(): void {
    this.#value(0);
    this.#take(space);
    if (this.#at < this.#text.length) throw new SyntaxError();
  }

  place(): string {
    const before = this.#text.slice(0, this.#at);
    return `${lineAt(this.#text, this.#at)}:${this.#at - before.lastIndexOf("\n")}`;
  }

  /** @param depth how much of the path leads here; -1 off the path */
  #value(depth: number): void {
    this.#take(space);
    if (depth >= 0) this.found = this.#at;
    const first = this.#text[this.#at];
    if (first === "{") this.#items("}", depth, () => this.#name());
    else if (first === "[") this.#items("]", depth, (index) => String(index));
    else this.#take(scalar, true);
  }

  #items(end: string, depth: number, name: (index: number) => string): void {
    this.#at++;
    this.#take(space);
    for (let index = 0; this.#text[this.#at] !== end; index++) {
      if (index > 0) this.#take(/,/y, true);
      this.#take(space);
      const here = name(index);
      const onPath = depth >= 0 && this.#path?.[depth] === here;
      this.#value(onPath ? depth + 1 : -1);
      this.#take(space);
    }
    this.#at++;
  }

  #name(): string {
    const name = this.#take(string, true);
    this.#take(space);
    this.#take(/:/y, true);
    return String(JSON.parse(name));
  }

  #take(pattern: RegExp, required = false): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined && required) throw new SyntaxError();
    this.#at += found?.length ?? 0;
    return found ?? "";
  }
}
