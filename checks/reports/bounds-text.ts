/** The bounds of a scenario in a few words. */
import type { Model, Scenario } from "../../models/protocol.ts";
import { counted } from "./figures.ts";

/** A model whose nodes act in lock-step has no other network than its rounds. */
export type Network = NonNullable<Scenario["network"]> | "rounds";

export const networkOf = ({ vocabulary }: Model, { network = "bag" }: Scenario): Network =>
  vocabulary.synchronous ? "rounds" : network;

type Bounds = Omit<Scenario, "network"> & { readonly network: Network };

export const boundsText = ({
  network,
  crashes,
  limits = {},
  within,
}: Bounds): readonly string[] => [
  network === "rounds" ? "synchronous rounds" : `network ${network}`,
  ...crashesText(crashes),
  ...Object.entries(limits).map(([tag, most]) => `${tag} at most ${counted(most ?? 0, "time")}`),
  ...(within === undefined ? [] : ["explored within a bound of the scenario"]),
];

const crashesText = (crashes: Scenario["crashes"]): readonly string[] => {
  if (crashes === undefined || crashes === 0) return ["no crashes"];
  if (typeof crashes === "number") return [`at most ${crashes} ${plural(crashes)}`];
  return Object.entries(crashes)
    .filter(([, most]) => most !== undefined && most > 0)
    .map(([role, most = 0]) => `at most ${most} ${plural(most)} of ${role}`);
};

const plural = (count: number): string => (count === 1 ? "crash" : "crashes");
