/** Words of TypeScript, told apart as far as colours need it. */

export interface Word {
  readonly kind: "plain" | "comment" | "string" | "keyword";
  readonly text: string;
}

const COMMENT = /\/\/.*|\/\*.*?(?:\*\/|$)|^\s*\*.*/;
const STRING = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`/;
const KEYWORD =
  /\b(?:const|let|return|if|else|null|true|false|new|typeof|function|for|of|in|switch|case)\b/;
const WORD = new RegExp(
  `(?<comment>${COMMENT.source})|(?<string>${STRING.source})|(?<keyword>${KEYWORD.source})`,
  "g",
);

export const wordsOf = (line: string): readonly Word[] => {
  const words: Word[] = [];
  let end = 0;
  for (const { 0: text, index, groups = {} } of line.matchAll(WORD)) {
    if (index > end) words.push({ kind: "plain", text: line.slice(end, index) });
    const kind = (["comment", "string", "keyword"] as const).find(
      (name) => groups[name] !== undefined,
    );
    words.push({ kind: kind ?? "plain", text });
    end = index + text.length;
  }
  return [...words, { kind: "plain", text: line.slice(end) }];
};
