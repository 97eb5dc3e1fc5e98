/**
 * All sequences of actions of one length, tried one by one in the plain interpreter, and what each
 * of those that settle a claim costs.
 */
import { eventOf } from "../../checks/counterexamples/counterexample.ts";
import { Interpreter } from "../../checks/counterexamples/interpreter.ts";
import { Impossible, type Taken, type World } from "../../checks/counterexamples/world.ts";
import { isFault, type Action } from "../../checks/exploration/actions.ts";
import type { Counterexample, Json } from "../../checks/index.ts";
import { combinations, initialOutcomes, mayStart } from "../../checks/model/initial.ts";
import { instanceOf, type Choice, type Instance } from "../../checks/model/instance.ts";
import { claimsOf, readsHistory, type Claim } from "../../checks/properties/claims.ts";
import { settles } from "../../checks/properties/evaluate.ts";
import { toJson } from "../../checks/schema/to-json.ts";
import type { Model } from "../../models/protocol.ts";

export type Cost = readonly number[];

/** Faults, nodes, values, switches. */
export const costOf = ({ steps, faults, initial }: Counterexample): Cost =>
  costOfTold(
    steps.map(({ node, message, partners }) => ({
      node,
      partners: partners.map((partner) => partner.node),
      payload: message?.payload ?? null,
    })),
    faults,
    Object.keys(initial),
  );

/** The same without a trace, which takes much longer. */
const costOfActions = (interpreter: Interpreter, actions: readonly Action[]): Cost =>
  costOfTold(
    actions.map((action) => ({
      node: interpreter.instance.nodes[action.node]?.id ?? null,
      partners: partnersOf(interpreter, action),
      payload: toJson(eventOf(interpreter, action)?.payload ?? null),
    })),
    actions.filter(isFault).length,
    interpreter.instance.nodes.map(({ id }) => id),
  );

const partnersOf = ({ instance }: Interpreter, { kind, subject }: Action): readonly string[] =>
  kind === "joint"
    ? instance.joint[subject]!.partners.map((partner) => instance.nodes[partner]!.id)
    : [];

interface Told {
  readonly node: string | null;
  readonly partners: readonly string[];
  readonly payload: Json;
}

const costOfTold = (told: readonly Told[], faults: number, ids: readonly string[]): Cost => {
  const names = new Set(ids.map((id) => JSON.stringify(id)));
  const values = told.flatMap(({ payload }) => scalarsOf(payload));
  return [
    faults,
    new Set(told.flatMap(({ node, partners }) => [...(node === null ? [] : [node]), ...partners]))
      .size,
    new Set(values.filter((value) => !names.has(value))).size,
    told.filter(({ node }, at) => at > 0 && node !== told[at - 1]!.node).length,
  ];
};

const scalarsOf = (value: Json): readonly string[] => {
  if (value === null) return [];
  if (typeof value !== "object") return [JSON.stringify(value)];
  return Object.values(value).flatMap(scalarsOf);
};

const compare = (a: Cost, b: Cost): number =>
  a.map((cost, at) => cost - b[at]!).find((difference) => difference !== 0) ?? 0;

export interface Question extends Choice {
  readonly property: string;
  readonly length: number;
  /** The properties that are judged besides: whether history is kept depends on them. */
  readonly judged?: readonly string[];
  /** Worlds that are looked at, at most. */
  readonly most?: number;
}

export interface Least {
  readonly best: Cost | null;
  /** How many settle the claim. */
  readonly found: number;
}

/** The least cost of all that settle a property; null where there is too much to try. */
export const bruteForce = (model: Model, question: Question): Least | null => {
  const { property, length, judged, most = Infinity, ...choice } = question;
  const instance = instanceOf(model, choice);
  const claims = claimsOf(instance, judged, false);
  const claim = claims.find(({ name }) => name === property)!;
  const trial: Trial = {
    claim,
    interpreter: new Interpreter(instance, readsHistory(instance, claims)),
    left: most,
  };
  let best: Cost | null = null;
  let found = 0;
  for (const outcomes of startsOf(instance))
    for (const actions of settling(trial, trial.interpreter.start(outcomes), length)) {
      if (actions === null) return null;
      found++;
      const cost = costOfActions(trial.interpreter, actions);
      if (best === null || compare(cost, best) < 0) best = cost;
    }
  return { best, found };
};

