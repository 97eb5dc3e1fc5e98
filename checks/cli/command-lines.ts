/** The command line that asks the same question again, ready to be pasted into a shell. */

export const commandLine = (...words: readonly string[]): string =>
  ["npx", "strategos", ...words].map(quoted).join(" ");

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
