/** Nodes that stop, and how they start again, counted by hand. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import {
  become,
  int,
  list,
  vocabulary,
  type Model,
  type Outcome,
} from "../../../models/protocol.ts";
import { answerTo, seenIn } from "../answers.ts";

describe("a loss of power", () => {
  const { model, rules } = vocabulary({
    parameters: S.Struct({}),
    roles: {
      store: {
        state: S.Struct({ count: int(0, 1), disk: int(0, 1) }),
        durable: ["count", "disk"],
        unsynced: { count: "disk" },
        requests: { Write: {}, Sync: {} },
      },
    },
  });
  const store = model({
    name: "store",
    source: "none",
    population: () => ({ store: 1 }),
    initial: { store: () => [become({ count: 0, disk: 0 })] },
    rules: {
      store: rules.store({
        Write: (state) => (state.count === 0 ? become({ ...state, count: 1 }) : null),
        Sync: ({ count, disk }) => (count > disk ? become({ count, disk: count }) : null),
      }),
    },
    properties: {},
    scenarios: { only: { parameters: {} } },
    bugs: {},
  });

  it("takes back what had not reached the disk", () => {
    // Up at 00, 10 and 11; down at 00, to which 10 falls back too, and at 11.
    expect(answerTo(store, { faults: { powerLoss: 1 } })).toMatchObject({
      states: 5,
      generated: 6,
      depth: 4,
    });
  });

  it("is no crash, which leaves the state as it is", () => {
    expect(answerTo(store, { faults: { crash: 1 } })).toMatchObject({ states: 6, generated: 6 });
  });
});

describe("a restart", () => {
  const { model, rules } = vocabulary({
    parameters: S.Struct({}),
    roles: {
      phoenix: {
        state: S.Struct({ kept: int(0, 2), lost: int(0, 1) }),
        durable: ["kept"],
        requests: { Work: {} },
      },
    },
    history: S.Struct({ restarts: int(0, 2) }),
  });
  const work = rules.phoenix({
    Work: ({ kept }) => (kept === 0 ? become({ kept: 1, lost: 1 }) : null),
  });
  type Phoenix = { readonly kept: number; readonly lost: number };
  const phoenix = (
    starts: readonly Phoenix[],
    more: { readonly Restart?: (state: Phoenix) => Outcome<Phoenix> | null } = {},
    properties: Model["properties"] = {},
  ): Model =>
    model({
      name: "phoenix",
      source: "none",
      population: () => ({ phoenix: 1 }),
      initial: { phoenix: () => starts.map((start) => become(start)) },
      rules: { phoenix: { ...work, ...more } },
      history: {
        initial: { restarts: 0 },
        record: { phoenix: { Restart: ({ restarts }) => ({ restarts: restarts + 1 }) } },
      },
      properties,
      scenarios: { only: { parameters: {} } },
    });
  const faults = { crash: 1, restart: 1 };

  it("keeps what is durable, and starts all else afresh", () => {
    // Up at 00 and 11, down at both, up again at 00 and, after work once more, at 11; and at 10.
    const answer = answerTo(phoenix([{ kept: 0, lost: 0 }]), { faults });
    expect(answer).toMatchObject({ states: 7, generated: 7, depth: 4, vacuity: [] });
  });

  it("is one action for each way to start that differs in what is not durable", () => {
    const one = [
      { kept: 2, lost: 0 },
      { kept: 1, lost: 0 },
    ];
    // Two ways to start, each of which may stop, and starts again in one way.
    expect(answerTo(phoenix(one), { faults })).toMatchObject({ states: 6, generated: 6 });
    const two = [
      { kept: 1, lost: 0 },
      { kept: 1, lost: 1 },
    ];
    // Both of the two that stop may come up as either.
    expect(answerTo(phoenix(two), { faults })).toMatchObject({ states: 6, generated: 8 });
  });

  it("does what its rule says, and not what it declines", () => {
    const Restart = ({ lost }: Phoenix) => (lost === 0 ? become({ kept: 2, lost }) : null);
    const starts = [
      { kept: 1, lost: 0 },
      { kept: 1, lost: 1 },
    ];
    const answer = answerTo(phoenix(starts, { Restart }), { faults });
    expect(answer).toMatchObject({ states: 5, generated: 6, fired: ["phoenix.Restart"] });
    const never = answerTo(phoenix(starts, { Restart: () => null }), { faults });
    expect(never).toMatchObject({
      states: 4,
      generated: 4,
      vacuity: ["the budget of restart is never used"],
    });
  });

  it("is recorded where it has a rule", () => {
    const observation = { history: ({ restarts }: { readonly restarts: number }) => restarts };
    const start = { kept: 1, lost: 0 };
    const plain = phoenix([start]);
    const ruled = phoenix([start], { Restart: (state) => become(state) });
    expect(seenIn(plain, { faults }, observation)).toEqual(['{"history":0}']);
    expect(seenIn(ruled, { faults }, observation)).toEqual(['{"history":0}', '{"history":1}']);
  });
});

describe("a crash in the middle of a step", () => {
  const { model, observe, rules, to } = vocabulary({
    parameters: S.Struct({}),
    roles: {
      poster: {
        state: S.Struct({ left: int(0, 1) }),
        receives: { Note: {} },
        requests: { Post: {} },
      },
      reader: {
        state: S.Struct({ log: list(int(0, 2), 2) }),
        receives: { Letter: { n: int(0, 2) } },
      },
    },
  });
  const posts = model({
    name: "posts",
    source: "none",
    population: () => ({ poster: 1, reader: 1 }),
    initial: { poster: () => [become({ left: 1 })], reader: () => [become({ log: [] })] },
    rules: {
      poster: rules.poster({
        Post: ({ left }, _, { nodes, self }) =>
          left === 0
            ? null
            : become(
                { left: 0 },
                to(nodes.reader, "Letter", { n: 1 }),
                to(nodes.reader, "Letter", { n: 2 }),
                to(self, "Note"),
              ),
        Note: () => null,
      }),
      reader: rules.reader({ Letter: () => null }),
    },
    properties: {},
    scenarios: { only: { parameters: {} } },
    bugs: {},
  });
  const mail = observe({
    poster: ({ left }, { up, inboxEmpty }) => [left, up, inboxEmpty],
  });

  it("lets any subset of what was sent leave", () => {
    const faults = { crashMidStep: { poster: 1 } };
    expect(answerTo(posts, { faults })).toMatchObject({ states: 10, generated: 10, depth: 2 });
    expect(seenIn(posts, { faults }, mail)).toHaveLength(4);
  });

  it("loses what was on its way to the node itself, where links are reset", () => {
    const bounds = { faults: { crashMidStep: { poster: 1 } }, resetsLinks: true } as const;
    expect(answerTo(posts, bounds)).toMatchObject({ states: 6, generated: 10 });
    expect(seenIn(posts, bounds, mail)).toHaveLength(3);
  });

  it("is charged to a budget of its own", () => {
    expect(answerTo(posts, { faults: { crash: 1, crashMidStep: { reader: 1 } } })).toMatchObject({
      vacuity: ["the budget of crashMidStep for reader is never used"],
    });
    expect(answerTo(posts, { faults: { crashMidStep: 1 }, limits: { Post: 0 } })).toMatchObject({
      states: 1,
    });
  });
});

describe("a link that is reset", () => {
  const { model, rules, to } = vocabulary({
    parameters: S.Struct({}),
    roles: {
      writer: { state: S.Struct({ left: int(0, 1) }), requests: { Post: {} } },
      reader: { state: S.Struct({}), receives: { Note: {} }, durable: [] },
    },
  });
  const post = model({
    name: "post",
    source: "none",
    population: () => ({ writer: 1, reader: 1 }),
    initial: { writer: () => [become({ left: 1 })], reader: () => [become({})] },
    rules: {
      writer: rules.writer({
        Post: ({ left }, _, { nodes }) =>
          left === 0 ? null : become({ left: 0 }, to(nodes.reader, "Note")),
      }),
      reader: rules.reader({ Note: () => null }),
    },
    properties: {},
    scenarios: { only: { parameters: {} } },
    bugs: {},
  });

  it("loses what comes to a node that stops, and what is sent to it while it is down", () => {
    const faults = { crash: { reader: 1 } };
    // Up or down, before and after the letter.
    expect(answerTo(post, { faults })).toMatchObject({ states: 4, generated: 5 });
    // With no letter there, both ways lead to the same.
    expect(answerTo(post, { faults, resetsLinks: true })).toMatchObject({
      states: 4,
      generated: 5,
    });
    const restarted = { crash: { reader: 1 }, restart: 1 };
    // Up again: with the letter or before it. Then only what is sent later is there.
    expect(answerTo(post, { faults: restarted })).toMatchObject({ states: 6, generated: 8 });
    expect(answerTo(post, { faults: restarted, resetsLinks: true })).toMatchObject({
      states: 7,
      generated: 8,
    });
  });

  it("still delivers what the node had sent before", () => {
    const faults = { crash: { writer: 1 } };
    expect(answerTo(post, { faults, resetsLinks: true })).toMatchObject(answerTo(post, { faults }));
  });

  it("does not concern a role without durable fields, which stays down", () => {
    expect(answerTo(post, { faults: { crash: { writer: 1 }, restart: 1 } })).toMatchObject({
      vacuity: ["the budget of restart is never used"],
    });
  });
});
