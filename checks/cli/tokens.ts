/** A source text as a row of tokens: just enough of the language to find a member of an object. */

export interface Token {
  readonly kind: "mark" | "word" | "string" | "number" | "pattern";
  /** Of a string without escapes, what stands between its quotes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const SPACE = /(?:\s|\/\/.*|\/\*[^]*?\*\/)+/y;
const STRING = /"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'/y;
const NUMBER = /\d[\w.]*/y;
const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy;
const PATTERN = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/\w*/y;
/** A part of a template: up to its end, or to what is put in. */
const TEMPLATE = /(?:\\[^]|\$(?!\{)|[^`\\$])*(?:`|\$\{)/y;

export const tokensOf = (text: string): readonly Token[] => {
  const tokens: Token[] = [];
  /** For each template that is open, how many braces are open in what is put in. */
  const templates: number[] = [];
  const take = (pattern: RegExp, from: number): string | null => {
    pattern.lastIndex = from;
    return pattern.exec(text)?.[0] ?? null;
  };
  const template = (start: number, from: number): number => {
    const part = take(TEMPLATE, from);
    // A template without an end is the rest.
    if (part === null) return text.length;
    const end = from + part.length;
    if (part.endsWith("${")) templates.push(0);
    tokens.push({ kind: "string", text: "`", start, end });
    return end;
  };
  let at = 0;
  while (at < text.length) {
    const start = at + (take(SPACE, at)?.length ?? 0);
    const mark = text[start];
    if (mark === undefined) break;
    const open = templates.at(-1);
    if (mark === "`" || (mark === "}" && open === 0)) {
      if (mark === "}") templates.pop();
      at = template(start, start + 1);
      continue;
    }
    if (open !== undefined && (mark === "{" || mark === "}"))
      templates[templates.length - 1] = open + (mark === "{" ? 1 : -1);
    const token = tokenAt(take, start, mark, tokens.at(-1));
    tokens.push(token);
    at = token.end;
  }
  return tokens;
};

const tokenAt = (
  take: (pattern: RegExp, from: number) => string | null,
  start: number,
  mark: string,
  before: Token | undefined,
): Token => {
  const of = (kind: Token["kind"], text: string, whole = text): Token => ({
    kind,
    text,
    start,
    end: start + whole.length,
  });
  const string = take(STRING, start);
  if (string !== null) return of("string", string.slice(1, -1), string);
  const number = take(NUMBER, start);
  if (number !== null) return of("number", number);
  const word = take(WORD, start);
  if (word !== null) return of("word", word);
  const pattern = mark === "/" && isOperandNext(before) ? take(PATTERN, start) : null;
  return pattern === null ? of("mark", mark) : of("pattern", pattern);
};

/** Where an operand may stand, a slash opens a pattern; elsewhere it divides. */
const isOperandNext = (before: Token | undefined): boolean => {
  if (before === undefined) return true;
  if (before.kind === "mark") return !/[)\]}]/.test(before.text);
  return before.kind === "word" && /^(?:return|case|of|in|typeof)$/.test(before.text);
};
