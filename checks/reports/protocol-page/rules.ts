/** Every rule with its section of the paper, where it is written, and where it fires. */
import type { Model } from "../../../models/protocol.ts";
import { listed } from "../listed.ts";
import { escaped, named, tableOf } from "../markdown.ts";
import { harmless } from "../terminal.ts";
import { lineLink } from "./links.ts";
import type { Protocol } from "./protocol.ts";

/** Paragraphs of Markdown. */
export const rulesText = (protocol: Protocol): readonly string[] => {
  const { rules, joint = {} } = protocol.model;
  const shared = Object.entries(joint).map(([tag, { rule }]) => ({
    tag,
    rule,
    what: "joint step",
  }));
  return [
    "## Rules",
    "The last column tells in which scenarios a rule ever fires.",
    ...Object.entries(rules).flatMap(([role, table]) => {
      const written = Object.entries(table).map(([tag, rule]) => {
        return { tag, rule, what: kindOf(protocol.model, role, tag) };
      });
      return [`### Rules of ${escaped(harmless(role))}`, tableText(protocol, role, written)];
    }),
    ...(shared.length === 0
      ? []
      : ["### Steps of several nodes at once", tableText(protocol, "joint", shared)]),
  ];
};

interface Written {
  readonly tag: string;
  readonly what: string;
  readonly rule: object & { readonly section?: string };
}

const tableText = (protocol: Protocol, role: string, written: readonly Written[]): string =>
  tableOf(
    ["event", "kind", "section", "source", "fires"],
    written.map(({ tag, what, rule }) => [
      named(tag),
      what,
      rule.section === undefined ? "" : escaped(harmless(rule.section)),
      lineLink(rule, protocol.file),
      firesText(protocol, `${role}.${tag}`),
    ]),
  ).join("\n");

const kindOf = ({ vocabulary }: Model, role: string, tag: string): string => {
  const { receives = {}, timers = {}, requests = {} } = vocabulary.roles[role] ?? { state: null };
  if (tag in receives) return "message";
  if (tag in timers) return "timer";
  if (tag in requests) return "request";
  return tag === "Round" ? "end of a turn" : "restart";
};

const firesText = ({ scenarios }: Protocol, rule: string): string => {
  const all = scenarios.map(({ complete }) => complete);
  const firing = all.filter(({ rules }) => rules.some((it) => it.rule === rule && it.fired));
  return inScenarios(
    firing.map(({ scenario }) => scenario),
    all.map(({ scenario }) => scenario),
  );
};

/** `in all 4 scenarios`, `in all scenarios but one`: whichever list is the shorter. */
export const inScenarios = (some: readonly string[], all: readonly string[]): string => {
  const others = all.filter((name) => !some.includes(name));
  if (some.length === 0) return "in no scenario";
  if (others.length === 0)
    return all.length === 1 ? `in ${named(all[0] ?? "")}` : "in all scenarios";
  return others.length < some.length
    ? `in all scenarios but ${listed(others.map(named))}`
    : `in ${listed(some.map(named))}`;
};
