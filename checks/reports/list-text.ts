/** What there is to choose from, as a table, and all of one model. */
import type { Scenario } from "../../models/protocol.ts";
import { print } from "../schema/print.ts";
import { boundsText, type Network } from "./bounds-text.ts";
import { counted, grouped } from "./figures.ts";
import { aligned, harmlessly, paint, wrapped } from "./terminal.ts";

export interface ModelEntry {
  readonly name: string;
  readonly source: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly range: string;
    /** Whether the model computes it from the others where it is not given. */
    readonly default: boolean;
  }[];
  readonly scenarios: readonly {
    readonly name: string;
    readonly parameters: object;
    readonly network: Network;
    readonly faults: NonNullable<Scenario["faults"]>;
    readonly resetsLinks: boolean;
    readonly perfect: readonly string[];
    readonly silence: readonly string[];
    readonly caps: NonNullable<Scenario["caps"]>;
    readonly limits: NonNullable<Scenario["limits"]>;
    readonly outOfReach: readonly string[];
    /** Whether the scenario says what to expect; otherwise it is that all holds. */
    readonly pinned: boolean;
    readonly expect: NonNullable<Scenario["expect"]>;
  }[];
  readonly properties: readonly { readonly name: string; readonly kind: string }[];
  readonly bugs: readonly {
    readonly name: string;
    readonly breaks: string;
    readonly in: string;
    readonly length: number;
  }[];
}

export const listText = (entries: readonly ModelEntry[]): string => {
  const rows = harmlessly(entries).map((entry) => [
    paint("strong", entry.name),
    counted(entry.scenarios.length, "scenario"),
    counted(entry.bugs.length, "bug"),
    paint("faint", entry.source),
  ]);
  return `${aligned(rows).join("\n")}\n`;
};

export const modelText = (listed: ModelEntry): string => {
  const entry = harmlessly(listed);
  const parts = [
    [paint("strong", entry.name), `  ${entry.source}`],
    section("parameters", entry.parameters.map(parameterRow)),
    section("scenarios", entry.scenarios.map(scenarioRow)),
    section(
      "properties",
      entry.properties.map(({ name, kind }) => [name, kind]),
    ),
    section(
      "bugs",
      entry.bugs.map((bug) => bugRow(bug, entry)),
    ),
  ];
  const filled = parts.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join("\n")).join("\n\n")}\n`;
};

/** The last cell of a row is wrapped below itself. */
const section = (title: string, rows: readonly (readonly string[])[]): readonly string[] => {
  if (rows.length === 0) return [];
  const starts = aligned(rows.map((row) => [...row.slice(0, -1), "|"]));
  const lines = rows.map((row, index) =>
    wrapped(`  ${starts[index]!.slice(0, -1)}`, row.at(-1) ?? ""),
  );
  return [paint("faint", title), ...lines];
};

const parameterRow = ({
  name,
  range,
  default: computed,
}: ModelEntry["parameters"][number]): readonly string[] => [
  name,
  computed ? `${range}, follows from the others unless given` : range,
];

const scenarioRow = (scenario: ModelEntry["scenarios"][number]): readonly string[] => {
  const given = Object.entries(scenario.parameters).map(
    ([name, value]) => `${name} = ${print(value)}`,
  );
  const { resetsLinks, ...others } = scenario;
  const told = boundsText({ ...others, ...(resetsLinks && { resetsLinks: true as const }) });
  const bounds = [...given, ...told].join("; ");
  return [scenario.name, `${bounds}: ${expectText(scenario)}`];
};

const expectText = ({ expect, pinned, network }: ModelEntry["scenarios"][number]): string => {
  if (!pinned) return "nothing is pinned";
  if (expect.verdict === "violated") {
    const length =
      expect.length === undefined ? "" : ` in ${counted(expect.length, unitOf(network))}`;
    return `violates ${expect.property}${length}`;
  }
  const { states, generated, depth } = expect;
  const figures = [
    ...(states === undefined ? [] : [counted(states, "state")]),
    ...(generated === undefined ? [] : [`${grouped(generated)} generated`]),
    ...(depth === undefined ? [] : [`depth ${depth}`]),
  ];
  return `holds${figures.length === 0 ? "" : ` (${figures.join(", ")})`}`;
};

const bugRow = (bug: ModelEntry["bugs"][number], { scenarios }: ModelEntry): readonly string[] => {
  const unit = unitOf(scenarios[0]?.network);
  return [bug.name, `breaks ${bug.breaks} of ${bug.in} in ${counted(bug.length, unit)}`];
};

/** In rounds, the length of a counterexample is what loyal nodes read in it. */
const unitOf = (network: Network | undefined): string =>
  network === "rounds" ? "message" : "action";
