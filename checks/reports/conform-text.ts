/** The report of a comparison of an implementation with its model. */
import { match } from "ts-pattern";
import type { ConformResult, Random } from "../conformance/report.ts";
import { print } from "../schema/print.ts";
import { differenceText } from "./conform-difference.ts";
import { counted, memoryStop, secondsText } from "./figures.ts";
import { harmless, harmlessly, paint, wrapped } from "./terminal.ts";

/** What a result cannot know of itself. */
export interface ConformSurroundings {
  /** Network and faults of the scenario. */
  readonly bounds: readonly string[];
  readonly inRounds: boolean;
  /** Of the longest name of a scenario. */
  readonly width: number;
  readonly limits: Readonly<Record<"states" | "memory" | "time", number | undefined>>;
  /** The command line that shows this again. */
  readonly again: string;
}

/** @param given in place of the scenario's own parameters. */
export const conformHead = (
  model: string,
  impl: string | null,
  given: readonly (readonly [name: string, value: string])[] = [],
): string => {
  const values = given.map(([name, value]) => `${name} = ${value}`).join(", ");
  const name = paint("strong", harmless(model));
  const parameters = values === "" ? "" : ` with ${harmless(values)}`;
  return `${name}${parameters}, held against ${harmless(impl ?? "its implementation")}\n`;
};

export const conformText = (result: ConformResult, surroundings: ConformSurroundings): string => {
  const around = harmlessly(surroundings);
  const name = harmlessly(result.scenario);
  const row = wrapped(`  ${name.padEnd(around.width)}  `, rowOf(result, around));
  if (result.difference === null) return `${row}\n`;
  const given = Object.entries(result.parameters).map(
    ([parameter, value]) => `${harmlessly(parameter)} = ${print(value)}`,
  );
  const lines = [
    row,
    "",
    wrapped("bounds  ", [...given, ...around.bounds].join("; ")),
    ...differenceText(result.difference, around.inRounds),
    "",
    "to see it again:",
    `  ${around.again}`,
    "",
  ];
  return `${lines.join("\n")}\n`;
};

const rowOf = (result: ConformResult, { limits }: ConformSurroundings): string => {
  const { pairs, nodes, states, seconds, difference, random } = result;
  const what = random === null ? counted(pairs, "pair") : runsText(random, pairs);
  const compared = `${what} at ${counted(nodes.length, "node")}`;
  const of = states === null ? "" : `, ${counted(states, "state")}`;
  const figures = `${compared}${of}, ${secondsText(seconds)}`;
  return match(result.verdict)
    .with(
      "conforms-within-bounds",
      () => `${paint("good", "conforms within these bounds")}: ${figures}`,
    )
    .with("no-difference-found", () => `${paint("good", "no difference found")}: ${figures}`)
    .with("differs", () => `${paint("bad", `differs at ${difference?.node}`)}: ${figures}`)
    .with("budget-exceeded", () => {
      const limit = limitOf(result, limits);
      const sentence = `stopped by ${limit}; no difference in ${figures}; the rest is unknown`;
      return `${paint("doubtful", "budget exceeded")}: ${sentence}`;
    })
    .with("invalid-model", () => paint("bad", "invalid model"))
    .exhaustive();
};

const runsText = ({ done, seed }: Random, events: number): string =>
  `${counted(events, "event")} in ${counted(done, "random run")} of seed ${seed}`;

const limitOf = (
  { stopped, memoryLimit }: ConformResult,
  { states, memory, time }: ConformSurroundings["limits"],
): string => {
  if (stopped === "states" && states !== undefined) return `--max-states ${states}`;
  if (stopped === "time" && time !== undefined) return `--timeout ${time}`;
  if (stopped === "memory") return memoryStop({ memoryLimit }, memory?.toString());
  return stopped === "interrupt" ? "an interrupt" : "a limit";
};

/** The last line. */
export const conformEnd = (results: readonly ConformResult[]): string => {
  const of = (verdict: ConformResult["verdict"]): number =>
    results.filter((result) => result.verdict === verdict).length;
  const all = counted(results.length, "scenario");
  if (of("differs") > 0)
    return `${paint("bad", "not as its model")}: differs in ${of("differs")} of ${all}\n`;
  if (of("invalid-model") > 0) return `${paint("bad", "the model itself is at fault")}\n`;
  if (of("budget-exceeded") > 0)
    return `${paint("doubtful", "no answer within these limits")}: no difference so far\n`;
  if (of("no-difference-found") > 0)
    return `${paint("good", "no difference found")}: random runs cover nothing for certain\n`;
  const sentence = `: every reachable pair of a node's state and an event was compared in ${all},`;
  const histories = "each after one shortest history; --runs N tries others.";
  const bounds = "These bounds say nothing about larger ones.";
  const said = `${sentence} ${histories} ${bounds}`;
  return `${wrapped(paint("good", "conforms within these bounds"), said, 2)}\n`;
};
