/** Steps written by hand, and what a counterexample has of them. */
import type { Circumstances } from "../../checks/explanation/causality.ts";
import type { Step } from "../../checks/trace.ts";
import { blankStep } from "../blank-step.ts";

/** What is not said is not there. */
export const step = (said: Partial<Step>): Step => ({ ...blankStep, ...said });

const letter = (tag: string) => ({ tag, payload: {} });

/** A node does something unasked, and sends messages, as `b Ping`. */
export const asks = (node: string, ...sends: readonly string[]): Step =>
  step({ node, message: letter("Ask"), sends: sends.map(sent) });

/** A node reads a message of another one, and may send some itself. */
export const gets = (node: string, from: string, tag: string, ...sends: readonly string[]): Step =>
  step({ action: "deliver", node, from, message: letter(tag), sends: sends.map(sent) });

/** What happens to a message of one node to another. */
export const befalls = (
  action: "drop" | "duplicate" | "discard",
  node: string,
  from: string,
  tag: string,
): Step => step({ action, node, from, message: letter(tag) });

/** What happens to a node. */
export const suffers = (action: "crash" | "power-loss" | "restart" | "timer", node: string): Step =>
  step({ action, node });

/** In a round a node reads what others say, as `a Order`; a tag may be missing: a silence. */
export const turns = (
  node: string,
  round: number,
  reads: readonly string[],
  ...sends: readonly string[]
): Step => step({ action: "turn", node, round, reads: reads.map(read), sends: sends.map(sent) });

const sent = (text: string): Step["sends"][number] => {
  const [to = "", tag = ""] = text.split(" ");
  return { to, ...letter(tag) };
};

const read = (text: string): Step["reads"][number] => {
  const [from = "", tag] = text.split(" ");
  const message = tag === undefined ? null : letter(tag);
  return { from, message, rule: null, section: null, source: null, lie: false, truth: null };
};

export const way = (
  nodes: readonly string[],
  steps: readonly Step[],
  sent: readonly string[] = [],
) => ({
  initial: Object.fromEntries(nodes.map((node) => [node, null])),
  sent: sent.map((text) => {
    const [from = "", to = "", tag = ""] = text.split(" ");
    return { from, to, ...letter(tag) };
  }),
  steps,
});

/** A bag without any timer that waits, unless something else is said. */
export const under = (said: Partial<Circumstances> = {}): Circumstances => ({
  network: () => "bag",
  resetsLinks: false,
  waits: [],
  ...said,
});
