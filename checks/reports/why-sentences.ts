/** What explains the end of a trace, as sentences that are not yet laid out. */
import { FAULTS } from "../exploration/actions.ts";
import type { Counterexample, Step, Why } from "../report.ts";
import { listed } from "./listed.ts";
import { messageText } from "./message-text.ts";
import { sentenceOf } from "./steps-text.ts";
import { truthText } from "./turns-text.ts";

/** More changes than these are counted, and the first and the last of them are told. */
const MOST_CHANGES = 5;

/** `holds until step 4, and step 5 breaks it`. */
export const courseText = (holds: readonly boolean[], kind: string): string => {
  const [yes, no] = kind === "sometimes" ? ["met", "not met"] : ["holds", "fails"];
  const say = (is: boolean): string => (is ? yes : no);
  const changes = holds.flatMap((is, at) => (at > 0 && is !== holds[at - 1] ? [at] : []));
  const [only, ...others] = changes;
  const isFirst = holds[0] ?? false;
  if (only === undefined) return `${say(isFirst)} from the start to the end`;
  const last = holds.length - 1;
  if (others.length === 0 && isFirst && only === last && kind !== "sometimes")
    return only === 1
      ? "holds at first, and step 1 breaks it"
      : `holds until step ${only - 1}, and step ${only} breaks it`;
  if (others.length === 0 && !isFirst) return `${yes} from step ${only} on`;
  const told = changes.map((at) => `${say(holds[at] ?? false)} from step ${at}`);
  const left = told.length - MOST_CHANGES;
  const short =
    left > 0 ? [...told.slice(0, MOST_CHANGES - 1), `… ${left} more`, ...told.slice(-1)] : told;
  return `${[`${say(isFirst)} at first`, ...short].join(", ")} on`;
};

/** What went wrong by the budgets of the scenario. */
export const faultTexts = (steps: readonly Step[]): readonly string[] =>
  steps.flatMap((step, at) => {
    const midStep = step.unsent === null ? "" : ", and crashes in the middle of it";
    return FAULTS.has(step.action) || midStep !== ""
      ? [`step ${at + 1}: ${sentenceOf(step)}${midStep}`]
      : [];
  });

export const lieTexts = (steps: readonly Step[]): readonly string[] =>
  steps.flatMap((step, at) =>
    step.reads.flatMap((read) => {
      if (!read.lie) return [];
      const said = read.message === null ? "nothing" : messageText(read.message);
      const truth = truthText(read.truth, read.message);
      const whom = `${read.from} tells ${step.node ?? "nobody"} ${said}`;
      return [`step ${at + 1}: ${whom} where a loyal node would say ${truth}`];
    }),
  );

/** Of the nodes that nobody singled out, so many are asked what they have heard. */
const MOST_ASKED = 6;

/** More nodes than these of which nothing was heard are counted. */
export const MOST_LISTED = 4;

/** Of those who break the property, or of all that have acted: how far they know of others. */
export const heardTexts = (
  { steps, initial, traitors }: Counterexample,
  { nodes, heard }: Why,
): readonly string[] => {
  const acted = new Set(steps.flatMap(({ node }) => (node === null ? [] : [node])));
  const asked = nodes.length > 0 ? nodes : Object.keys(initial).filter((node) => acted.has(node));
  return asked
    .filter((node) => !traitors.includes(node))
    .slice(0, MOST_ASKED)
    .flatMap((node) => {
      // A traitor takes no steps: what it says is told among the lies.
      const steps = Object.entries(heard[node] ?? {}).filter(
        ([other]) => other !== node && !traitors.includes(other),
      );
      const known = steps.flatMap(([other, step]) =>
        step === 0 ? [] : [`of ${other} up to step ${step}`],
      );
      const nothing = steps.flatMap(([other, step]) => (step === 0 ? [other] : []));
      const others = nothing.length > MOST_LISTED ? `${nothing.length} others` : listed(nothing);
      const told = [...known, ...(nothing.length === 0 ? [] : [`of ${others} nothing`])];
      return told.length === 0 ? [] : [`${node} has heard ${told.join(", ")}`];
    });
};
