/** What would be passed over in silence, or is answered otherwise each time, is refused. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import { check, replay } from "../../checks/index.ts";
import {
  always,
  become,
  int,
  NodeId,
  vocabulary,
  within,
  type Model,
} from "../../models/protocol.ts";

const { model, observe, rules, to } = vocabulary({
  parameters: S.Struct({}),
  roles: {
    node: {
      state: S.Struct({ count: int(0, 3), saved: int(0, 3) }),
      durable: ["saved"],
      receives: { Note: {} },
      timers: { Tick: { peer: NodeId } },
      requests: { Go: {} },
    },
  },
});
const counts = observe({ node: ({ count }) => count });

const sound = model({
  name: "sound",
  source: "none",
  population: () => ({ node: 2 }),
  initial: { node: () => [become({ count: 0, saved: 0 })] },
  rules: {
    node: rules.node({
      Note: () => null,
      Tick: () => null,
      Go: (node, _, { peers }) =>
        node.count < 1 ? become({ ...node, count: 1 }, to(peers, "Note")) : null,
    }),
  },
  properties: { few: always(counts, ({ node }) => node.every((count) => count < 3)) },
  scenarios: { only: { parameters: {} } },
});

const withScenario = (bounds: object): Model => ({
  ...sound,
  scenarios: { only: { parameters: {}, ...bounds } },
});
const withRole = (parts: object): Model => {
  const node = { ...sound.vocabulary.roles["node"]!, ...parts };
  return { ...sound, vocabulary: { ...sound.vocabulary, roles: { node } } };
};

describe("a scenario is refused", () => {
  it.each([
    [{ faults: { drop: "1" } }, "faults.drop: expected a record such as { name: 1 }"],
    [{ faults: { crash: null } }, "faults.crash: expected a record"],
    [{ faults: { crash: { times: 1 } } }, 'faults.crash: unknown name "times"'],
    [{ faults: { partition: { sides: [] } } }, "faults.partition.times: expected a whole number"],
    [{ faults: { partition: { times: 1 } } }, "faults.partition.sides: expected a list of sides"],
    [
      { faults: { partition: { times: 1, sides: ["node1"] } } },
      "faults.partition.sides: expected a list of names, actual node1",
    ],
    [
      { faults: { oneWay: { times: 1, sides: [["node1", "node2"]] } } },
      "faults.oneWay.sides: a side of 2 of 2 nodes parts nobody",
    ],
    [{ faults: 5 }, "faults: expected a record"],
    [{ faults: { fall: 1 } }, 'unknown fault "fall"'],
    [{ faults: { restart: -1 } }, "faults.restart: expected a whole number"],
    [{ limits: 3 }, "limits: expected a record"],
    [{ caps: null }, "caps: expected a record"],
    [{ perfect: "Tick" }, "perfect: expected a list of names"],
    [{ perfect: ["Tack"] }, 'unknown timer "Tack"; did you mean "Tick"?'],
    [{ perfect: ["Tick"], silence: ["Tick"] }, "the timer Tick is in perfect and in silence"],
    [{ faults: { suspect: 1 } }, "faults.suspect: only a timer that needs a reason can err"],
    [{ faults: { powerLoss: 1 } }, "faults.powerLoss: only a role with unsynced fields"],
    [
      { network: { Note: "set" }, faults: { duplicate: { Note: 1 } } },
      "faults.duplicate.Note: in a set every message may arrive again",
    ],
    [{ network: { Nota: "set" } }, 'unknown message "Nota"; did you mean "Note"?'],
    [{ network: { Note: "stack" } }, 'unknown network of Note "stack"'],
    [{ resetsLinks: "yes" }, "resetsLinks: expected true"],
    [{ unused: ["crush"] }, 'unknown name in unused "crush"; did you mean "crash"?'],
    [{ within: () => true }, "within: expected"],
  ])("where it says %j", async (bounds, message) => {
    await expect(check(withScenario(bounds))).rejects.toThrow(`scenario only: ${message}`);
  });
});

describe("a model is refused", () => {
  it.each([
    [withRole({ durable: ["safe"] }), 'role node, durable: unknown name "safe"'],
    [withRole({ durable: "saved" }), "role node, durable: expected a list of names"],
    [withRole({ durables: ["saved"] }), 'sound, role node: unknown part "durables"'],
    [withRole({ unsynced: { count: "saved" } }), 'role node, unsynced: unknown name "count"'],
    [{ ...sound, intial: {} } as Model, 'sound: unknown part "intial"; did you mean "initial"?'],
  ])("where a name of it is none, %#", async (wrong, message) => {
    await expect(check(wrong)).rejects.toThrow(message);
  });

  const invalid = async (wrong: Model) => (await check(wrong)).problem;

  it("where it remembers something between two looks", async () => {
    let looks = 0;
    const forgetful = observe({ node: () => looks++ % 2 === 0 });
    const properties = { few: always(forgetful, () => true) };
    expect(await invalid({ ...sound, properties })).toMatchObject({
      rule: "observation of node",
      message: "it is not deterministic: looking twice, it sees something else",
    });
    const bound = within(counts, () => looks++ % 2 === 0);
    expect(await invalid(withScenario({ within: bound }))).toMatchObject({ rule: "within" });
    expect(await invalid({ ...sound, initially: bound })).toMatchObject({ rule: "initially" });
    const initial = { node: () => [become({ count: looks++ % 2, saved: 0 })] };
    expect(await invalid({ ...sound, initial })).toMatchObject({ rule: "initial.node" });
  });

  it("where it observes what is not there, or records it", async () => {
    const stranger = { observation: { nobody: () => 1 }, holds: () => true };
    expect(await invalid(withScenario({ within: stranger }))).toMatchObject({
      rule: "within of only",
    });
    const history = { initial: {}, record: { node: { Nota: () => ({}) } } };
    expect(await invalid({ ...sound, history })).toMatchObject({ rule: "history.node.Nota" });
  });

  it.each([0, -1, 1.5])("where a joint step has %d partners", async (partners) => {
    const joint = { Meet: { role: "node", with: "node", partners, rule: () => null } };
    expect(await invalid({ ...sound, joint })).toMatchObject({ rule: "joint.Meet" });
  });

  it("where a joint step answers nothing", async () => {
    const joint = { Meet: { role: "node", with: "node", rule: () => undefined as never } };
    expect(await invalid({ ...sound, joint })).toMatchObject({
      rule: "joint.Meet",
      message: expect.stringMatching(/^expected null, or an outcome/),
    });
  });
});

describe("a restart that may come in several ways", () => {
  const ways = vocabulary({
    parameters: S.Struct({}),
    roles: {
      a: {
        state: S.Struct({ way: int(0, 2), seen: S.Boolean }),
        durable: [],
        receives: { Ping: { way: int(0, 2) } },
      },
    },
  });
  const seen = ways.observe({ a: ({ seen }) => seen });

  /** Way 0 does not come up; the others come up alike, and say which they are. */
  const restarting = ways.model({
    name: "ways",
    source: "none",
    population: () => ({ a: 1 }),
    initial: { a: () => [0, 1, 2].map((way) => become({ way, seen: false })) },
    rules: {
      a: ways.rules.a({
        Ping: (node, { way }) => (way === 2 ? become({ ...node, seen: true }) : null),
        Restart: ({ way }, _, { self }) =>
          way === 0 ? null : become({ way: 0, seen: false }, ways.to(self, "Ping", { way })),
      }),
    },
    properties: { unseen: always(seen, ({ a }) => !a.includes(true)) },
    scenarios: { only: { parameters: {}, faults: { crash: 1, restart: 1 } } },
  });

  it("is replayed in the way that was recorded", async () => {
    const report = await check(restarting);
    expect(report.counterexample!.steps.map(({ action }) => action)).toEqual([
      "crash",
      "restart",
      "deliver",
    ]);
    const { counterexample, ...rest } = JSON.parse(JSON.stringify(report));
    expect(replay(restarting, { ...rest, counterexample })).toMatchObject({ outcome: "violates" });
  });
});
