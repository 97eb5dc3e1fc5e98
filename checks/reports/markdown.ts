/** Text of a model in Markdown, where it has to stay text. */

/** Nothing in it is a mark of Markdown, except that of a heading at its start. */
export const markdownText = (text: string): string => text.replaceAll(/[\\`*_|<>[\]~]/g, "\\$&");

/** A span of code ends at as many backticks as it began with. */
export const markdownCode = (text: string): string => {
  const longest = longestTicks(text);
  const ticks = "`".repeat(longest + 1);
  const space = longest === 0 ? "" : " ";
  return `${ticks}${space}${text}${space}${ticks}`;
};

/** The same in a table, which takes every other bar for the end of its cell. */
export const cellCode = (text: string): string => markdownCode(text).replaceAll("|", "\\|");

/** A block of code ends at a line of as many backticks as it began with. */
export const fenced = (language: string, lines: readonly string[]): readonly string[] => {
  const fence = "`".repeat(Math.max(3, longestTicks(lines.join("\n")) + 1));
  return [fence + language, ...lines, fence];
};

const longestTicks = (text: string): number =>
  Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
