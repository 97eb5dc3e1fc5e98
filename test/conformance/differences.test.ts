import { describe, expect, it } from "vitest";
import { conform } from "../../checks/index.ts";
import { counter } from "../engine/toys.ts";
import { askers, differenceIn, questions, spoiled } from "./toys.ts";

const one = questions(1);

describe("an implementation that does as its model does", () => {
  it.each([1, 2, 3])("conforms, with %i to be asked", async (answerers) => {
    const { verdict, difference } = await conform(questions(answerers), askers);
    expect({ verdict, difference }).toEqual({
      verdict: "conforms-within-bounds",
      difference: null,
    });
  });

  it("may send in another order, and one broadcast as several messages", async () => {
    const adapter = spoiled(askers, "asker", (good, event) =>
      good.take(event).flatMap(({ to, ...send }) => to.map((id) => ({ ...send, to: [id] }))),
    );
    expect(await differenceIn(questions(3), adapter)).toBeNull();
  });
});

describe("a difference is found with its event and a shortest path", () => {
  it("in a state", async () => {
    const adapter = spoiled(
      askers,
      "answerer",
      (good, event) => good.take(event),
      () => ({
        state: () => ({ answered: false }),
      }),
    );
    expect(await differenceIn(one, adapter)).toMatchObject({
      node: "answerer",
      event: { kind: "message", tag: "Ask", from: "asker", round: 0, payload: {} },
      rule: "answerer.Ask",
      enabled: true,
      before: { answered: false },
      expected: {
        state: { answered: true },
        sends: [{ to: "asker", tag: "Answer", payload: { note: "well" } }],
      },
      actual: {
        state: { answered: false },
        sends: [{ to: "asker", tag: "Answer", payload: { note: "well" } }],
      },
      durable: null,
      fields: ["state.answered"],
      told: [],
      path: ["asker request Begin"],
    });
  });

  it("in a message that says something else", async () => {
    const adapter = spoiled(askers, "answerer", (good, event) =>
      good.take(event).map((send) => ({ ...send, payload: { note: "ill" } })),
    );
    const difference = await differenceIn(one, adapter);
    expect(difference).toMatchObject({
      expected: { sends: [{ payload: { note: "well" } }] },
      actual: { sends: [{ payload: { note: "ill" } }] },
      fields: ["sends"],
    });
    expect(difference?.path).toHaveLength(1);
  });

  it("in whom a message goes to, though as many are sent", async () => {
    const adapter = spoiled(askers, "asker", (good, event) =>
      good.take(event).map((send) => ({ ...send, to: ["answerer1", "answerer1"] })),
    );
    const difference = await differenceIn(questions(2), adapter);
    expect(difference).toMatchObject({ node: "asker", event: { tag: "Begin" }, path: [] });
    expect(difference?.fields).toEqual(["sends"]);
  });

  it("in a message that is sent twice", async () => {
    const adapter = spoiled(askers, "answerer", (good, event) => {
      const sends = good.take(event);
      return [...sends, ...sends];
    });
    expect((await differenceIn(one, adapter))?.fields).toEqual(["sends"]);
  });

  it("in a reaction to what the rule declines", async () => {
    const adapter = spoiled(askers, "asker", (good, event) =>
      event.tag === "GiveUp" && "done" === (good.state() as { phase: string }).phase
        ? [{ to: ["answerer"], tag: "Ask", payload: {} }]
        : good.take(event),
    );
    expect(await differenceIn(one, adapter)).toMatchObject({
      event: { kind: "timer", tag: "GiveUp", from: null },
      enabled: false,
      before: { phase: "done", got: ["answerer"] },
      expected: { state: { phase: "done" }, sends: [] },
      actual: { sends: [{ to: "answerer", tag: "Ask" }] },
      fields: ["sends"],
      path: ["asker request Begin", "answerer deliver Ask", "asker deliver Answer"],
    });
  });

  it("in what is left after a restart, where all else agrees", async () => {
    const adapter = spoiled(
      askers,
      "asker",
      (good, event) => good.take(event),
      (good) => ({ restarted: () => ({ ...good, state: () => ({ phase: "idle" }) }) }),
    );
    expect(await differenceIn(one, adapter)).toMatchObject({
      event: { tag: "Begin" },
      expected: { state: { phase: "asking" } },
      actual: { state: { phase: "asking" } },
      durable: { expected: { phase: "asking" }, actual: { phase: "idle" } },
      fields: ["durable.phase"],
      path: [],
    });
  });

  it("in how a node starts", async () => {
    const adapter = spoiled(
      askers,
      "answerer",
      (good, event) => good.take(event),
      () => ({
        state: () => ({ answered: true }),
      }),
    );
    const { states, pairs, verdict } = await conform(one, adapter);
    expect({ states, pairs, verdict }).toEqual({ states: 0, pairs: 0, verdict: "differs" });
    expect(await differenceIn(one, adapter)).toMatchObject({
      node: "answerer",
      event: null,
      rule: null,
      before: { answered: false },
      fields: ["state.answered"],
      path: [],
    });
  });

  it("at the third expiry of a timer", async () => {
    const adapter = counting((count) => (count === 3 ? 4 : count));
    expect(await differenceIn(counter({ tick: 5 }), adapter)).toMatchObject({
      event: { kind: "timer", tag: "Tick" },
      before: { count: 2 },
      expected: { state: { count: 3 } },
      actual: { state: { count: 4 } },
      path: ["counter timer Tick", "counter timer Tick"],
    });
  });
});

