import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import type { Adapter, StartNode } from "../../impl/adapter.ts";
import { add, become, empty, NodeId, vocabulary } from "../../models/protocol.ts";
import { mail } from "../engine/toys.ts";
import { askers, differenceIn, questions, spoiled } from "./toys.ts";

const one = questions(1);

describe("what an implementation hides", () => {
  it("comes out after events that it ought to have ignored", async () => {
    const adapter = spoiled(askers, "asker", (good, event, told) => {
      if (told === 3) throw new Error("three are enough");
      return good.take(event);
    });
    expect(await differenceIn(one, adapter)).toMatchObject({
      event: { kind: "request", tag: "Begin" },
      enabled: false,
      before: { phase: "gave-up" },
      actual: { error: expect.stringMatching(/^it throws: three are enough \(/) },
      told: [{ kind: "timer", tag: "GiveUp" }],
      path: ["asker request Begin", "asker timer GiveUp"],
    });
  });

  it("comes out on the path that leads to it, and not only on the first to the state", async () => {
    // The third answer is lost, if it comes from the first: all states but this are as they were.
    const adapter = spoiled(askers, "asker", (good, event, told) =>
      told === 3 && event.from === "answerer1" ? [] : good.take(event),
    );
    const difference = await differenceIn(questions(3), adapter);
    expect(difference).toMatchObject({ node: "asker", event: { from: "answerer1" } });
    expect(difference?.path).toHaveLength(6);
  });
});

describe("a queue that its adapter shows as a set", () => {
  const { model, rules, to } = vocabulary({
    parameters: S.Struct({}),
    roles: {
      desk: {
        state: S.Struct({ waiting: S.ReadonlySet(NodeId) }),
        receives: { Ask: {} },
        requests: { Call: {} },
      },
      guest: {
        state: S.Struct({ asked: S.Boolean }),
        receives: { Turn: {} },
        requests: { Come: {} },
      },
    },
  });
  const office = model({
    name: "office",
    source: "a waiting room",
    population: () => ({ desk: 1, guest: 2 }),
    initial: {
      desk: () => [become({ waiting: empty })],
      guest: () => [become({ asked: false })],
    },
    rules: {
      desk: rules.desk({
        Ask: ({ waiting }, { from }) => become({ waiting: add(waiting, from) }),
        Call: ({ waiting }) => {
          const [next, ...others] = waiting;
          return next === undefined ? null : become({ waiting: new Set(others) }, to(next, "Turn"));
        },
      }),
      guest: rules.guest({
        Come: ({ asked }, _, { nodes }) =>
          asked ? null : become({ asked: true }, to(nodes.desk, "Ask")),
        Turn: () => null,
      }),
    },
    properties: {},
    scenarios: { only: { parameters: {} } },
    bugs: {},
  });
  const desk: StartNode = () => {
    const queue: NodeId[] = [];
    return {
      take: ({ tag, from }) => {
        if (tag === "Ask") queue.push(from!);
        const next = tag === "Call" ? queue.shift() : undefined;
        return next === undefined ? [] : [{ to: [next], tag: "Turn", payload: {} }];
      },
      state: () => ({ waiting: new Set(queue) }),
    };
  };
  const adapter: Adapter = { roles: { desk, guest: "model" } };

  it("conforms after one shortest history of each pair, and random runs find another", async () => {
    expect(await differenceIn(office, adapter)).toBeNull();
    const difference = await differenceIn(office, adapter, { random: { runs: 100 } });
    expect(difference).toMatchObject({
      event: { tag: "Call" },
      before: { waiting: ["guest1", "guest2"] },
      expected: { sends: [{ to: "guest1" }] },
      actual: { sends: [{ to: "guest2" }] },
    });
  });
});

describe("the network decides what a node is told", () => {
  const reading = (ignores: (note: unknown) => boolean) => ({
    roles: {
      sender: () => ({ take: () => [], state: () => ({}) }),
      reader: () => {
        const log: unknown[] = [];
        return {
          take: ({ fields }: { fields: Readonly<Record<string, unknown>> }) => {
            if (!ignores(fields["note"]) && log.length < 4) log.push(fields["note"]);
            return [];
          },
          state: () => ({ log }),
        };
      },
    },
  });
  const odd = (_: readonly number[], note: number): boolean => note % 2 === 1;
  const posts = mail([[2, 1]], { takes: odd, network: "fifo" });

  it("messages that are there when it starts have to be sent", async () => {
    expect(
      await differenceIn(
        posts,
        reading(() => false),
      ),
    ).toMatchObject({
      node: "sender",
      event: null,
      expected: { sends: [{ tag: "Note", payload: { note: 2 } }, { payload: { note: 1 } }] },
      actual: { sends: [] },
    });
  });

  const sent = {
    sent: [
      { to: ["reader"], tag: "Note", payload: { note: 2 } },
      { to: ["reader"], tag: "Note", payload: { note: 1 } },
    ],
  };
  const sending = (ignores: (note: unknown) => boolean) =>
    spoiled(
      reading(ignores),
      "sender",
      () => [],
      () => sent,
    );

  it("what a rule discards at the head of a queue has to be ignored", async () => {
    const isEven = (note: unknown): boolean => Number(note) % 2 === 0;
    expect(await differenceIn(posts, sending(isEven))).toBeNull();
    expect(
      await differenceIn(
        posts,
        sending(() => false),
      ),
    ).toMatchObject({
      node: "reader",
      event: { tag: "Note", from: "sender", payload: { note: 2 } },
      enabled: false,
      actual: { state: { log: [2] } },
      fields: ["state.log"],
      path: [],
    });
  });

  it("what was discarded was told: the next event comes after it", async () => {
    const adapter = spoiled(
      sending((note) => note === 2),
      "reader",
      (good, event, told) => (told === 1 ? [] : good.take(event)),
    );
    expect(await differenceIn(posts, adapter)).toMatchObject({
      event: { payload: { note: 1 } },
      path: ["reader discard Note"],
    });
  });
});
