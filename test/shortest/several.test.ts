/** More than one counterexample: each of another causal shape, and the shortest of its shape. */
import { describe, expect, it } from "vitest";
import { check, replay, type CheckOptions, type CheckReport } from "../../checks/index.ts";
import { follow } from "../../checks/schedules/follow.ts";
import { catalogue } from "../../models/index.ts";
import { always, alwaysStep, sometimes, type Model } from "../../models/protocol.ts";
import { avoids, counted, counter, graph, logged, mail, seen, standing } from "../engine/toys.ts";

const shownIn = ({ counterexample, others }: CheckReport) =>
  counterexample === null ? others : [counterexample, ...others];

/** The paths of all that are shown. Each is what it says, and the figures are those without it. */
const several = async (model: Model, options: CheckOptions = {}): Promise<readonly string[]> => {
  const report = await check(model, { counterexamples: 5, ...options });
  const { scenario, bug } = options;
  const choice = { ...(scenario && { scenario }), ...(bug && { bug }) };
  for (const one of shownIn(report)) {
    if (options.seek === undefined)
      expect(replay(model, { ...report, counterexample: one }).outcome).toBe("violates");
    const followed = follow(model, one.path!, choice);
    expect(followed.property).toBe(report.property);
    expect(followed.trace.steps).toEqual(one.steps);
  }
  const { others, ...rest } = report;
  const alone = await check(model, options);
  expect({ ...rest, seconds: 0 }).toEqual({ ...alone, others: undefined, seconds: 0 });
  const again = await check(model, { counterexamples: 5, ...options });
  expect(JSON.stringify(again.others)).toBe(JSON.stringify(others));
  return shownIn(report).map(({ path }) => path!);
};

const bothAt = (place: string) => always(seen, ({ walker }) => !walker.every((at) => at === place));

describe("of several counterexamples", () => {
  it("two that differ in what happens are two", async () => {
    const holds = always(standing, ({ walker: [at] }) => at === "a");
    const model = graph({ a: ["b"] }, { faults: { crash: 1 }, properties: { holds } });
    expect(await several(model)).toEqual(["0.0", "0.1"]);
  });

  it("two that differ in the order of what does not depend on each other are one", async () => {
    const model = graph({ a: ["b"] }, { walkers: 2, properties: { both: bothAt("b") } });
    expect(await several(model)).toEqual(["0.0.0"]);
  });

  it("two that differ in the names of nodes that are alike are one", async () => {
    const model = graph({ a: ["b"] }, { walkers: 3, properties: { no: avoids("b") } });
    expect(await several(model)).toEqual(["0.0"]);
  });

  it("two that differ in what a message says are one", async () => {
    const holds = always(logged, ({ reader: [log] }) => log!.length < 1);
    expect(await several(mail([[1], [2]], { properties: { holds } }))).toEqual(["0.0"]);
  });

  it("by a timer or a request, in either order, three are of different shape", async () => {
    // Twice the timer; once each, in the order that comes first; twice the request.
    const low = always(counted, ({ counter: [count] }) => count! < 2);
    const model = counter({ tick: 2, add: 2, properties: { low } });
    const paths = await several(model);
    expect(paths).toEqual(["0.0.0", "0.0.1", "0.1.1"]);
    expect(await several(model, { counterexamples: 2 })).toEqual(paths.slice(0, 2));
    expect(await several(model, { goOn: true })).toEqual(paths);
  });

  it("longer ones come from deeper levels", async () => {
    // One walker goes to d, or both are at c.
    const holds = always(seen, ({ walker }) => !["d,a", "c,c"].includes(walker.join()));
    const model = graph({ a: ["b", "d"], b: ["c"] }, { walkers: 2, properties: { holds } });
    const report = await check(model, { counterexamples: 5 });
    expect(shownIn(report).map(({ length }) => length)).toEqual([1, 4]);
    expect(report.depth).toBe(2);
    expect((await several(model)).length).toBe(2);
  });

  it("those of a claim about transitions are told apart too", async () => {
    const rises = alwaysStep(
      counted,
      (before, after) => after.counter[0]! - before.counter[0]! < 1,
    );
    expect(await several(counter({ tick: 1, add: 1, properties: { rises } }))).toEqual([
      "0.0",
      "0.1",
    ]);
  });

  it("ways to a witness that is sought are as many", async () => {
    const two = sometimes(counted, ({ counter: [count] }) => count === 2);
    const model = counter({ tick: 2, add: 2, properties: { two } });
    expect(await several(model, { seek: "two" })).toEqual(["0.0.0", "0.0.1", "0.1.1"]);
  });

  it("in rounds the cheapest come first", async () => {
    const generals = catalogue.find(({ name }) => name === "oral-messages")!;
    const scenario = "three-generals-one-traitor";
    // Whoever is the traitor, and whom it lies to: alike nodes make no other shape.
    expect(await several(generals, { scenario })).toEqual(["4.0.0.0.0.0.0.0.1"]);
    expect(await several(generals, { bug: "one-round-too-few" })).toEqual([
      "0.0.0.0.0.0.0.0.1",
      "0.0.0.0.0.0.0.1.1",
    ]);
  });

  it("none is shown where nothing is violated", async () => {
    expect(await several(counter({ tick: 2 }))).toEqual([]);
  });
});
