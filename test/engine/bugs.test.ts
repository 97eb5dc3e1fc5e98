/** Variants of a model: what they replace, and which property then decides. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import {
  add,
  always,
  become,
  empty,
  int,
  NodeId,
  sometimes,
  vocabulary,
} from "../../models/protocol.ts";
import { check, UsageError } from "../../checks/index.ts";
import { statusOf, stepsOf } from "./toys.ts";

const { model, observe, rules, to } = vocabulary({
  parameters: S.Struct({ voters: int(1, 5), most: int(0, 9) }),
  roles: {
    teller: {
      state: S.Struct({ votes: S.ReadonlySet(NodeId), passed: S.Boolean }),
      durable: ["votes"],
      receives: { Aye: {} },
    },
    voter: { state: S.Struct({ count: int(0, 9) }), requests: { Add: {} } },
  },
});

const counts = observe({ voter: ({ count }) => count });
const passing = observe({ teller: ({ votes, passed }) => ({ votes: votes.size, passed }) });

/** Voters say aye as they start, and then count up to the parameter `most`, in vain. */
const vote = model({
  name: "vote",
  source: "a show of hands",
  defaults: { most: ({ voters }) => voters - 1 },
  population: ({ voters }) => ({ teller: 1, voter: voters }),
  initial: {
    teller: () => [become({ votes: empty, passed: false })],
    voter: ({ nodes }) => [become({ count: 0 }, to(nodes.teller, "Aye"))],
  },
  rules: {
    teller: rules.teller({
      Aye: ({ votes, passed }, { from }, { nodes, quorum }) => {
        const all = add(votes, from);
        return become({ votes: all, passed: passed || quorum(all, nodes.voter) });
      },
    }),
    voter: rules.voter({
      Add: ({ count }, _, { parameters }) =>
        count < parameters.most ? become({ count: count + 1 }) : null,
    }),
  },
  properties: {
    "below-two": always(counts, ({ voter }) => voter.every((count) => count < 2)),
    "by-majority": always(passing, ({ teller }) =>
      teller.every(({ votes, passed }) => !passed || votes > 1),
    ),
    "below-four": always(counts, ({ voter }) => voter.every((count) => count < 4)),
    passes: sometimes(passing, ({ teller }) => teller.every(({ passed }) => passed)),
    "two-are-counted": sometimes(counts, ({ voter }) => voter.includes(2)),
  },
  scenarios: {
    two: { parameters: { voters: 2 }, outOfReach: ["two-are-counted"] },
    three: { parameters: { voters: 3, most: 1 }, outOfReach: ["two-are-counted"] },
  },
  bugs: {
    "counts-too-far": {
      breaks: "below-four",
      in: "two",
      length: 4,
      rules: {
        voter: { Add: ({ count }) => (count < 5 ? become({ count: count + 1 }) : null) },
      },
    },
    "one-is-enough": {
      breaks: "by-majority",
      in: "three",
      length: 1,
      quorum: (some) => some.size > 0,
    },
    forgetful: { breaks: "by-majority", in: "two", length: 1, durable: { teller: [] } },
  },
});

describe("a bug", () => {
  it("runs in the scenario that it names, unless another is asked for", async () => {
    expect(await check(vote, { bug: "one-is-enough" })).toMatchObject({
      scenario: "three",
      parameters: { voters: 3, most: 1 },
    });
    expect((await check(vote, { bug: "one-is-enough", scenario: "two" })).scenario).toBe("two");
  });

  it("is judged by its own property; another that broke before is told of", async () => {
    const report = await check(vote, { bug: "counts-too-far" });
    expect(report).toMatchObject({ verdict: "violated", property: "below-four" });
    expect(report.counterexample?.length).toBe(4);
    expect(statusOf(report)).toMatchObject({
      "below-two": "violated at 3",
      "below-four": "violated at 5",
    });
  });

  it("is judged by the properties that are asked for, if any are", async () => {
    const report = await check(vote, { bug: "counts-too-far", properties: ["below-two"] });
    expect(report).toMatchObject({ verdict: "violated", property: "below-two" });
    expect(stepsOf(report)).toEqual(["voter1 request Add", "voter1 request Add"]);
  });

  it("may replace the test for a quorum", async () => {
    const report = await check(vote, { bug: "one-is-enough" });
    expect(report).toMatchObject({ verdict: "violated", property: "by-majority" });
    expect(stepsOf(report)).toEqual(["teller deliver Aye from voter1"]);
  });

  it("in what is durable shows in no scenario where nobody restarts", async () => {
    const [forgetful, sound] = [await check(vote, { bug: "forgetful" }), await check(vote)];
    const { states, generated, depth } = sound;
    expect(sound.verdict).toBe("holds-within-bounds");
    expect(forgetful).toMatchObject({ verdict: "holds-within-bounds", states, generated, depth });
  });

  it("without a violation is not vacuous for the witnesses that it misses", async () => {
    const report = await check(vote, { bug: "forgetful", scenario: "three" });
    expect(report).toMatchObject({ verdict: "holds-within-bounds" });
  });
});

describe("the choice of a scenario", () => {
  it("is the first of the model, if none is named", async () => {
    expect(await check(vote)).toMatchObject({
      scenario: "two",
      parameters: { voters: 2, most: 1 },
    });
  });

  it("may be given other parameters, and then nothing is out of reach", async () => {
    const met = await check(vote, { parameters: { most: 2 }, properties: ["two-are-counted"] });
    expect(statusOf(met)).toEqual({ "two-are-counted": "met at 3" });
    const missed = await check(vote, { parameters: { voters: 2 } });
    expect(missed.verdict).toBe("vacuous");
  });

  it.each([
    [{ scenario: "tow" }, 'unknown scenario "tow" of vote; did you mean "two"?'],
    [{ bug: "forgetfull" }, 'unknown bug "forgetfull" of vote; did you mean "forgetful"?'],
    [{ properties: ["pases"] }, 'unknown property "pases" of vote; did you mean "passes"?'],
    [{ parameters: { voter: 2 } }, 'unknown parameter "voter" of vote; did you mean "voters"?'],
  ])("by a name that does not exist is misuse: %o", async (options, message) => {
    const asked = check(vote, options);
    await expect(asked).rejects.toThrow(UsageError);
    await expect(check(vote, options)).rejects.toThrow(message);
  });
});

describe("the rules of a report", () => {
  it("are all of the model, and whether each was enabled", async () => {
    const { rules: used } = await check(vote, { parameters: { voters: 1 } });
    expect(used).toEqual([
      { rule: "teller.Aye", fired: true, times: 1, depth: 1, declined: 0 },
      { rule: "voter.Add", fired: false, times: 0, depth: null, declined: 1 },
    ]);
  });
});
