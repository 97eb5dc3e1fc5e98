/** The roles of a protocol: how many nodes there are, what they remember, what they are told. */
import type { Model } from "../../../models/protocol.ts";
import { rangesOf } from "../../schema/parameters.ts";
import { shapeOf, shapeOfFields } from "../../schema/read.ts";
import type { Shape } from "../../schema/shape.ts";
import { code, escaped, named, tableOf } from "../markdown.ts";
import { harmless } from "../terminal.ts";
import { parametersOfScenarios, symbolic } from "./protocol.ts";
import { wordsOf, type Names } from "./shape-words.ts";

type Role = Model["vocabulary"]["roles"][string];
type Tags = NonNullable<Role["receives"]>;

/** Paragraphs of Markdown. */
export const nodesText = (model: Model): readonly string[] => [
  "## Nodes",
  ...Object.entries(model.vocabulary.roles).flatMap(([name, role]) => roleText(model, name, role)),
  ...historyText(model),
  ...parametersText(model),
];

const roleText = (model: Model, name: string, role: Role): readonly string[] => {
  const { values, names } = symbolic(model);
  const told = [
    ["Hears", tagsText(role.receives, values, names)],
    ["Timers", tagsText(role.timers, values, names)],
    ["Requests", tagsText(role.requests, values, names)],
    ["At the end of each turn", model.vocabulary.synchronous ? code("Round") : ""],
  ];
  const lines = told.flatMap(([label, text]) => (text === "" ? [] : [`- ${label}: ${text}`]));
  return [
    `### ${escaped(harmless(name))}`,
    `${countText(model, name)}${survivalText(model, role)}`,
    tableOf(...fieldsOf(shapeOf(role.state, values), role, names)).join("\n"),
    lines.join("\n"),
  ].filter((paragraph) => paragraph !== "");
};

/** `1 node.`, `2 to 3 nodes, by scenario.` */
const countText = (model: Model, role: string): string => {
  const range = countOf(model, role);
  const varies = range.includes(" ") ? ", by scenario" : "";
  return `${range} ${range === "1" ? "node" : "nodes"}${varies}.`;
};

/** How many nodes there are in the scenarios: `1`, `2 to 3`. */
export const countOf = (model: Model, role: string): string => {
  const counts = parametersOfScenarios(model).map((given) => model.population(given)[role] ?? 0);
  if (counts.length === 0) return "any number of";
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? String(least) : `${least} to ${most}`;
};

/** Said only where a scenario has crashes. */
const survivalText = ({ scenarios }: Model, { durable }: Role): string => {
  const crashes = Object.values(scenarios).some(({ faults = {} }) =>
    [faults.crash, faults.crashMidStep, faults.powerLoss].some((budget) => budget !== undefined),
  );
  if (!crashes) return "";
  if (durable === undefined) return " A crash is for ever.";
  if (durable.length === 0) return " A crash makes it forget everything.";
  return " What is durable survives a crash.";
};

const fieldsOf = (
  shape: Shape,
  { durable, unsynced = {} }: Role,
  names: Names,
): Parameters<typeof tableOf> => {
  const lasts = durable !== undefined && durable.length > 0;
  const rows = partsOf(shape, names).map(([field, words]) => {
    const synced = unsynced[field];
    const survives = durable?.includes(field) === true ? "yes" : "no";
    const word = synced === undefined ? survives : `as far as ${named(synced)} says`;
    return [named(field), words, ...(lasts ? [word] : [])];
  });
  return [["remembers", "which is", ...(lasts ? ["durable"] : [])], rows];
};

/** By field; the state of a role may also be a union, or something else without fields. */
const partsOf = (shape: Shape, names: Names): readonly (readonly [string, string])[] =>
  shape.kind === "struct"
    ? shape.fields.map((field) => [
        field.name,
        `${wordsOf(field.shape, names)}${field.optional ? ", or absent" : ""}`,
      ])
    : [["state", wordsOf(shape, names)]];

const tagsText = (tags: Tags = {}, values: object, names: Names): string => {
  const told = Object.entries(tags).map(([tag, fields]) => {
    const parts = partsOf(shapeOfFields(fields, values), names);
    const inside = parts.map(([field, words]) => `${named(field)}: ${words}`);
    return `${named(tag)}${inside.length === 0 ? "" : ` (${inside.join("; ")})`}`;
  });
  return told.join(", ");
};

const historyText = (model: Model): readonly string[] => {
  const { history } = model.vocabulary;
  if (history === undefined) return [];
  const { values, names } = symbolic(model);
  const rows = partsOf(shapeOf(history, values), names).map(([field, words]) => [
    named(field),
    words,
  ]);
  return [
    "### History",
    "The checker remembers this about a run. Properties may read it, and rules cannot.",
    tableOf(["remembers", "which is"], rows).join("\n"),
  ];
};

const parametersText = (model: Model): readonly string[] => {
  const rows = rangesOf(model).map((parameter) => [
    named(parameter.name),
    escaped(harmless(parameter.range)),
    parameter.default ? defaultText(model, parameter.name) : "none: each scenario gives it",
  ]);
  return rows.length === 0
    ? []
    : ["### Parameters", tableOf(["parameter", "range", "default"], rows).join("\n")];
};

/** The other parameter that it equals in all scenarios, if there is exactly one. */
const defaultText = (model: Model, name: string): string => {
  const given = Object.values(model.scenarios).map(({ parameters }) => ({ ...parameters }));
  const found = rangesOf(model).filter(
    (other) =>
      other.name !== name &&
      given.every((values) => {
        const of: Readonly<Record<string, unknown>> = values;
        const { [name]: _, ...open } = of;
        return model.defaults?.[name]?.(open) === of[other.name];
      }),
  );
  const [only] = found;
  return only !== undefined && found.length === 1
    ? `the value of ${named(only.name)}`
    : "follows from the others";
};
