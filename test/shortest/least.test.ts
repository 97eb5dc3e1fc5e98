/**
 * The counterexample that is shown is the least of the shortest: held against all sequences of
 * actions of that length, which are tried one by one in the plain interpreter.
 */
import { describe, expect, it } from "vitest";
import { check, type CheckReport, type Json } from "../../checks/index.ts";
import { traceOf } from "../../checks/counterexamples/counterexample.ts";
import { Interpreter } from "../../checks/counterexamples/interpreter.ts";
import { Impossible, type World } from "../../checks/counterexamples/world.ts";
import type { Action } from "../../checks/exploration/actions.ts";
import { combinations, initialOutcomes, mayStart } from "../../checks/model/initial.ts";
import { instanceOf } from "../../checks/model/instance.ts";
import { claimsOf, readsHistory } from "../../checks/properties/claims.ts";
import { settles } from "../../checks/properties/evaluate.ts";
import { catalogue } from "../../models/index.ts";
import { always, alwaysStep, atQuiescence, type Model } from "../../models/protocol.ts";
import { graph, seen, standing, stepsOf } from "../engine/toys.ts";

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
  ]),
  ...instance.partitions.map(({ kind }, subject) => ({ kind, node: -1, subject })),
  { kind: "heal", node: -1, subject: 0 },
];

function* coursesOf(
  interpreter: Interpreter,
  world: World,
  left: number,
): Generator<{ readonly actions: readonly Action[]; readonly before: World; readonly end: World }> {
  for (const action of candidates(interpreter, world)) {
    const next = after(interpreter, world, action);
    if (next === null) continue;
    if (left === 1) yield { actions: [action], before: world, end: next };
    else
      for (const rest of coursesOf(interpreter, next, left - 1))
        yield { ...rest, actions: [action, ...rest.actions] };
  }
}

const after = (interpreter: Interpreter, world: World, action: Action): World | null => {
  try {
    return interpreter.take(world, action).world;
  } catch (error) {
    if (error instanceof Impossible) return null;
    throw error;
  }
};

const scalarsOf = (value: Json): readonly string[] => {
  if (value === null) return [];
  if (typeof value !== "object") return [JSON.stringify(value)];
  return Object.values(value).flatMap(scalarsOf);
};

/** Faults, nodes, values, switches. */
const costOf = ({
  steps,
  faults,
  initial,
}: NonNullable<CheckReport["counterexample"]>): readonly number[] => {
  const ids = new Set(Object.keys(initial).map((id) => JSON.stringify(id)));
  const nodes = steps.map(({ node }) => node);
  const told = steps.flatMap(({ message }) => scalarsOf(message?.payload ?? null));
  return [
    faults,
    new Set(nodes.filter((node) => node !== null)).size,
    new Set(told.filter((value) => !ids.has(value))).size,
    nodes.filter((node, at) => at > 0 && node !== nodes[at - 1]).length,
  ];
};

const compare = (a: readonly number[], b: readonly number[]): number =>
  a.map((cost, at) => cost - b[at]!).find((difference) => difference !== 0) ?? 0;

/** The least cost of all shortest counterexamples of a bug, and how many there are. */
const bruteForce = (model: Model, bug: string, length: number) => {
  const instance = instanceOf(model, { bug });
  const [claim] = claimsOf(instance, [model.bugs[bug]!.breaks], false);
  const interpreter = new Interpreter(instance, readsHistory(instance, [claim!]));
  const choices = initialOutcomes(instance);
  let best: readonly number[] | null = null;
  let found = 0;
  for (const chosen of combinations(choices.map((some) => some.length))) {
    const outcomes = choices.map((some, node) => some[chosen[node]!]!);
    if (!mayStart(instance, outcomes)) continue;
    for (const { actions, before, end } of coursesOf(
      interpreter,
      interpreter.start(outcomes),
      length,
    )) {
      if (!settles(interpreter.sight(end), claim!, interpreter.sight(before))) continue;
      found++;
      const cost = costOf(traceOf(interpreter, { outcomes, actions }));
      if (best === null || compare(cost, best) < 0) best = cost;
    }
  }
  return { best, found };
};

