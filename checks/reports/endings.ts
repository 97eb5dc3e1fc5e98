/** What steps leave behind: states, who is down, whether links are cut, what is on its way. */
import type { Counterexample, Json, Message, Step } from "../report.ts";

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

/** A message that has arrived nowhere; of a joint step it is not said who of them sent it. */
export interface Pending extends Omit<Message, "from"> {
  readonly from: string | null;
}

/**
 * What is on its way to nodes that are up. Whether a crash loses what was on its way to the node is
 * a choice of the scenario. So nothing is said of what was sent before it, or while it was down.
 */
export const pendingAfter = ({
  sent,
  steps,
}: Pick<Counterexample, "sent" | "steps">): readonly Pending[] => {
  let pending: readonly Pending[] = sent;
  let down: ReadonlySet<string> = new Set();
  for (const step of steps) {
    pending = [...changedWay(step, pending), ...leavingIn(step)];
    down = downBy(step, down);
    const gone = down;
    pending = pending.filter(({ to }) => !gone.has(to));
  }
  return pending;
};

const leavingIn = ({ node, sends, partners }: Step): readonly Pending[] =>
  sends.map((send) => ({ ...send, from: partners.length === 0 ? node : null }));

const changedWay = (step: Step, pending: readonly Pending[]): readonly Pending[] => {
  const { action, node, from, message } = step;
  if (node === null || message === null) return pending;
  if (action === "duplicate") return [...pending, { ...message, to: node, from }];
  if (action !== "deliver" && action !== "discard" && action !== "drop") return pending;
  const taken = pending.findIndex(
    (one) =>
      one.to === node &&
      one.tag === message.tag &&
      (one.from === null || one.from === from) &&
      JSON.stringify(one.payload) === JSON.stringify(message.payload),
  );
  return pending.filter((_, at) => at !== taken);
};
