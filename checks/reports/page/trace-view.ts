/** A trace with all that a page says of it. */
import { flightsOf } from "../../explanation/flights.ts";
import { circumstancesOf } from "../../explanation/circumstances.ts";
import type { Instance } from "../../model/instance.ts";
import type { Counterexample, Json, Why } from "../../report.ts";
import { headlineOf } from "../counterexample-text.ts";
import { changedBy } from "../endings.ts";
import { harmlessTrace } from "../harmless-report.ts";
import { changesText, placesOfRules } from "../phrases.ts";
import { tellingOfSteps } from "../steps-text.ts";
import { harmless, plain, untied } from "../terminal.ts";
import { tellingOfTurns } from "../turns-text.ts";
import { listed } from "../listed.ts";
import { courseText, faultTexts, heardTexts, lieTexts } from "../why-sentences.ts";
import { claimAt } from "./excerpts.ts";
import type { StepView, TraceView } from "./document.ts";

/** What a trace is called, and what its end does. */
interface Words {
  readonly title: string;
  readonly end: string;
  readonly isBad: boolean;
  /** Command lines that show it again. */
  readonly commands: readonly string[];
}

export const traceView = (
  found: Counterexample,
  instance: Instance,
  { title, end, isBad, commands }: Words,
): TraceView => {
  // Told by the real names: what is shown may have others, in which nothing is invisible.
  const circumstances = circumstancesOf(instance, found.steps);
  const trace = harmlessTrace(found);
  const { why } = trace;
  const { inRounds } = instance;
  return {
    heading: `${title}: ${headlineOf(trace, inRounds)}`,
    end: harmless(end),
    isBad,
    trace,
    flights: flightsOf(found, circumstances).map((flight) => ({
      ...flight,
      from: harmless(flight.from),
      to: harmless(flight.to),
      tag: harmless(flight.tag),
    })),
    steps: stepsOf(trace, inRounds),
    why: why === null ? null : bare(whyText(why, trace)),
    claim: found.why === null ? null : claimAt(found.why.source ?? "", found.why.property),
    courses: Object.fromEntries(
      (why?.truths ?? []).map(({ property, holds, kind }) => [property, courseText(holds, kind)]),
    ),
    faults: faultTexts(trace.steps).map(bare),
    lies: inRounds ? lieTexts(trace.steps).map(bare) : [],
    heard: why === null ? [] : heardTexts(trace, why).map(bare),
    commands: commands.map(harmless),
  };
};

const stepsOf = ({ initial, steps }: Counterexample, inRounds: boolean): readonly StepView[] => {
  const states: Record<string, Json> = { ...initial };
  // A page shows lies apart, in their colour.
  const tell = inRounds ? tellingOfTurns("lies-elsewhere") : tellingOfSteps;
  return steps.map((step) => {
    const telling = tell(step, states);
    const changes = changesText(states[step.node ?? ""] ?? null, step.state);
    for (const { node, state } of changedBy(step)) states[node] = state;
    return {
      sentence: telling === null ? null : bare(telling.sentence),
      details: (telling?.details ?? []).filter((detail) => detail !== changes).map(bare),
      places: placesOfRules([...step.reads, step]),
    };
  });
};

/** `exclusive holds until step 6, and step 7 breaks it; broken by client1 and client2.` */
const whyText = ({ property, kind, truths, nodes }: Why, { steps, traitors }: Counterexample) => {
  const truth = truths.find((truth) => truth.property === property);
  const course = truth === undefined ? "is what ends it" : courseText(truth.holds, kind);
  // It is asked nowhere else, so that the last step need not be to blame.
  const fails = kind === "atQuiescence" ? quietText(steps.length) : course;
  // Those who are loyal break nothing: they are where it can be seen.
  const verb = kind === "sometimes" ? "met by" : traitors.length > 0 ? "it shows at" : "broken by";
  const who = nodes.length === 0 ? "" : `; ${verb} ${listed(nodes)}`;
  return `${property} ${fails}${who}.`;
};

const quietText = (steps: number): string =>
  `fails ${steps === 0 ? "from the start" : `after step ${steps}`}, where nothing more can happen`;

/** As it is said at a terminal, without what is for terminals alone. */
const bare = (text: string): string => untied(plain(text));
