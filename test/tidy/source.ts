import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A file by its path from the root of the repository, always with `/`. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** A source whose comments and strings are blank, so that words in prose break no rule. */
export interface Code extends Source {
  /** Comments and the insides of strings are spaces; positions and lines stay. */
  readonly code: string;
  /** Comments are spaces. */
  readonly uncommented: string;
}

const GENERATED = new Set([".git", "node_modules", "dist", "coverage", "out"]);

/** Every text file under the root, tracked or about to be; what tools generate is left out. */
export function readSources(root: string, folder = ""): Source[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return GENERATED.has(entry.name) ? [] : readSources(root, path);
    if (!entry.isFile()) return [];
    const text = readFileSync(join(root, path), "utf8");
    return text.includes("\0") ? [] : [{ path, text }];
  });
}

export function isProgram({ path }: Source): boolean {
  return /^(?:models|checks|impl|pages|test|bench|scripts)\/.*\.(?:tsx?|mjs|js)$/.test(path);
}

export function toCode({ path, text }: Source): Code {
  // By units of UTF-16, as the positions of matches are.
  const code = text.split("");
  const uncommented = text.split("");
  for (const { start, end, comment } of proseOf(text)) {
    const quote = comment ? 0 : 1;
    for (let position = start; position < end; position++) {
      if (text[position] === "\n") continue;
      if (comment) uncommented[position] = " ";
      if (position >= start + quote && position < end - quote) code[position] = " ";
    }
  }
  return { path, text, code: code.join(""), uncommented: uncommented.join("") };
}

interface Prose {
  readonly start: number;
  readonly end: number;
  readonly comment: boolean;
}

const COMMENT = /\/\/.*|\/\*[^]*?\*\//;
const QUOTED = /"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'/;
// A slash opens a pattern only where an operand may stand; elsewhere it divides.
const OPERAND = /(?<=^|[(,=:[!&|?;{+*%<>~^-]\s*|\b(?:return|case|of|in|typeof)\s+)/;
const PATTERN = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\//;
const TOKEN = `${COMMENT.source}|${QUOTED.source}|${OPERAND.source}${PATTERN.source}|[\`{}]`;

/** Comments, strings and patterns in order; code inside a template's `${}` counts as code. */
function* proseOf(text: string): Generator<Prose> {
  const token = new RegExp(TOKEN, "g");
  const template = /(?:\\[^]|\$(?!\{)|[^`\\$])*(?:`|\$\{|$)/y;
  const outer: number[] = [];
  let depth = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const found = match[0];
    const start = match.index;
    if (found === "{") depth++;
    else if (found === "`" || (found === "}" && depth === 0 && outer.length > 0)) {
      if (found === "}") depth = outer.pop() ?? 0;
      template.lastIndex = token.lastIndex;
      template.test(text);
      token.lastIndex = template.lastIndex;
      yield { start, end: template.lastIndex, comment: false };
      if (text[template.lastIndex - 1] === "{") {
        outer.push(depth);
        depth = 0;
      }
    } else if (found === "}") depth--;
    else yield { start, end: token.lastIndex, comment: /^\/[/*]/.test(found) };
  }
}

/** A violation as editors and terminals link it. */
export function at({ path, text }: Source, position: number, what: string): string {
  return `${path}:${text.slice(0, position).split("\n").length} ${what}`;
}
