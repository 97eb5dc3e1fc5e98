/** Turns a path into the counterexample that is shown, by running it through the model again. */
import type { Outcome } from "../../models/protocol.ts";
import { InvalidModel } from "../errors.ts";
import { whyOf } from "../explanation/why.ts";
import type { Instance } from "../model/instance.ts";
import type { Claim } from "../properties/claims.ts";
import { settles } from "../properties/evaluate.ts";
import { locateRules } from "../reports/locate.ts";
import type { Counterexample, Message, Step } from "../report.ts";
import { toJson } from "../schema/to-json.ts";
import type { Interpreter } from "./interpreter.ts";
import { NotEnabled, type Taken, type World } from "./world.ts";
import { isFault, type Action } from "../exploration/actions.ts";

/** Actions from one of the initial states. */
export interface Course {
  readonly outcomes: readonly Outcome<object>[];
  readonly actions: readonly Action[];
  /** The same as numbers, where it begins in an initial state. */
  readonly path?: string | null;
}

/** The worlds that a course leads through; the first is the initial one. */
export const follow = (
  interpreter: Interpreter,
  { outcomes, actions }: Course,
): readonly Taken[] => {
  let taken: Taken = { world: interpreter.start(outcomes), sends: [], unsent: [] };
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

/** What a course shows. */
export interface Shown {
  readonly claim: Claim;
  /** All that are judged. */
  readonly claims: readonly Claim[];
  /** Whether no shorter way leads there. */
  readonly minimal: boolean;
}

/** @throws Error if the course does not violate the claim: then the engine itself is wrong. */
export const counterexampleOf = (
  interpreter: Interpreter,
  course: Course,
  { claim, claims, minimal }: Shown,
): Counterexample => {
  const taken = follow(interpreter, course);
  const sights = taken.map(({ world }) => interpreter.sight(world));
  if (!settles(sights.at(-1)!, claim, sights.at(-2)))
    throw new Error(
      `the trace found for "${claim.name}" does not bear it out when it is run again`,
    );
  const trace = shownAs(interpreter, course, taken);
  return { ...trace, minimal, why: whyOf({ claim, claims, trace, sights }) };
};

/** How a course is shown, whatever it leads to. */
export const traceOf = (interpreter: Interpreter, course: Course): Counterexample =>
  shownAs(interpreter, course, follow(interpreter, course));

const shownAs = (
  interpreter: Interpreter,
  course: Course,
  taken: readonly Taken[],
): Counterexample => {
  const fired = course.actions.map((action) => firedBy(interpreter, action));
  const places = locateRules(fired.map((event) => event?.written ?? {}));
  const steps = course.actions.map((action, at) => ({
    ...stepOf(interpreter, action, taken[at + 1]!),
    rule: (fired[at]?.written ?? null) === null ? null : fired[at]!.name,
    section: fired[at]?.written?.section ?? null,
    source: (fired[at]?.written ?? null) === null ? null : (places[at] ?? null),
  }));
  return {
    length: steps.length,
    lies: 0,
    faults: course.actions.filter(isFault).length,
    traitors: [],
    minimal: true,
    initial: statesOf(interpreter.instance, taken[0]!.world),
    sent: sentIn(interpreter, taken[0]!.world),
    steps,
    pending: pendingIn(interpreter, course, taken.at(-1)!.world),
    path: course.path ?? null,
    why: null,
  };
};

const statesOf = ({ nodes }: Instance, { states }: World): Counterexample["initial"] =>
  Object.fromEntries(nodes.map(({ id, index }) => [id, toJson(states[index])]));

const sentIn = (interpreter: Interpreter, { inboxes }: World): Counterexample["sent"] =>
  inboxes.flatMap((inbox) => [...inbox].map((envelope) => messageOf(interpreter, envelope)));

/** In a set a message may arrive again and again: it is told until it has arrived once. */
const pendingIn = (
  interpreter: Interpreter,
  { actions }: Course,
  { inboxes }: World,
): readonly Message[] => {
  const { envelopes } = interpreter;
  const arrived = new Set(actions.flatMap((one) => (one.kind === "deliver" ? [one.subject] : [])));
  return inboxes
    .flatMap((inbox) => [...inbox])
    .filter((envelope) => envelopes.kind(envelope) !== "set" || !arrived.has(envelope))
    .map((envelope) => messageOf(interpreter, envelope));
};

type Numbered = Pick<Interpreter, "instance" | "envelopes">;

/** An envelope as it is reported. */
export const messageOf = ({ instance, envelopes }: Numbered, envelope: number): Message => {
  const { id, receives } = instance.nodes[envelopes.receiver(envelope)]!;
  const { tag } = receives[envelopes.tag(envelope)]!;
  const from = instance.nodes[envelopes.sender(envelope)]!.id;
  return { from, to: id, tag, payload: toJson(envelopes.payload(envelope)) };
};

/** What an action is about, and the rule that it asks; null where it is about no event. */
export const eventOf = ({ instance, envelopes }: Numbered, action: Action): Event | null => {
  const { kind, node, subject } = action;
  switch (kind) {
    case "joint": {
      const { tag, name, rule } = instance.joint[subject]!;
      return { tag, name, written: rule, payload: {} };
    }
    case "timer":
    case "request":
    case "suspect":
    case "restart":
      return instance.nodes[node]!.inputs[subject]!;
    case "deliver":
    case "discard":
    case "drop":
    case "duplicate": {
      const { tag, name, rule } = instance.nodes[node]!.receives[envelopes.tag(subject)]!;
      return { tag, name, written: rule, payload: envelopes.payload(subject) as object };
    }
    case "crash":
    case "power-loss":
    case "turn":
    case "partition":
    case "one-way":
    case "heal":
      return null;
  }
};

/** The event whose rule an action fires, if it fires one. */
export const firedBy = (numbered: Numbered, action: Action): Event | null =>
  SILENT.has(action.kind) ? null : eventOf(numbered, action);

interface Event {
  readonly tag: string;
  readonly name: string;
  readonly written: (object & { readonly section?: string }) | null;
  readonly payload: object;
}

const MESSAGES: ReadonlySet<string> = new Set(["deliver", "discard", "drop", "duplicate"]);
/** Of these the rule was not asked, or has declined. */
const SILENT: ReadonlySet<string> = new Set(["discard", "drop", "duplicate"]);

const stepOf = (
  interpreter: Interpreter,
  action: Action,
  { world, sends, unsent }: Taken,
): Omit<Step, "rule" | "section" | "source"> => {
  const { instance, envelopes } = interpreter;
  const { nodes } = instance;
  const { kind, node, subject, leaving } = action;
  const event = eventOf(interpreter, action);
  const idOf = (index: number): string => nodes[index]!.id;
  const isParting = kind === "partition" || kind === "one-way";
  const partners = kind === "joint" ? instance.joint[subject]!.partners : [];
  return {
    action: kind,
    node: node < 0 ? null : idOf(node),
    from: MESSAGES.has(kind) ? idOf(envelopes.sender(subject)) : null,
    message: event === null ? null : { tag: event.tag, payload: toJson(event.payload) },
    lie: false,
    round: null,
    reads: [],
    state: node < 0 ? null : toJson(world.states[node]),
    sends: sends.map((envelope) => sentAs(interpreter, envelope)),
    unsent: leaving === undefined ? null : unsent.map((envelope) => sentAs(interpreter, envelope)),
    side: isParting ? instance.partitions[subject]!.side.map(idOf) : [],
    partners: partners.map((at) => ({ node: idOf(at), state: toJson(world.states[at]) })),
  };
};

const sentAs = (interpreter: Interpreter, envelope: number): Step["sends"][number] => {
  const { to, tag, payload } = messageOf(interpreter, envelope);
  return { to, tag, payload };
};
