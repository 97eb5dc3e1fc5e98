/** Perfect timers, divided networks and joint steps, counted by hand. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import {
  become,
  int,
  NodeId,
  vocabulary,
  type Context,
  type Model,
} from "../../../models/protocol.ts";
import { answerTo } from "../answers.ts";

describe("a perfect timer", () => {
  const { model, rules, to } = vocabulary({
    parameters: S.Struct({}),
    roles: {
      watcher: {
        state: S.Struct({ isTold: S.Boolean }),
        receives: { Beat: {} },
        timers: { Gone: { again: S.Boolean, peer: NodeId } },
      },
      target: { state: S.Struct({}) },
    },
  });
  const watch = model({
    name: "watch",
    source: "none",
    population: () => ({ watcher: 1, target: 1 }),
    initial: {
      watcher: () => [become({ isTold: false })],
      target: ({ nodes }) => [become({}, to(nodes.watcher, "Beat"))],
    },
    rules: {
      watcher: rules.watcher({
        Beat: (state) => become(state),
        Gone: ({ isTold }, { again, peer }, { self }) =>
          isTold || again || peer === self ? null : become({ isTold: true }),
      }),
      target: rules.target({}),
    },
    properties: {},
    scenarios: { only: { parameters: {}, perfect: ["Gone"] } },
    bugs: {},
  });

  it("never expires while its peer is up", () => {
    expect(answerTo(watch)).toMatchObject({ states: 2, generated: 2, fired: ["watcher.Beat"] });
    expect(answerTo(watch, { perfect: [] })).toMatchObject({ states: 4, generated: 5 });
  });

  it("expires when the peer is down, and nothing from it is on its way", () => {
    // The beat there or not, the peer up or down; and told, at the end.
    expect(answerTo(watch, { faults: { crash: { target: 1 } } })).toMatchObject({
      states: 5,
      generated: 6,
      depth: 4,
    });
  });

  it("expires by a suspicion, charged to the limit of the timer too", () => {
    const faults = { suspect: 1 };
    expect(answerTo(watch, { faults })).toMatchObject({ states: 4, generated: 5 });
    expect(answerTo(watch, { faults: { suspect: { Gone: 1 } } })).toMatchObject({ states: 4 });
    expect(answerTo(watch, { faults, limits: { Gone: 1 } })).toMatchObject({
      states: 4,
      vacuity: [],
    });
    expect(answerTo(watch, { faults, limits: { Gone: 0 } })).toMatchObject({
      states: 2,
      vacuity: ["the budget of suspect is never used"],
    });
  });

  it("that may expire by itself is not suspected, but may stop in the middle", () => {
    const target = { target: 1 };
    // Before the crash as with suspicion alone; after it, told by suspicion or without.
    const answer = answerTo(watch, { faults: { crash: target, suspect: 1 } });
    expect(answer).toMatchObject({ states: 9, generated: 13 });
    const faults = { crash: target, crashMidStep: { watcher: 1 }, suspect: 1 };
    expect(answerTo(watch, { faults, limits: { Gone: 0 } })).toMatchObject({
      // The beat is there, was read, or was read in the last step; up or down but for suspicion.
      states: 6,
      vacuity: ["the budget of suspect is never used"],
    });
  });
});

const { model, rules, to } = vocabulary({
  parameters: S.Struct({ nodes: int(1, 4) }),
  roles: {
    walker: { state: S.Struct({ at: int(0, 1) }), receives: { Note: {} } },
  },
});
type Joints = NonNullable<Model["joint"]>;
const gone = { state: { at: 1 }, sends: [] };
/** Nodes at 0, which may go to 1 together. */
const walkers = (nodes: number, partners?: number | null): Model => {
  const meet: Joints[string] = {
    role: "walker",
    with: "walker",
    ...(typeof partners === "number" && { partners }),
    rule: (node, others) =>
      [node, ...others].every((state) => (state as { readonly at: number }).at === 0)
        ? { node: gone, partners: others.map(() => gone) }
        : null,
  };
  return {
    ...model({
      name: "walkers",
      source: "none",
      population: (parameters) => ({ walker: parameters.nodes }),
      initial: { walker: () => [become({ at: 0 })] },
      rules: { walker: rules.walker({ Note: (state) => become(state) }) },
      properties: {},
      scenarios: { only: { parameters: { nodes } } },
      bugs: {},
    }),
    ...(partners !== null && { joint: { Meet: meet } }),
  };
};

