/** The page that leads to those of all protocols. */
import { match } from "ts-pattern";
import { counted } from "../figures.ts";
import { escaped, listed, prose, tableOf } from "../markdown.ts";
import { harmless } from "../terminal.ts";
import { countOf } from "./nodes.ts";
import { GENERATED } from "./page.ts";
import type { Protocol } from "./protocol.ts";
import { groupedBy } from "../../grouped.ts";
import { openingOf } from "./source-comments.ts";

export const indexOf = (protocols: readonly Protocol[]): string => {
  const rows = protocols.map((protocol) => {
    const { name, source } = protocol.model;
    return [
      `[${escaped(harmless(name))}](${encodeURIComponent(name)}.md)`,
      escaped(harmless(source)),
      rolesText(protocol),
      verdictsText(protocol),
      counted(protocol.bugs.length, "bug"),
    ];
  });
  const summaries = protocols.map(({ model, source }) => {
    const link = `[${escaped(harmless(model.name))}](${encodeURIComponent(model.name)}.md)`;
    return `- ${link}: ${prose(openingOf(source).summary)}`;
  });
  return `${[
    "# Protocols",
    "What there is in the catalogue, and what the checker finds in it. Each page has the nodes, the " +
      "rules with their sections of the paper, the properties, the scenarios with their figures, " +
      "and the counterexample of every bug.",
    tableOf(["protocol", "source", "nodes", "scenarios", "bugs"], rows).join("\n"),
    summaries.join("\n"),
    "---",
    GENERATED,
  ].join("\n\n")}\n`;
};

/** `1 coordinator, 2 to 3 participant` */
const rolesText = ({ model }: Protocol): string =>
  Object.keys(model.vocabulary.roles)
    .map((role) => `${countOf(model, role)} ${escaped(harmless(role))}`)
    .join(", ");

/** `4: 3 hold, 1 is violated` */
const verdictsText = ({ scenarios }: Protocol): string => {
  const groups = groupedBy(scenarios, ({ report }) => report.verdict);
  const parts = [...groups.values()].map((of) => {
    const verdict = of[0]?.report.verdict ?? "invalid-model";
    const one = of.length === 1;
    return match(verdict)
      .with("holds-within-bounds", () => `${of.length} ${one ? "holds" : "hold"}`)
      .with("violated", () => `${of.length} violated`)
      .with("budget-exceeded", () => `${of.length} unknown`)
      .with("vacuous", () => `${of.length} vacuous`)
      .with("invalid-model", () => `${of.length} invalid`)
      .exhaustive();
  });
  return `${scenarios.length}: ${listed(parts)}`;
};