/** Counts up to five by its timer, and shows what `shown` makes of it. */
const counting = (shown: (count: number) => unknown) => ({
  roles: {
    counter: () => {
      let count = 0;
      return {
        take: ({ tag }: { tag: string }) => {
          if (tag === "Tick" && count < 5) count++;
          return [];
        },
        state: () => ({ count: shown(count) }),
      };
    },
  },
});

describe("an answer that is none is a difference too", () => {
  const errorOf = async (...parts: Parameters<typeof spoiled>): Promise<unknown> => {
    const difference = await differenceIn(one, spoiled(...parts));
    return { actual: difference?.actual, fields: difference?.fields };
  };

  it("if it throws", async () => {
    const found = await errorOf(askers, "answerer", () => {
      throw new Error("no time");
    });
    expect(found).toEqual({
      actual: {
        error: expect.stringMatching(/^it throws: no time \(\S+differences\.test\.ts:\d+\)$/),
      },
      fields: [],
    });
  });

  it("if it throws what is no error, of which nobody knows the place", async () => {
    const found = await errorOf(askers, "answerer", () => {
      // oxlint-disable-next-line no-throw-literal, only-throw-error
      throw "no time";
    });
    expect(found).toEqual({ actual: { error: "it throws: no time" }, fields: [] });
  });

  it("if it throws when it starts", async () => {
    const adapter = { roles: { ...askers.roles, asker: () => JSON.parse("{") } };
    const difference = await differenceIn(one, adapter);
    expect(difference).toMatchObject({ node: "asker", event: null, path: [] });
    expect(JSON.stringify(difference?.actual)).toContain("it throws: ");
  });

  it("if its state is outside the schema", async () => {
    const found = await errorOf(
      askers,
      "asker",
      (good, event) => good.take(event),
      (good) => ({
        state: () => ({ ...good.state(), phase: "lost" }),
      }),
    );
    expect(found).toEqual({
      actual: {
        error:
          "its state is outside the schema: phase: " +
          'expected "idle" | "asking" | "done" | "gave-up", actual "lost"',
      },
      fields: ["state.phase"],
    });
  });

  it("if what is left after a restart lacks a field", async () => {
    const found = await errorOf(
      askers,
      "asker",
      (good, event) => good.take(event),
      (good) => ({ restarted: () => ({ ...good, state: () => ({}) }) }),
    );
    expect(found).toMatchObject({ fields: ["durable.phase"] });
  });

  it("if what starts again is no node", async () => {
    const found = await errorOf(
      askers,
      "asker",
      (good, event) => good.take(event),
      (good) => ({ restarted: () => good.state() }),
    );
    expect(found).toEqual({
      actual: {
        error: "restarted() answers no node with take(), state() and restarted(), but an object",
      },
      fields: ["durable"],
    });
  });

  it("if it sends to someone who does not receive this", async () => {
    const found = await errorOf(askers, "answerer", (good, event) =>
      good.take(event).map((send) => ({ ...send, to: ["answerer"] })),
    );
    expect(found).toEqual({
      actual: { error: "it sends Answer to answerer, who does not receive it" },
      fields: ["sends[0]"],
    });
  });

  it("if a message is outside its schema", async () => {
    const found = await errorOf(askers, "answerer", (good, event) =>
      good.take(event).map((send) => ({ ...send, payload: { note: "so so" } })),
    );
    expect(found).toMatchObject({ fields: ["sends[0].note"] });
  });

  it.each([
    [undefined, "expected a list of what it sends, actual undefined"],
    [Promise.resolve([]), "expected a list of what it sends, actual a promise"],
    [[{ to: "asker", tag: "Answer" }], "expected { to: [...], tag, payload }, actual "],
  ])("if it answers %j", async (answer, error) => {
    const found = await errorOf(askers, "answerer", () => answer);
    expect(JSON.stringify(found)).toContain(error.slice(0, 30));
  });

  it("if it writes to the event that it is told of", async () => {
    const found = await errorOf(askers, "answerer", (good, event) => {
      Object.assign(event, { tag: "Other" });
      return good.take(event);
    });
    expect(JSON.stringify(found)).toContain("read only");
  });
});
