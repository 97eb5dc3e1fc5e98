/** A small state graph in DOT, the language of Graphviz. */
import type { GraphState, StateGraph } from "../state-graph.ts";
import { print } from "../schema/print.ts";
import { messageText } from "./message-text.ts";
import { harmless } from "./terminal.ts";

export const dotText = (title: string, { states, transitions }: StateGraph): string => {
  const lines = [
    `digraph ${quoted([title])} {`,
    "  rankdir=TB; node [shape=box, fontname=monospace, fontsize=10];",
    "  edge [fontname=monospace, fontsize=9];",
    ...states.map((state, at) => `  s${at} [label=${labelOf(state)}${styleOf(state)}];`),
    ...transitions.map(({ from, to, node, action, about }) => {
      const words = [node, action, about].filter((word) => word !== null);
      return `  s${from} -> s${to} [label=${quoted([words.join(" ")])}];`;
    }),
    "}",
  ];
  return `${lines.join("\n")}\n`;
};

const labelOf = ({ nodes, cut, settles }: GraphState): string =>
  quoted([
    ...nodes.flatMap(({ node, state, up, inbox }) => [
      `${node}${up ? "" : " (down)"} ${print(state)}`,
      ...inbox.map((message) => `  <- ${messageText(message)} from ${message.from}`),
    ]),
    ...cut.map(([from, to]) => `cut: ${from} to ${to}`),
    ...settles.map((name) => `first: ${name}`),
  ]);

/** Initial states are bold, those outside the bounds dashed, and what settles something is full. */
const styleOf = ({ isInitial, isOutside, settles }: GraphState): string => {
  const styles = [
    ...(isInitial ? ["bold"] : []),
    ...(isOutside ? ["dashed"] : []),
    ...(settles.length > 0 ? ["filled"] : []),
  ];
  return styles.length === 0 ? "" : `, style=${quoted([styles.join(",")])}`;
};

/** Lines of text, left-aligned, in which nothing is markup. */
const quoted = (lines: readonly string[]): string => {
  const escaped = lines.map((line) =>
    harmless(line).replaceAll("\\", "\\\\").replaceAll('"', '\\"'),
  );
  return `"${escaped.join("\\l")}${lines.length > 1 ? "\\l" : ""}"`;
};
