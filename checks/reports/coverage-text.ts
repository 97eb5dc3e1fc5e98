/** What a check has covered, and where the states come from when there are too many. */
import type { CheckReport, Coverage, RuleReport } from "../report.ts";
import { isDeserted } from "./adversary-text.ts";
import { counted, grouped, rateText, secondsText, statesText } from "./figures.ts";
import { aligned, paint, wrapped } from "./terminal.ts";

/** Levels, and fields, that are told as a hint. */
const TOLD = 8;
const FIELDS = 3;

export const coverageText = (report: CheckReport, tellsAll: boolean): readonly string[] => {
  const { states, generated, cut, depth, seconds, rules, method } = report;
  if (isDeserted(report) && states === 0) return ["explored  nothing"];
  const composed = wrapped("computed  ", `${statesText(states, method)}, ${secondsText(seconds)}`);
  if (method === "composition") return [composed];
  const rate = rateText(states, seconds);
  const figures = [
    statesText(states, method),
    `${grouped(generated)} generated transitions`,
    ...(cut > 0 ? [`${grouped(cut)} cut`] : []),
    `depth ${depth}`,
    secondsText(seconds) + (rate === "" ? "" : ` (${rate})`),
  ];
  return [
    wrapped("explored  ", figures.join(", ")),
    wrapped("rules     ", rulesText(rules)),
    ...(report.coverage === null || report.verdict !== "budget-exceeded"
      ? []
      : [wrapped("grows     ", growthText(report.coverage))]),
    ...(tellsAll && report.coverage !== null ? allText(rules, report.coverage) : []),
  ];
};

const rulesText = (rules: readonly RuleReport[]): string => {
  const silent = rules.filter(({ fired }) => !fired).map(({ rule }) => rule);
  const never = silent.length === 0 ? "" : `; never: ${silent.join(", ")}`;
  const rarest = rules.filter(({ times }) => times > 0).toSorted((a, b) => a.times - b.times)[0];
  const least = rarest === undefined ? "" : `; least: ${rarest.rule}, ${timesText(rarest.times)}`;
  return `${rules.length - silent.length} of ${rules.length} fired${least}${never}`;
};

const timesText = (times: number): string => (times === 1 ? "once" : `${grouped(times)} times`);

/** A space that grows too large: how fast, and which fields tell its states apart. */
const growthText = ({ levels, fields }: Coverage): string => {
  const last = levels.slice(-TOLD).map(grouped).join(", ");
  const most = fields.slice(0, FIELDS).map(({ role, field, values }) => {
    return `${role}.${field} (${grouped(values)})`;
  });
  return `the last levels have ${last} states; fields with most values: ${most.join(", ")}`;
};

const allText = (
  rules: readonly RuleReport[],
  { actions, levels, fields }: Coverage,
): readonly string[] => [
  "",
  ...table(
    ["rule", "fired", "first after", "declined"],
    rules.map(({ rule, times, depth, declined }) => [
      rule,
      grouped(times),
      depth === null ? "never" : counted(depth - 1, "action"),
      declined === 0 ? "" : `${grouped(declined)} states and events`,
    ]),
  ),
  "",
  ...table(
    ["role", "action", "times"],
    actions.map(({ role, action, times }) => [role ?? "(network)", action, grouped(times)]),
  ),
  "",
  ...table(
    ["field", "values, among the first 2,000 states of a node"],
    fields.map(({ role, field, values }) => [`${role}.${field}`, grouped(values)]),
  ),
  "",
  wrapped("states of each level  ", levels.map(grouped).join(", ")),
];

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  aligned([heads.map((head) => paint("faint", head)), ...rows]);