describe("a network falls apart", () => {
  const still = walkers(3, null);

  it("into any two sides, until it is healed", () => {
    // As it was, one node apart from the others, and healed.
    expect(answerTo(still, { faults: { partition: 1 } })).toMatchObject({
      states: 5,
      generated: 7,
      depth: 3,
    });
  });

  it("in one direction, from any side", () => {
    expect(answerTo(still, { faults: { oneWay: 1 } })).toMatchObject({ states: 8, generated: 13 });
  });

  it("into the sides that are given, as often as is said", () => {
    const sides = [["walker1"]];
    const once = answerTo(still, { faults: { partition: { times: 1, sides } } });
    expect(once).toMatchObject({ states: 3, generated: 3 });
    // A second time only when it was healed, for before no other link would be cut.
    const twice = answerTo(still, { faults: { partition: { times: 2, sides } } });
    expect(twice).toMatchObject({ states: 5, generated: 5 });
    const [alone] = [answerTo(walkers(1, null), { faults: { partition: 2, oneWay: 1 } })];
    expect(alone).toMatchObject({
      states: 1,
      vacuity: ["the budget of oneWay is never used", "the budget of partition is never used"],
    });
  });

  it("and what was sent waits", () => {
    const letter = (of: Context) => (of.self === "walker1" ? [to(of.peers[0]!, "Note")] : []);
    const sent: Model = {
      ...still,
      initial: { walker: (context) => [{ state: { at: 0 }, sends: letter(context) }] },
    };
    const towards = { oneWay: { times: 1, sides: [["walker1"]] } };
    // The letter there or read: whole, cut and healed; it is read in the first and the last.
    expect(answerTo(sent, { faults: towards })).toMatchObject({ states: 6, generated: 7 });
    const back = { oneWay: { times: 1, sides: [["walker2"]] } };
    expect(answerTo(sent, { faults: back })).toMatchObject({ states: 6, generated: 8 });
    expect(answerTo(sent, { faults: { ...towards, drop: 1 } })).toMatchObject({
      // As before, and three more in which the letter was dropped, while it was held back too.
      states: 9,
      generated: 12,
    });
  });
});

describe("a joint step", () => {
  it("is tried for every node and every set of partners", () => {
    // Three nodes with one of two others or both of them: three pairs, and all at once.
    expect(answerTo(walkers(3))).toMatchObject({
      states: 5,
      generated: 10,
      depth: 2,
      fired: ["joint.Meet"],
    });
    expect(answerTo(walkers(3, 1))).toMatchObject({ states: 4, generated: 7 });
    expect(answerTo(walkers(3, 2))).toMatchObject({ states: 2, generated: 4 });
    expect(answerTo(walkers(3, 3))).toMatchObject({ states: 1, generated: 1 });
  });

  it("has a limit like any other", () => {
    expect(answerTo(walkers(4, 1))).toMatchObject({ states: 1 + 6 + 1, generated: 1 + 12 + 12 });
    expect(answerTo(walkers(4, 1), { limits: { Meet: 1 } })).toMatchObject({
      states: 7,
      generated: 13,
    });
    expect(answerTo(walkers(1), { limits: { Meet: 1 } })).toMatchObject({
      vacuity: ["the limit of Meet is never used"],
    });
  });

  it("is for those who are up and not cut off", () => {
    expect(answerTo(walkers(2), { faults: { crash: 1 } })).toMatchObject({
      states: 6,
      generated: 7,
    });
    expect(answerTo(walkers(2), { faults: { partition: 1 } })).toMatchObject({
      states: 6,
      generated: 9,
    });
    // One direction is enough, whichever it is.
    expect(answerTo(walkers(2), { faults: { oneWay: 1 } })).toMatchObject({
      states: 8,
      generated: 13,
    });
  });
});
