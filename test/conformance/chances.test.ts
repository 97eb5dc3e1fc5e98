/** What random runs choose from, held against trying everything. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chancesOf, linkActions } from "../../checks/conformance/chances.ts";
import { actionsGamble } from "../../checks/conformance/random-actions.ts";
import { sourcesOf } from "../../checks/conformance/sources.ts";
import { Interpreter } from "../../checks/counterexamples/interpreter.ts";
import type { World } from "../../checks/counterexamples/world.ts";
import type { Action } from "../../checks/exploration/actions.ts";
import { instanceOf, type Instance, type Node } from "../../checks/model/instance.ts";
import type { Model } from "../../models/protocol.ts";
import { mail } from "../engine/toys.ts";
import { keepers, keepersAre } from "./keepers.ts";
import { everyAction, everyPlace } from "./worlds.ts";

const faults = { crash: 1, crashMidStep: 1, powerLoss: 1, restart: 1 };

const silent = { partition: 1, suspect: 1, crash: 1 };

describe("in every world, what random runs choose from is all that may happen", () => {
  it.each<[string, Model]>([
    ["nodes that stop and start", keepers({ faults })],
    ["links that are reset", keepers({ faults, resetsLinks: true })],
    ["lost and copied messages", keepers({ faults: { drop: 1, duplicate: 1 } })],
    ["queues", mail([[1, 2]], { network: "fifo", takes: (_, note) => note === 2 })],
    ["registers", keepers({ network: "latest", faults: { drop: 1, crash: 1, restart: 1 } })],
    ["sets", keepers({ network: "set", faults: { drop: 1 } })],
    ["a network in parts", keepers({ faults: { partition: 1, oneWay: 2, restart: 1, crash: 1 } })],
    ["perfect timers", keepers({ faults: { suspect: 1, crash: 1 }, perfect: ["Silence"] })],
    ["timers of silence", keepers({ faults: silent, silence: ["Silence"] })],
  ])("with %s", (_, model) => {
    const instance = instanceOf(model, {});
    const drawn = drawnFrom(instance);
    let worlds = 0;
    for (const { world } of everyPlace(drawn.interpreter)) {
      worlds++;
      // One crash in mid-step stands for those in which other messages leave.
      const all = everyAction(drawn.interpreter, world).filter(({ leaving = 0 }) => leaving === 0);
      expect(sorted(drawn.actions(world))).toEqual(sorted(all));
    }
    expect(worlds).toBeGreaterThan(2);
  });
});

describe("a random run", () => {
  it("takes what happens to links as often as what happens to a node", () => {
    const model = keepers({ faults: { partition: 50 } });
    const { valueOf, play } = actionsGamble(instanceOf(model, {}), keepersAre());
    const values = fc.sample(valueOf(60), { numRuns: 100, seed: 1 });
    const slots = values.flatMap((value) => play(value).effective.choices.map(([slot]) => slot));
    const times = [0, 1, 2].map((slot) => slots.filter((one) => one === slot).length);
    expect(Math.min(...times)).toBeGreaterThan(50);
  });
});

const sorted = (actions: readonly Action[]): readonly string[] =>
  actions
    .map(({ kind, node, subject, leaving }) => [kind, node, subject, leaving].join(" "))
    .toSorted();

const drawnFrom = (instance: Instance) => {
  const sources = sourcesOf(instance);
  const interpreter = new Interpreter(instance, false, sources.envelopes);
  const actions = (world: World): readonly Action[] => {
    const step = ({ index }: Node, event: number): number =>
      sources.steps.step(index, sources.steps.internState(index, world.states[index]), event);
    const own = instance.nodes.flatMap(
      (node) => chancesOf({ sources, interpreter, step }, world, node).actions,
    );
    return [...own, ...linkActions(instance, world)];
  };
  return { interpreter, actions };
};
