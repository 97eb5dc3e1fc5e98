/** Faults of nodes, in models so small that their states can be counted by hand. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import { check } from "../../checks/index.ts";
import {
  always,
  become,
  int,
  NodeId,
  sometimes,
  vocabulary,
  type Scenario,
} from "../../models/protocol.ts";
import { figures, statusOf, stepsOf } from "./toys.ts";

// ── A node with a disk, that calls others ───────────────────────────────────────────────────────

const { model, observe, rules, to } = vocabulary({
  parameters: S.Struct({}),
  roles: {
    writer: {
      state: S.Struct({ memory: int(0, 2), log: int(0, 2), disk: int(0, 2), ups: int(0, 2) }),
      durable: ["log", "disk", "ups"],
      unsynced: { log: "disk" },
      requests: { Write: {}, Sync: {} },
    },
    listener: {
      state: S.Struct({ heard: int(0, 2), alarm: S.Boolean }),
      receives: { Wrote: {} },
      timers: { Silence: { peer: NodeId } },
    },
  },
});

const seen = observe({
  writer: ({ memory, log, disk, ups }, { up }) => ({ memory, log, disk, ups, up }),
  listener: ({ heard, alarm }) => ({ heard, alarm }),
});

/** A writer tells its listeners what it has written; they hear of it only if they `listen`. */
const disk = (
  listeners: number,
  scenario: Pick<Scenario, "faults" | "resetsLinks"> & {
    readonly limits?: { readonly [T in "Write" | "Sync" | "Silence"]?: number };
    readonly perfect?: readonly ["Silence"];
  },
  { listen = false, properties = {} }: { listen?: boolean; properties?: object } = {},
) =>
  model({
    name: "disk",
    source: "a desk",
    population: () => ({ writer: 1, listener: listeners }),
    initial: {
      writer: () => [become({ memory: 0, log: 0, disk: 0, ups: 0 })],
      listener: () => [become({ heard: 0, alarm: false })],
    },
    rules: {
      writer: rules.writer({
        Write: (node, _, { nodes }) =>
          node.log === 0
            ? become({ ...node, memory: 1, log: 1 }, to(nodes.listener, "Wrote"))
            : null,
        Sync: (node) => (node.log === 1 && node.disk === 0 ? become({ ...node, disk: 1 }) : null),
        Restart: (node) => become({ ...node, ups: node.ups + 1 }),
      }),
      listener: rules.listener({
        Wrote: (node) => (listen ? become({ ...node, heard: 1 }) : null),
        Silence: (node, { peer }, { nodes }) =>
          !node.alarm && nodes.writer.includes(peer) ? become({ ...node, alarm: true }) : null,
      }),
    },
    properties,
    scenarios: { only: { parameters: {}, limits: { Sync: 1 }, ...scenario } },
  });

describe("a crash in the middle of a step", () => {
  it("lets any subset of the sends leave, after the state has changed", async () => {
    const faults = { crashMidStep: { writer: 1 } };
    const perfect: ["Silence"] = ["Silence"];
    const properties = {
      half: sometimes(seen, ({ writer, listener }) => {
        const [first, second] = listener;
        return !writer[0]!.up && first!.heard === 1 && second!.heard === 0;
      }),
      unwritten: always(seen, ({ writer }) => writer[0]!.up || writer[0]!.log === 1),
    };
    const limits = { Sync: 0, Silence: 0 };
    // The start, written and up, and down with each of four subsets on their way.
    expect(await figures(disk(2, { faults, perfect, limits }))).toEqual([6, 6, 2]);
    const report = await check(disk(2, { faults, perfect, limits }, { listen: true, properties }));
    expect(statusOf(report)).toEqual({ half: "met at 3", unwritten: "holds" });
  });

  it("is told with what did not leave", async () => {
    const faults = { crashMidStep: 1, crash: 1 };
    const properties = {
      heard: always(seen, ({ writer, listener }) => writer[0]!.up || listener[1]!.heard === 0),
    };
    const limits = { Sync: 0, Silence: 0 };
    const report = await check(disk(2, { faults, limits }, { listen: true, properties }));
    const [first, second] = report.counterexample!.steps;
    expect(first).toMatchObject({
      action: "request",
      node: "writer",
      state: { log: 1 },
      sends: [{ to: "listener2", tag: "Wrote" }],
      unsent: [{ to: "listener1", tag: "Wrote" }],
    });
    expect(second).toMatchObject({ action: "deliver", node: "listener2", unsent: null });
    expect(report.counterexample).toMatchObject({ length: 2, faults: 1 });
  });
});