function* startsOf(instance: Instance) {
  const choices = initialOutcomes(instance);
  for (const chosen of combinations(choices.map((some) => some.length))) {
    const outcomes = choices.map((some, node) => some[chosen[node]!]!);
    if (mayStart(instance, outcomes)) yield outcomes;
  }
}

interface Trial {
  readonly claim: Claim;
  readonly interpreter: Interpreter;
  left: number;
}

/** The sequences after which a claim is settled; null where there are too many worlds. */
function* settling(
  trial: Trial,
  world: World,
  length: number,
  before?: World,
): Generator<readonly Action[] | null> {
  const { interpreter, claim } = trial;
  const isInside = isWithin(interpreter, world);
  if (length === 0) {
    const sight = interpreter.sight(world);
    const earlier = before && interpreter.sight(before);
    const isJudged = isInside || ["always", "alwaysStep"].includes(claim.property.kind);
    if (isJudged && settles(sight, claim, earlier)) yield [];
    return;
  }
  if (!isInside) return;
  for (const { action, next } of movesIn(interpreter, world)) {
    if (--trial.left < 0) return yield null;
    for (const rest of settling(trial, next, length - 1, world))
      yield rest === null ? null : [action, ...rest];
  }
}

/** Whether the scenario's bounds do not leave out what follows. */
const isWithin = (interpreter: Interpreter, world: World): boolean => {
  const { within, caps: { inFlight = Infinity, copies = Infinity } = {} } =
    interpreter.instance.scenario;
  const inboxes = world.inboxes.map((inbox) => [...inbox]);
  const counts = inboxes.flatMap((inbox) =>
    inbox.map((one) => inbox.filter((other) => other === one).length),
  );
  if (inboxes.flat().length > inFlight || counts.some((count) => count > copies)) return false;
  return (
    within === undefined || !settles(interpreter.sight(world), alwaysWithin(within), undefined)
  );
};

const alwaysWithin = (within: Pick<Claim["property"], "observation" | "holds">): Claim => ({
  name: "within",
  property: { kind: "always", observation: within.observation, holds: within.holds },
  outOfReach: false,
  decides: false,
});

function* movesIn(
  interpreter: Interpreter,
  world: World,
): Generator<{ readonly action: Action; readonly next: World }> {
  for (const action of candidates(interpreter, world)) {
    const taken = after(interpreter, world, action);
    if (taken === null) continue;
    yield { action, next: taken.world };
    if (!mayCrashIn(interpreter, action)) continue;
    for (let leaving = 0; leaving < 2 ** taken.sends.length; leaving++) {
      const cut = { ...action, leaving };
      const stopped = after(interpreter, world, cut);
      // Which messages leave does not matter to whether any may.
      if (stopped === null) break;
      yield { action: cut, next: stopped.world };
    }
  }
}

/** What a node may crash in the middle of. */
const OF_RULES: ReadonlySet<string> = new Set(["deliver", "timer", "request", "restart"]);

const mayCrashIn = ({ instance }: Interpreter, { kind, node }: Action): boolean =>
  OF_RULES.has(kind) && instance.nodes[node]!.faults.crashMidStep >= 0;

/** Everything that may be tried in a world; most of it is impossible. */
const candidates = ({ instance }: Interpreter, world: World): readonly Action[] => [
  ...instance.nodes.flatMap(({ index, inputs }) => [
    ...[...new Set(world.inboxes[index])].flatMap((subject) =>
      (["deliver", "discard", "drop", "duplicate"] as const).map((kind) => ({
        kind,
        node: index,
        subject,
      })),
    ),
    ...inputs.flatMap(({ kind }, subject) => [
      { kind, node: index, subject },
      ...(kind === "timer" ? [{ kind: "suspect" as const, node: index, subject }] : []),
    ]),
    { kind: "crash" as const, node: index, subject: 0 },
    { kind: "power-loss" as const, node: index, subject: 0 },
  ]),
  ...instance.joint.map(({ node }, subject) => ({ kind: "joint" as const, node, subject })),
  ...instance.partitions.map(({ kind }, subject) => ({ kind, node: -1, subject })),
  { kind: "heal", node: -1, subject: 0 },
];

const after = (interpreter: Interpreter, world: World, action: Action): Taken | null => {
  try {
    return interpreter.take(world, action);
  } catch (error) {
    if (error instanceof Impossible) return null;
    throw error;
  }
};
