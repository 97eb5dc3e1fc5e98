/** How many nodes bear how many traitors, and why no rule at all would bear more. */
import { gridBody } from "../grid-markdown.ts";
import { block, escaped, folded } from "../markdown.ts";
import { scenesAnswer } from "../scenes-text.ts";
import { harmless } from "../terminal.ts";
import type { Protocol } from "./protocol.ts";
import { print } from "../../schema/print.ts";

/** Paragraphs of Markdown. */
export const traitorsText = (protocol: Protocol): readonly string[] => [
  ...gridText(protocol),
  ...scenesText(protocol),
];

const gridText = ({ model, grid, commands }: Protocol): readonly string[] =>
  grid === null
    ? []
    : [
        "## Nodes and traitors",
        "Whoever the traitors are, and whatever they say:",
        gridBody(grid),
        block("sh", commands.of("bounds", model.name)).join("\n"),
      ];

const scenesText = ({ model, scenes, commands }: Protocol): readonly string[] => {
  if (scenes === null) return [];
  const sizes = Object.entries(scenes.parameters);
  const given = sizes.map(([name, value]) => `${name} = ${print(value)}`).join(", ");
  const { nodes, traitors } = scenes.parameters;
  const size = ["--nodes", print(nodes), "--traitors", print(traitors)];
  return [
    "### Whether another rule would do",
    `In the smallest size that fails, ${escaped(harmless(given))}:`,
    folded("Scenes that a node cannot tell apart", block("text", scenesAnswer(scenes))).join("\n"),
    block("sh", commands.of("scenes", model.name, ...size)).join("\n"),
  ];
};
