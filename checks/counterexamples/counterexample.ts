/** Turns a path into the counterexample that is shown, by running it through the model again. */
import type { Outcome } from "../../models/protocol.ts";
import { InvalidModel } from "../errors.ts";
import type { Instance } from "../model/instance.ts";
import type { Claim } from "../properties/claims.ts";
import { settles } from "../properties/evaluate.ts";
import { locateRules } from "../reports/locate.ts";
import type { Counterexample, Json, Message, Step } from "../report.ts";
import { toJson } from "../schema/to-json.ts";
import { NotEnabled, type Interpreter, type Taken, type World } from "./world.ts";
import type { Action } from "../exploration/path.ts";

/** Actions from one of the initial states. */
export interface Course {
  readonly outcomes: readonly Outcome<object>[];
  readonly actions: readonly Action[];
}

/** The worlds that a course leads through; the first is the initial one. */
const follow = (interpreter: Interpreter, { outcomes, actions }: Course): readonly Taken[] => {
  let taken: Taken = { world: interpreter.start(outcomes), sends: [] };
  return [taken, ...actions.map((action) => (taken = takeAgain(interpreter, taken.world, action)))];
};

/** What could happen in the search has to be possible now, or the rule remembers something. */
const takeAgain = (interpreter: Interpreter, world: World, action: Action): Taken => {
  try {
    return interpreter.take(world, action);
  } catch (error) {
    if (!(error instanceof NotEnabled)) throw error;
    const message = `it is not deterministic: when the trace was run again, ${error.message}`;
    throw new InvalidModel(message, { rule: error.rule });
  }
};

/** @throws Error if the course does not violate the claim: then the engine itself is wrong. */
export const counterexampleOf = (
  interpreter: Interpreter,
  course: Course,
  claim: Claim,
): Counterexample => {
  const taken = follow(interpreter, course);
  if (!settles(interpreter.sight(taken.at(-1)!.world), claim))
    throw new Error(
      `the trace found for "${claim.name}" does not bear it out when it is run again`,
    );
  return shownAs(interpreter, course, taken);
};

/** How a course is shown, whatever it leads to. */
export const traceOf = (interpreter: Interpreter, course: Course): Counterexample =>
  shownAs(interpreter, course, follow(interpreter, course));

const shownAs = (
  interpreter: Interpreter,
  course: Course,
  taken: readonly Taken[],
): Counterexample => {
  const fired = course.actions.map((action) =>
    fires(action) ? eventOf(interpreter, action) : null,
  );
  const places = locateRules(fired.map((event) => event?.rule ?? {}));
  const steps = course.actions.map((action, at) => ({
    ...stepOf(interpreter, action, taken[at + 1]!),
    rule: fired[at]?.name ?? null,
    section: fired[at]?.rule.section ?? null,
    source: fired[at] === null ? null : (places[at] ?? null),
  }));
  return {
    length: steps.length,
    lies: 0,
    faults: steps.filter(({ action }) => action === "crash").length,
    traitors: [],
    minimal: true,
    initial: statesOf(interpreter.instance, taken[0]!.world),
    sent: sentIn(interpreter, taken[0]!.world),
    steps,
  };
};

const statesOf = ({ nodes }: Instance, { states }: World): Counterexample["initial"] =>
  Object.fromEntries(nodes.map(({ id, index }) => [id, toJson(states[index])]));

const sentIn = (interpreter: Interpreter, { inboxes }: World): Counterexample["sent"] =>
  inboxes.flatMap((inbox) => [...inbox].map((envelope) => messageOf(interpreter, envelope)));

type Numbered = Pick<Interpreter, "instance" | "envelopes">;

/** An envelope as it is reported. */
export const messageOf = ({ instance, envelopes }: Numbered, envelope: number): Message => {
  const { id, receives } = instance.nodes[envelopes.receiver(envelope)]!;
  const { tag } = receives[envelopes.tag(envelope)]!;
  const from = instance.nodes[envelopes.sender(envelope)]!.id;
  return { from, to: id, tag, payload: toJson(envelopes.payload(envelope)) };
};

/** A crash has no rule, and the rule of what is discarded has declined. */
const fires = ({ kind }: Action): boolean => kind !== "crash" && kind !== "discard";

/** The event of an action, and the rule that is asked about it. */
const eventOf = ({ instance, envelopes }: Interpreter, { kind, node, subject }: Action) => {
  const { receives, inputs } = instance.nodes[node]!;
  if (kind === "crash") return null;
  if (kind === "timer" || kind === "request") return inputs[subject]!;
  return receives[envelopes.tag(subject)]!;
};

const stepOf = (
  interpreter: Interpreter,
  action: Action,
  { world, sends }: Taken,
): Omit<Step, "rule" | "section" | "source"> => {
  const { instance, envelopes } = interpreter;
  const { nodes } = instance;
  const { kind, node, subject } = action;
  const event = eventOf(interpreter, action);
  const isMessage = kind === "deliver" || kind === "discard";
  return {
    action: kind,
    node: nodes[node]!.id,
    from: isMessage ? nodes[envelopes.sender(subject)]!.id : null,
    message: event === null ? null : { tag: event.tag, payload: payloadOf(interpreter, action) },
    lie: false,
    round: null,
    reads: [],
    state: toJson(world.states[node]),
    sends: sends.map((envelope) => {
      const { to, tag, payload } = messageOf(interpreter, envelope);
      return { to, tag, payload };
    }),
  };
};

const payloadOf = ({ instance, envelopes }: Interpreter, { kind, node, subject }: Action): Json =>
  kind === "deliver" || kind === "discard"
    ? toJson(envelopes.payload(subject))
    : toJson(instance.nodes[node]!.inputs[subject]!.payload);
