/** What is claimed of the protocol, and what became of it in the scenarios. */
import type { Property } from "../../../models/protocol.ts";
import { groupedBy } from "../../grouped.ts";
import type { PropertyReport } from "../../report.ts";
import { named, prose, tableOf } from "../markdown.ts";
import { propertyLink } from "./links.ts";
import { inScenarios } from "./rules.ts";
import { commentAbove } from "../source-comments.ts";
import type { Protocol } from "./protocol.ts";

/** Paragraphs of Markdown. */
export const propertiesText = (protocol: Protocol): readonly string[] => {
  const { model, source } = protocol;
  const properties = Object.entries(model.properties);
  const used = Object.keys(KINDS).filter((kind) => properties.some(([, it]) => it.kind === kind));
  const rows = properties.map(([name, { kind }]) => [
    propertyLink(model, name),
    kind,
    prose(commentAbove(source, "properties", name) ?? ""),
    statusText(protocol, name),
  ]);
  return [
    "## Properties",
    used.map((kind) => `- ${named(kind)}: ${KINDS[kind as Kind]}`).join("\n"),
    tableOf(["property", "kind", "in words", "in the scenarios"], rows).join("\n"),
  ];
};

type Kind = Property["kind"];

const KINDS: Readonly<Record<Kind, string>> = {
  always: "true in every state that can be reached",
  alwaysStep: "true of every step, of what was before it and what is after it",
  sometimes: "true in some state; if not, what holds would say little",
  atQuiescence: "true wherever nothing can happen any more, except a fault",
  noDeadlock: "nothing else than an end may stop a run",
  eventually: "true at some time in every fair run",
};

/** By status, the rarest first: `violated in one; holds in the others`. */
const statusText = ({ scenarios }: Protocol, name: string): string => {
  const all = scenarios.map(({ complete }) => complete.scenario);
  const found = scenarios.flatMap(({ complete: { scenario, properties } }) =>
    properties
      .filter((it) => it.name === name)
      .map(({ status }) => ({ scenario, status: STATUSES[status] })),
  );
  const groups = [...groupedBy(found, ({ status }) => status)];
  return groups
    .toSorted(([, a], [, b]) => a.length - b.length)
    .map(([status, of], at) => {
      const names = of.map(({ scenario }) => scenario);
      const isRest = groups.length > 1 && at === groups.length - 1;
      return `${status} ${isRest ? "in the others" : inScenarios(names, all)}`;
    })
    .join("; ");
};

const STATUSES: Readonly<Record<PropertyReport["status"], string>> = {
  holds: "holds",
  violated: "**violated**",
  met: "met",
  "not-met": "**not met**",
  "out-of-reach": "out of reach",
  unknown: "unknown",
};