describe("a restart", () => {
  const properties = {
    forgets: sometimes(seen, ({ writer: [one] }) => one!.ups === 1 && one!.memory === 0),
    remembers: sometimes(seen, ({ writer: [one] }) => one!.ups === 1 && one!.log === 1),
    ghost: always(seen, ({ writer: [one] }) => one!.ups === 0 || one!.memory === 0),
  };

  it("keeps durable fields, starts the others afresh, and asks the rule", async () => {
    const faults = { crash: { writer: 1 }, restart: 1 };
    const limits = { Sync: 0, Silence: 0, Write: 1 };
    const report = await check(disk(0, { faults, limits }, { properties }));
    expect(statusOf(report)).toEqual({
      forgets: "met at 3",
      remembers: "met at 4",
      // After a restart with nothing written, something may be written.
      ghost: "violated at 4",
    });
    expect(stepsOf(report)).toEqual([
      "writer crash",
      "writer restart Restart",
      "writer request Write",
    ]);
  });

  it("needs a budget of its own", async () => {
    const limits = { Sync: 0, Silence: 0, Write: 0 };
    expect(await figures(disk(0, { limits, faults: { crash: 1 } }))).toEqual([2, 2, 2]);
    const faults = { crash: 1, restart: 1 };
    expect(await figures(disk(0, { limits, faults }))).toEqual([3, 3, 3]);
  });

  it("is one of nodes that say what is durable", async () => {
    await expect(check(disk(1, { faults: { restart: { listener: 1 } } }))).rejects.toThrow(
      "scenario only: faults.restart.listener: " +
        "only a role that says which of its fields are durable starts again",
    );
  });
});

describe("a loss of power", () => {
  it("takes what was written and not synced, and nothing else", async () => {
    const properties = {
      lost: sometimes(seen, ({ writer: [one] }) => !one!.up && one!.memory === 1 && one!.log === 0),
      kept: sometimes(seen, ({ writer: [one] }) => !one!.up && one!.log === 1 && one!.disk === 1),
      torn: always(seen, ({ writer: [one] }) => one!.up || one!.log === one!.disk),
    };
    const limits = { Sync: 1, Silence: 0, Write: 1 };
    const report = await check(disk(0, { faults: { powerLoss: 1 }, limits }, { properties }));
    expect(statusOf(report)).toEqual({ lost: "met at 3", kept: "met at 4", torn: "holds" });
    const crashed = await check(disk(0, { faults: { crash: 1 }, limits }, { properties }));
    expect(crashed).toMatchObject({ verdict: "violated", property: "torn" });
  });
});

describe("a perfect timer", () => {
  const faults = { crash: { writer: 1 } };
  const perfect: ["Silence"] = ["Silence"];
  const properties = {
    rightly: always(seen, ({ writer, listener: [one] }) => !one!.alarm || !writer[0]!.up),
    deafly: always(seen, ({ writer, listener: [one] }) => {
      return !one!.alarm || writer[0]!.log === 0 || one!.heard === 1;
    }),
    alarmed: sometimes(seen, ({ listener: [one] }) => one!.alarm),
  };
  const limits = { Sync: 0 };

  it("expires only when its peer is down, and nothing from it is on its way", async () => {
    const model = disk(
      1,
      { faults, perfect, limits: { ...limits, Silence: 1 } },
      { listen: true, properties },
    );
    const report = await check(model);
    expect(statusOf(report)).toEqual({ rightly: "holds", deafly: "holds", alarmed: "met at 3" });
  });

  it("expires at any time where it is not said to be perfect", async () => {
    const report = await check(disk(1, { faults, limits }, { listen: true, properties }), {
      goOn: true,
    });
    expect(statusOf(report)).toEqual({
      rightly: "violated at 2",
      deafly: "violated at 3",
      alarmed: "met at 2",
    });
  });

  it("errs as often as its budget says, and is told to err", async () => {
    const model = disk(
      1,
      { faults: { suspect: 1 }, perfect, limits },
      { listen: true, properties },
    );
    const report = await check(model);
    expect(stepsOf(report)).toEqual(["listener suspect Silence writer"]);
    expect(report.counterexample).toMatchObject({ faults: 1 });
  });

  it("has to name a peer", async () => {
    const { model, rules } = vocabulary({
      parameters: S.Struct({}),
      roles: { clock: { state: S.Struct({}), timers: { Tick: { times: int(0, 1) } } } },
    });
    const clock = model({
      name: "clock",
      source: "a wall",
      population: () => ({ clock: 1 }),
      initial: { clock: () => [become({})] },
      rules: { clock: rules.clock({ Tick: () => null }) },
      properties: {},
      scenarios: { only: { parameters: {}, perfect: ["Tick"] } },
    });
    await expect(check(clock)).rejects.toThrow(
      "perfect: the timer Tick names no peer: it has no field of type NodeId",
    );
  });
});

describe("links that a crash resets", () => {
  it("lose what is on its way to the node, and what is sent to it while it is down", async () => {
    const faults = { crash: { listener: 1 } };
    const limits = { Sync: 0, Silence: 0, Write: 1 };
    const waiting = observe({ listener: (_, { up, inboxEmpty }) => ({ up, inboxEmpty }) });
    const properties = {
      lost: always(waiting, ({ listener: [one] }) => one!.up || one!.inboxEmpty),
    };
    const reset = disk(1, { faults, limits, resetsLinks: true }, { properties });
    expect(await check(reset)).toMatchObject({ verdict: "holds-within-bounds", states: 4 });
    const kept = await check(disk(1, { faults, limits }, { properties }));
    expect(stepsOf(kept)).toEqual(["writer request Write", "listener crash"]);
  });
});
