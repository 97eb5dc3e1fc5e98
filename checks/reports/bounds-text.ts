/** The bounds of a scenario in a few words. */
import type { Faults, Model, Scenario } from "../../models/protocol.ts";
import { counted } from "./figures.ts";

/** A model whose nodes act in lock-step has no other network than its rounds. */
export type Network = NonNullable<Scenario["network"]> | "rounds";

export const networkOf = ({ vocabulary }: Model, { network = "bag" }: Scenario): Network =>
  vocabulary.synchronous ? "rounds" : network;

/** Of a scenario by its name; nothing, if the model does not have it. */
export const boundsOf = (model: Model, name: string): readonly string[] => {
  const scenario = model.scenarios[name];
  if (scenario === undefined) return [];
  return boundsText({ ...scenario, network: networkOf(model, scenario) });
};

type Bounds = Omit<Scenario, "network"> & { readonly network: Network };

export const boundsText = ({
  network,
  faults = {},
  limits = {},
  resetsLinks,
  perfect = [],
  silence = [],
  caps = {},
  within,
}: Bounds): readonly string[] => [
  networkText(network),
  ...(resetsLinks === true ? ["a crash resets links"] : []),
  ...(network === "rounds" ? [] : faultsText(faults)),
  ...(perfect.length > 0 ? [`perfect: ${perfect.join(", ")}`] : []),
  ...(silence.length > 0 ? [`of silence: ${silence.join(", ")}`] : []),
  ...Object.entries(limits).map(([tag, most]) => `${tag} at most ${counted(most ?? 0, "time")}`),
  ...(caps.inFlight === undefined
    ? []
    : [`at most ${counted(caps.inFlight, "message")} on their way`]),
  ...(caps.copies === undefined ? [] : [`at most ${caps.copies} of each message`]),
  ...(within === undefined ? [] : ["explored within a bound of the scenario"]),
];

const networkText = (network: Network): string => {
  if (network === "rounds") return "synchronous rounds";
  if (typeof network === "string") return `network ${network}`;
  const kinds = Object.entries(network).map(([tag, kind]) => `${tag} ${kind}`);
  return `network ${[...kinds, "all else bag"].join(", ")}`;
};

/** One and several of each fault. */
const WORDS: Readonly<Record<keyof Faults, readonly [string, string]>> = {
  drop: ["lost message", "lost messages"],
  duplicate: ["copied message", "copied messages"],
  crash: ["crash", "crashes"],
  crashMidStep: ["crash in the middle of a step", "crashes in the middle of a step"],
  powerLoss: ["loss of power", "losses of power"],
  restart: ["restart", "restarts"],
  suspect: ["false suspicion", "false suspicions"],
  partition: ["partition", "partitions"],
  oneWay: ["one-way partition", "one-way partitions"],
};

const faultsText = (faults: Faults): readonly string[] => {
  const told = (Object.keys(WORDS) as (keyof Faults)[]).flatMap((fault) =>
    amountsOf(faults[fault]).map(([most, of]) => {
      const [one, many] = WORDS[fault];
      return `at most ${most} ${most === 1 ? one : many}${of === null ? "" : ` of ${of}`}`;
    }),
  );
  return told.length === 0 ? ["no faults"] : told;
};

/** Those that are not zero, each with what it is of; null: of anything. */
const amountsOf = (budget: Faults[keyof Faults]): readonly (readonly [number, string | null])[] => {
  if (budget === undefined) return [];
  if (typeof budget === "number") return budget === 0 ? [] : [[budget, null]];
  if ("times" in budget) return amountsOf(budget.times);
  return Object.entries(budget).flatMap(([of, most = 0]) =>
    most === 0 ? [] : [[most, of] as const],
  );
};
