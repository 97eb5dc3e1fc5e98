/** The page that leads to those of all protocols. */
import type { Verdict } from "../../report.ts";
import { escaped, prose, tableOf } from "../markdown.ts";
import { harmless } from "../terminal.ts";
import { countOf } from "./nodes.ts";
import { GENERATED } from "./page.ts";
import type { Protocol } from "./protocol.ts";
import { openingOf } from "../source-comments.ts";

export const indexOf = (protocols: readonly Protocol[]): string => {
  const rows = protocols.map((protocol) => [
    linkOf(protocol),
    escaped(harmless(protocol.model.source)),
    rolesText(protocol),
    verdictsText(protocol),
    String(protocol.bugs.length),
  ]);
  const summaries = protocols.map(
    (protocol) => `- ${linkOf(protocol)}: ${prose(openingOf(protocol.source).summary)}`,
  );
  return `${[
    "# Protocols",
    WHAT,
    tableOf(["protocol", "source", "nodes", "scenarios", "bugs"], rows, 1).join("\n"),
    summaries.join("\n"),
    "---",
    GENERATED,
  ].join("\n\n")}\n`;
};

const WHAT =
  "The catalogue, and what the checker finds in it. Each page has the nodes, the rules with " +
  "their sections of the paper, the properties, the scenarios with their figures, and the " +
  "counterexample of every bug.";

const linkOf = ({ model: { name } }: Protocol): string =>
  `[${escaped(harmless(name))}](${encodeURIComponent(name)}.md)`;

/** `1 coordinator, 2 to 3 participants` */
const rolesText = ({ model }: Protocol): string =>
  Object.keys(model.vocabulary.roles)
    .map((role) => {
      const count = countOf(model, role);
      return `${count} ${escaped(harmless(role))}${count === "1" ? "" : "s"}`;
    })
    .join(", ");

/** `3 hold, 1 violated` */
const verdictsText = ({ scenarios }: Protocol): string => {
  const verdicts = scenarios.map(({ report }) => report.verdict);
  const parts = Object.entries(VERDICTS).flatMap(([verdict, [one, many]]) => {
    const { length } = verdicts.filter((it) => it === verdict);
    return length === 0 ? [] : [`${length} ${length === 1 ? one : many}`];
  });
  return parts.join(", ");
};

/** In the order in which they are told, of one and of several scenarios. */
const VERDICTS: Readonly<Record<Verdict, readonly [string, string]>> = {
  "holds-within-bounds": ["holds", "hold"],
  violated: ["violated", "violated"],
  "budget-exceeded": ["unknown", "unknown"],
  vacuous: ["vacuous", "vacuous"],
  "invalid-model": ["invalid", "invalid"],
};
