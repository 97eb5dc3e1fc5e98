/** What traitors make loyal nodes send on, which violation is told, and what of it is seen. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import { composedReportOf } from "../../checks/answer/composed.ts";
import { check } from "../../checks/index.ts";
import { add, always, become, empty, int, sometimes, vocabulary } from "../../models/protocol.ts";
import oralMessages from "../../models/oral-messages.ts";
import { composed, generals } from "../composition/generals.ts";
import { calls, heard, observe } from "./round-toys.ts";

const Word = int(0, 1);
const language = vocabulary({
  parameters: S.Struct({ traitors: int(0, 1) }),
  synchronous: true,
  roles: {
    speaker: { state: S.Struct({}) },
    relay: { state: S.Struct({}), receives: { Say: { word: Word } } },
    judge: {
      state: S.Struct({ heard: S.ReadonlySet(Word) }),
      receives: { Echo: { word: Word } },
    },
  },
});
const words = language.observe({
  judge: ({ heard }) => [...heard],
  relay: () => true,
});

/** A relay remembers nothing: all that a traitor does to it is what it sends on. */
const relayed = language.model({
  name: "relayed",
  source: "a corridor",
  population: () => ({ speaker: 1, relay: 1, judge: 1 }),
  traitors: "traitors",
  initial: {
    speaker: () => [become({})],
    relay: () => [become({})],
    judge: () => [become({ heard: empty })],
  },
  rules: {
    speaker: language.rules.speaker({
      Round: (node, { round }, { nodes }) =>
        round === 0 ? become(node, language.to(nodes.relay, "Say", { word: 0 })) : null,
    }),
    relay: language.rules.relay({
      Say: (node, { word, round }, { nodes }) =>
        round === 1 ? become(node, language.to(nodes.judge, "Echo", { word })) : null,
      Round: () => null,
    }),
    judge: language.rules.judge({
      Echo: ({ heard }, { word, from }, { nodes }) =>
        nodes.relay.includes(from) ? become({ heard: add(heard, word) }) : null,
      Round: () => null,
    }),
  },
  properties: {
    ...Object.fromEntries(
      [[], [0], [1], [0, 1]].map((wanted) => [
        `hears-${wanted.join("-")}`,
        sometimes(
          words,
          ({ judge, relay }) =>
            relay.length === 1 && JSON.stringify(judge[0]) === JSON.stringify(wanted),
        ),
      ]),
    ),
    true: always(words, ({ judge, relay }) => relay.length === 0 || !judge[0]?.includes(1)),
  },
  scenarios: { only: { parameters: { traitors: 1 } } },
});

describe("a loyal relay", () => {
  it("passes on each of the sets of words that a traitor may say to it", async () => {
    const properties = ["hears-", "hears-0", "hears-1", "hears-0-1"];
    const report = await check(relayed, { properties });
    expect(report.verdict).toBe("holds-within-bounds");
  });

  it("makes one lie of one word, which two nodes read", async () => {
    const { counterexample } = await check(relayed, { properties: ["true"] });
    expect(counterexample).toMatchObject({ traitors: ["speaker"], lies: 1, length: 2 });
  });
});

describe("of violations that cost the same", () => {
  it("that of the property declared first is told", async () => {
    const never = (word: string) =>
      always(heard, ({ listener }) => !listener.some((log) => log.includes(word)));
    const properties = { second: never("speaker2:0"), first: never("speaker1:0") };
    const report = await check(calls({ notes: [[1], [1]], traitors: 1, properties }));
    expect(report).toMatchObject({ property: "second", counterexample: { lies: 1, length: 2 } });
  });
});

describe("an inbox", () => {
  it("is not filled by what a traitor would truly say", async () => {
    const inboxes = observe({ listener: (_, { inboxEmpty }) => inboxEmpty });
    const properties = { empty: always(inboxes, ({ listener }) => !listener.includes(false)) };
    const report = await check(calls({ notes: [[1]], listeners: 2, traitors: 1, properties }));
    expect(report).toMatchObject({ verdict: "violated" });
    expect(report.counterexample).toMatchObject({ lies: 0, length: 0 });
    expect(report.counterexample!.traitors).not.toContain("speaker");
  });
});

describe("a recursion that is not that of the rules", () => {
  it("is told, and nothing of what it found", async () => {
    const recursion = { ...oralMessages.recursion!, vote: (own: string) => own };
    const wrong = check(
      { ...oralMessages, recursion },
      { parameters: { nodes: 5, traitors: 1 }, method: "composition" },
    );
    await expect(wrong).rejects.toThrow('the strategy found for "ic1" does not bear it out');
  });

  it.each([
    ["lies", { lies: 2 }, "2 lies and 2 messages, by the rules 1 and 2"],
    ["length", { length: 3 }, "1 lies and 3 messages, by the rules 1 and 2"],
  ])("is told where it violates, but with other %s", async (_, wrong, message) => {
    const instance = generals({ nodes: 3, traitors: 1 });
    const composition = await composed(instance);
    const worst = { ...composition.worst!, ...wrong };
    expect(composedReportOf(instance, composition).counterexample).toMatchObject({ lies: 1 });
    expect(() => composedReportOf(instance, { ...composition, worst })).toThrow(message);
  });
});