describe("the counterexample that is shown", () => {
  it.each([
    ["two-phase-commit", "decides-on-first-vote", 30, [0, 3, 0, 3]],
    ["le-lann", "sends-its-own-id-last", 2, [0, 3, 1, 3]],
    ["chang-roberts", "ids-are-shared", 48, [0, 3, 1, 3]],
    ["presumed-abort", "commits-when-uncertain", 2, [0, 2, 0, 1]],
    ["presumed-abort", "aborts-when-uncertain", 40, [0, 3, 0, 3]],
    ["three-phase-commit", "nobody-takes-over", 20, [1, 3, 0, 2]],
    ["token-ring-election", "initiator-leads", 5, [1, 4, 0, 4]],
  ])("of %s with %s costs least among all %i of its length", async (name, bug, count, cost) => {
    const model = catalogue.find((one) => one.name === name)!;
    const { counterexample } = await check(model, { bug });
    const { best, found } = bruteForce(model, bug, counterexample!.length);
    expect({ found, cost: costOf(counterexample!) }).toEqual({ found: count, cost });
    expect(best).toEqual(cost);
  });
});

describe("of counterexamples that are as short, the one is shown", () => {
  const shown = async (model: Model) => stepsOf(await check(model));

  it("with fewer faults, though a crash comes first in the order of actions", async () => {
    const holds = always(standing, ({ walker }) => walker[0] !== "down" && walker[1] !== "b");
    const model = graph({ a: ["b"] }, { walkers: 2, faults: { crash: 1 }, properties: { holds } });
    expect(await shown(model)).toEqual(["walker2 request Go b"]);
  });

  it("with fewer nodes, though another begins with a lesser action", async () => {
    const broken = new Set(["b,c", "a,d", "d,a"]);
    const holds = always(seen, ({ walker }) => !broken.has(walker.join()));
    const model = graph({ a: ["b", "c"], c: ["d"] }, { walkers: 2, properties: { holds } });
    expect(await shown(model)).toEqual(["walker1 request Go c", "walker1 request Go d"]);
  });

  it("with fewer values", async () => {
    const holds = always(seen, ({ walker }) => !["b,c", "c,c"].includes(walker.join()));
    const model = graph({ a: ["b", "c"] }, { walkers: 2, properties: { holds } });
    expect(await shown(model)).toEqual(["walker1 request Go c", "walker2 request Go c"]);
  });

  it("with fewer switches between nodes", async () => {
    const holds = always(seen, ({ walker }) => walker.join() !== "c,c");
    const model = graph({ a: ["b"], b: ["c"] }, { walkers: 2, properties: { holds } });
    const steps = await shown(model);
    expect(steps?.map((step) => step.slice(0, 7))).toEqual([
      "walker1",
      "walker1",
      "walker2",
      "walker2",
    ]);
  });

  it("that breaks a claim about transitions, or about quiescence, at least cost too", async () => {
    const goesUp = alwaysStep(seen, (before, after) => before.walker[0]! <= after.walker[0]!);
    const rests = atQuiescence(seen, ({ walker }) => !walker.includes("d"));
    const edges = { a: ["b", "c"], b: ["a"], c: ["d"] } as const;
    const back = graph(edges, { walkers: 2, properties: { goesUp } });
    expect(await shown(back)).toEqual(["walker1 request Go b", "walker1 request Go a"]);
    const stopped = graph({ a: ["b", "c"], c: ["d"] }, { walkers: 2, properties: { rests } });
    expect(await shown(stopped)).toEqual([
      "walker1 request Go b",
      "walker2 request Go c",
      "walker2 request Go d",
    ]);
  });
});
