/** A counterexample as a numbered sequence of sentences: who does what, and what it becomes. */
import { match } from "ts-pattern";
import type { Counterexample, Json, Sent, Step } from "../report.ts";
import { print } from "../schema/print.ts";
import { changeOf, messageText, placesOf, sendsOf } from "./phrases.ts";
import { wrapped } from "./terminal.ts";

type States = Readonly<Record<string, Json>>;

/** What was sent before anything happened; nothing, in most models. */
export const sentText = ({ sent }: Pick<Counterexample, "sent">): readonly string[] => {
  const messages = sent.map((it) => `${messageText(it)} from ${it.from} to ${it.to}`);
  return messages.length === 0 ? [] : [wrapped("  on its way at first: ", messages.join("; "), 6)];
};

export const stepsText = ({
  initial,
  steps,
}: Pick<Counterexample, "initial" | "steps">): readonly string[] => {
  const nodeWidth = Math.max(...steps.map(({ node }) => placeOf(node).length));
  const numberWidth = String(steps.length).length;
  const before: Record<string, Json> = { ...initial };
  return steps.map((step, index) => {
    const number = String(index + 1).padStart(numberWidth);
    const start = `  ${number}  ${placeOf(step.node).padEnd(nodeWidth)}  `;
    const parts = [sentenceOf(step, before), placesOf([step])];
    for (const { node, state } of changedBy(step)) before[node] = state;
    return wrapped(start, parts.filter((part) => part !== "").join("  "));
  });
};

/** Every node as the last step leaves it. */
export const finalStates = ({ initial, steps }: Counterexample): States =>
  Object.fromEntries([
    ...Object.entries(initial),
    ...steps.flatMap((step) => changedBy(step).map(({ node, state }) => [node, state] as const)),
  ]);

/** The nodes that are down when all steps are done. */
export const downAfter = (steps: readonly Step[]): ReadonlySet<string> => {
  const down = new Set<string>();
  for (const { action, node, unsent } of steps) {
    if (node === null) continue;
    if (action === "restart") down.delete(node);
    if (action === "crash" || action === "power-loss" || unsent !== null) down.add(node);
  }
  return down;
};

/** Whether links are cut when all steps are done. */
export const isPartedAfter = (steps: readonly Step[]): boolean => {
  const last = steps.findLast(({ side, action }) => side.length > 0 || action === "heal");
  return last !== undefined && last.action !== "heal";
};

/** Where something happens that happens to links. */
const placeOf = (node: string | null): string => node ?? "(network)";

/** The nodes whose states a step may change, and these states after it. */
const changedBy = ({
  node,
  state,
  partners,
}: Step): readonly { readonly node: string; readonly state: Json }[] => [
  ...(node === null ? [] : [{ node, state }]),
  ...partners,
];

/** Rules may fire and change nothing; of all else that is no surprise. */
const RULES_FIRE: ReadonlySet<Step["action"]> = new Set([
  "deliver",
  "timer",
  "request",
  "suspect",
  "joint",
]);

const sentenceOf = (step: Step, before: States): string => {
  const changed = step.node === null ? null : changeOf(before[step.node] ?? null, step.state);
  const others = step.partners.flatMap(({ node, state }) => {
    const change = changeOf(before[node] ?? null, state);
    return change === null ? [] : [`${node} becomes ${print(change)}`];
  });
  const clauses = [
    doingOf(step),
    ...(changed === null ? [] : [`becomes ${print(changed)}`]),
    ...others,
    ...sendsOf(step.sends),
    ...(step.unsent === null ? [] : [crashText(step.unsent)]),
  ];
  const idle = RULES_FIRE.has(step.action) && clauses.length === 1;
  return `${clauses.join(", ")}${idle ? ", changes nothing" : ""}${step.lie ? " (a lie)" : ""}`;
};

/** Of a node that stops in the middle of a step. */
const crashText = (unsent: readonly Sent[]): string => {
  if (unsent.length === 0) return "and crashes";
  const lost = sendsOf(unsent).map((text) => text.replace(/^sends /, ""));
  return `and crashes before it sends ${lost.join(" and ")}`;
};

const doingOf = ({ action, message, from, side, partners }: Step): string => {
  const what = message === null ? "something" : messageText(message);
  return match(action)
    .with("deliver", () => `receives ${what} from ${from ?? "nobody"}`)
    .with("discard", () => `discards ${what} from ${from ?? "nobody"}`)
    .with("timer", () => `on expiry of ${what}`)
    .with("request", () => `on request ${what}`)
    .with("crash", () => "crashes")
    .with("power-loss", () => "loses power, and what was not on disk")
    .with("restart", () => "starts again")
    .with("suspect", () => `on expiry of ${what}, which errs`)
    .with("drop", () => `loses ${what} from ${from ?? "nobody"} on its way`)
    .with("duplicate", () => `gets a second ${what} from ${from ?? "nobody"} on its way`)
    .with("joint", () => `${what} with ${partners.map(({ node }) => node).join(", ")}`)
    .with("partition", () => `parts ${side.join(", ")} from all others`)
    .with("one-way", () => `lets nothing pass from ${side.join(", ")} to the others`)
    .with("heal", () => "heals: every link is there again")
    .with("turn", () => "has its turn")
    .exhaustive();
};
