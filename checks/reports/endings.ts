/** What steps leave behind: states, who is down, whether links are cut. */
import type { Counterexample, Json, Step } from "../report.ts";

/** The nodes whose states a step may change, and these states after it. */
export const changedBy = ({
  node,
  state,
  partners,
}: Step): readonly { readonly node: string; readonly state: Json }[] => [
  ...(node === null ? [] : [{ node, state }]),
  ...partners,
];

/** Every node as the last step leaves it. */
export const finalStates = ({
  initial,
  steps,
}: Pick<Counterexample, "initial" | "steps">): Readonly<Record<string, Json>> =>
  Object.fromEntries([
    ...Object.entries(initial),
    ...steps.flatMap((step) => changedBy(step).map(({ node, state }) => [node, state] as const)),
  ]);

/** The nodes that are down after a step, given those that were so before. */
export const downBy = (
  { action, node, unsent }: Step,
  before: ReadonlySet<string>,
): ReadonlySet<string> => {
  if (node === null) return before;
  if (stops({ action, unsent })) return new Set([...before, node]);
  return action === "restart" ? new Set([...before].filter((one) => one !== node)) : before;
};

const stops = ({ action, unsent }: Pick<Step, "action" | "unsent">): boolean =>
  action === "crash" || action === "power-loss" || unsent !== null;

export const downAfter = (steps: readonly Step[]): ReadonlySet<string> => {
  let down: ReadonlySet<string> = new Set();
  for (const step of steps) down = downBy(step, down);
  return down;
};

/** Whether links are cut when all steps are done. */
export const isPartedAfter = (steps: readonly Step[]): boolean => {
  const last = steps.findLast(({ side, action }) => side.length > 0 || action === "heal");
  return last !== undefined && last.action !== "heal";
};
