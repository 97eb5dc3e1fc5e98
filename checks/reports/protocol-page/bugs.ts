/** Mistakes that were made in the model on purpose, and how each of them comes out. */
import type { Bug, Model } from "../../../models/protocol.ts";
import type { CheckReport } from "../../report.ts";
import { listed } from "../listed.ts";
import { escaped, named, prose } from "../markdown.ts";
import { harmless } from "../terminal.ts";
import { counterexampleText, lengthText } from "./counterexample.ts";
import { linked, propertyLink } from "./links.ts";
import type { Protocol } from "./protocol.ts";
import { commentAbove } from "../source-comments.ts";

/** Paragraphs of Markdown. */
export const bugsText = (protocol: Protocol): readonly string[] =>
  protocol.bugs.length === 0
    ? []
    : [
        "## Bugs",
        [
          "Each is the model with one mistake in it, and breaks the property that it has to break.",
          "No other property is judged.",
        ].join(" "),
        ...protocol.bugs.flatMap((report) => bugText(protocol, report)),
      ];

const bugText = (protocol: Protocol, report: CheckReport): readonly string[] => {
  const { model, source } = protocol;
  const name = report.bug ?? "";
  const bug = model.bugs[name];
  if (bug === undefined) return [];
  const comment = commentAbove(source, "bugs", name);
  return [
    `### ${escaped(harmless(name))}`,
    ...(comment === null ? [] : [prose(comment)]),
    [...outcomeOf(report, model), ...changesOf(bug)].join(" "),
    ...counterexampleText(protocol, report, ["--bug", name]),
  ];
};

const outcomeOf = (report: CheckReport, model: Model): readonly string[] => {
  const { counterexample, property, scenario, verdict } = report;
  if (verdict !== "violated" || property === null) return [`Its verdict is ${verdict}.`];
  const where = `Breaks ${propertyLink(model, property)} in scenario ${named(scenario)}`;
  return counterexample === null
    ? [`${where}.`]
    : [`${where}, ${lengthText(counterexample, model.vocabulary.synchronous === true)}.`];
};

/** What of the model it puts something else in the place of. */
const changesOf = ({ rules = {}, durable = {}, quorum }: Bug): readonly string[] => {
  const replaced = Object.entries(rules).flatMap(([role, table]) =>
    Object.entries(table).flatMap(([tag, rule]) =>
      rule === undefined ? [] : [linked(named(`${role}.${tag}`), rule)],
    ),
  );
  const lasting = Object.entries(durable).map(([role, fields]) =>
    fields.length === 0
      ? `nothing of ${named(role)} is durable`
      : `of ${named(role)} only ${listed(fields.map(named))} is durable`,
  );
  return [
    ...(replaced.length === 0 ? [] : [`It replaces ${listed(replaced)}.`]),
    ...(quorum === undefined ? [] : [`It has ${linked("another quorum", quorum)}.`]),
    ...(lasting.length === 0 ? [] : [`In it, ${listed(lasting)}.`]),
  ];
};
