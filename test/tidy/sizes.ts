import { at, type Code } from "./source.ts";

const COLUMNS = 100;
const FUNCTION_LINES = 70;

export function findLongFiles(files: readonly Code[]): string[] {
  return files.flatMap(({ path, text }) => {
    const limit = path.startsWith("models/") ? 400 : 300;
    const lines = text.replace(/\n$/, "").split("\n").length;
    return lines > limit ? [`${path}:${limit + 1} has ${lines} lines, more than ${limit}`] : [];
  });
}

/** An address cannot be broken, so its line may be longer. */
export function findLongLines(files: readonly Code[]): string[] {
  return files.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, index) => {
      return line.length > COLUMNS && !/https?:/.test(line)
        ? [`${path}:${index + 1} has ${line.length} columns, more than ${COLUMNS}`]
        : [];
    }),
  );
}

// What stands before the brace of a function's body: an arrow, or parameters and perhaps a type.
const HEAD = /=>\s*\{|\)\s*(?::\s*[\w$][^;={}()]*)?\{/g;
const CONTROL = /\b(?:if|for|for await|while|switch|catch|with)\s*$/;

/** The body is measured with its braces. Callbacks of `describe` are long by nature: not judged. */
export function findLongFunctions(files: readonly Code[]): string[] {
  return files
    .filter(({ path }) => !/\.(?:test|browser)\.ts$/.test(path))
    .flatMap((file) =>
      [...file.code.matchAll(HEAD)].flatMap(({ 0: head, index }) => {
        const { code } = file;
        if (head.startsWith(")") && CONTROL.test(code.slice(0, openingOf(code, index)))) return [];
        const open = index + head.length - 1;
        const lines = code.slice(open, closingOf(code, open)).split("\n").length;
        return lines > FUNCTION_LINES
          ? [at(file, open, `opens a function of ${lines} lines, more than ${FUNCTION_LINES}`)]
          : [];
      }),
    );
}

function closingOf(code: string, open: number): number {
  let depth = 0;
  for (let position = open; position < code.length; position++) {
    if (code[position] === "{") depth++;
    else if (code[position] === "}" && --depth === 0) return position;
  }
  return code.length;
}

function openingOf(code: string, close: number): number {
  let depth = 0;
  for (let position = close; position > 0; position--) {
    if (code[position] === ")") depth++;
    else if (code[position] === "(" && --depth === 0) return position;
  }
  return 0;
}

const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$/;

export function findOddNames(files: readonly Code[]): string[] {
  return files
    .filter(({ path }) => !path.split("/").every((name) => KEBAB.test(name)))
    .map(({ path }) => `${path}:1 is not named in kebab-case`);
}
