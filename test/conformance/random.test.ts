import { describe, expect, it } from "vitest";
import type { RunningNode } from "../../impl/adapter.ts";
import oralAdapter from "../../impl/adapters/oral-messages.ts";
import commitAdapter from "../../impl/adapters/two-phase-commit.ts";
import oralMessages from "../../models/oral-messages.ts";
import type { Model } from "../../models/protocol.ts";
import twoPhaseCommit from "../../models/two-phase-commit.ts";
import { conform } from "../../checks/index.ts";
import { calls } from "../engine/round-toys.ts";
import { counter, mail } from "../engine/toys.ts";
import { askers, differenceIn, meeting, questions, spoiled } from "./toys.ts";

describe("random runs", () => {
  it("find nothing where there is nothing, and say which seed was used", async () => {
    const { verdict, states, pairs, random, nodes } = await conform(twoPhaseCommit, commitAdapter, {
      parameters: { participants: 20 },
      random: { runs: 20 },
    });
    expect({ verdict, states, random }).toEqual({
      verdict: "no-difference-found",
      states: null,
      random: { seed: 1, runs: 20, done: 20, steps: 500 },
    });
    expect(pairs).toBeGreaterThan(400);
    expect(nodes).toHaveLength(21);
  });

  const doubled = spoiled(commitAdapter, "participant", (good, event) => {
    const sends = good.take(event);
    return event.tag === "Commit" ? [...sends, ...sends] : sends;
  });

  it.each([1, 2, 3])(
    "shrink what they find until nothing can be left out: with %i participants",
    async (participants) => {
      const options = { parameters: { participants }, random: { runs: 300 } };
      const difference = await differenceIn(twoPhaseCommit, doubled, options);
      // A begin; of each a prepare, a vote, and the arrival of the vote: then a commit is there.
      expect(difference?.path).toHaveLength(1 + 3 * participants);
      expect(difference).toMatchObject({ event: { tag: "Commit" }, fields: ["sends"] });
    },
  );

  it("are the same for the same seed, and others for another", async () => {
    const found = async (seed: number) => {
      const random = { runs: 300, seed };
      return differenceIn(twoPhaseCommit, doubled, { parameters: { participants: 4 }, random });
    };
    const first = await found(5);
    expect(first?.path).toHaveLength(13);
    expect(await found(5)).toEqual(first);
    expect((await found(6))?.path).not.toEqual(first?.path);
  });

  it("remember what an implementation hides along the whole run", async () => {
    const heard = new WeakMap<RunningNode, number>();
    const forgetful = spoiled(askers, "asker", (good, event) => {
      if (event.tag !== "Answer") return good.take(event);
      const before = heard.get(good) ?? 0;
      heard.set(good, before + 1);
      return before === 2 && event.from === "answerer2" ? [] : good.take(event);
    });
    const difference = await differenceIn(questions(3), forgetful, { random: { runs: 300 } });
    expect(difference).toMatchObject({ node: "asker", event: { from: "answerer2" } });
    expect(difference?.path).toHaveLength(6);
  });

  it("tell nodes what the model declines, and find who reacts to it", async () => {
    const eager = spoiled(askers, "answerer", (good, event) => {
      const { answered } = good.state() as { readonly answered: boolean };
      return answered ? [{ to: ["asker"], tag: "Answer", payload: {} }] : good.take(event);
    });
    const model = questions(2);
    const repeating = { ...model, scenarios: { only: { parameters: {}, network: "set" } } };
    const difference = await differenceIn(repeating as Model, eager, { random: { runs: 20 } });
    expect(difference).toMatchObject({ event: { tag: "Ask" }, enabled: false, told: [] });
    expect(difference?.path).toEqual(["asker request Begin", `${difference?.node} deliver Ask`]);
  });

  it("tell with a difference what was declined before, if it takes that to show", async () => {
    const counting = spoiled(askers, "asker", (good, event, told) =>
      told === 3 && event.from === "answerer2" ? [] : good.take(event),
    );
    const difference = await differenceIn(questions(3), counting, { random: { runs: 300 } });
    expect(difference).toMatchObject({ event: { from: "answerer2" }, enabled: true });
    // Of the three events before it, one is an action of the asker.
    expect(difference?.path).toEqual(["asker request Begin", "answerer2 deliver Ask"]);
    expect(difference?.told).toHaveLength(2);
  });

  it("keep no step that does not matter, whichever nodes took part", async () => {
    const wrong = spoiled(askers, "answerer", (good, event) => {
      const sends = good.take(event);
      return event.tag === "Ask" && sends.length > 0 ? [...sends, ...sends] : sends;
    });
    for (const seed of [1, 2, 3, 4]) {
      const difference = await differenceIn(questions(9), wrong, { random: { runs: 50, seed } });
      expect(difference?.path).toEqual(["asker request Begin"]);
    }
  });

  it("tell what they have found of an implementation that does it only once", async () => {
    let calls = 0;
    const moody = spoiled(askers, "answerer", (good, event) => {
      const sends = good.take(event);
      return ++calls === 20 ? [...sends, { to: ["asker"], tag: "Answer", payload: {} }] : sends;
    });
    const { verdict, difference } = await conform(questions(3), moody, { random: { runs: 50 } });
    expect(verdict).toBe("differs");
    expect(difference?.node).toMatch(/^answerer/);
  });

  it("tell nodes what is discarded from a queue", async () => {
    const sent = (note: number) => ({ to: ["reader"], tag: "Note", payload: { note } });
    const adapter = {
      roles: {
        sender: () => ({ sent: [sent(2), sent(1)], take: () => [], state: () => ({}) }),
        reader: () => {
          const log: unknown[] = [];
          return {
            take: ({ fields }: { fields: Readonly<Record<string, unknown>> }) => {
              log.push(fields["note"]);
              return [];
            },
            state: () => ({ log }),
          };
        },
      },
    };
    const model = mail([[2, 1]], { takes: (_, note) => note === 1, network: "fifo" });
    const difference = await differenceIn(model, adapter as never, { random: { runs: 20 } });
    expect(difference).toMatchObject({ event: { payload: { note: 2 } }, enabled: false, path: [] });
  });

  it("crash nodes as the scenario allows, and no more", async () => {
    const { verdict } = await conform(twoPhaseCommit, commitAdapter, {
      scenario: "participants-crash",
      random: { runs: 50 },
    });
    expect(verdict).toBe("no-difference-found");
  });

  it("end with the fault of the model, if one shows", async () => {
    const model = counter({ tick: 12 });
    const adapter = {
      roles: { counter: () => ({ take: () => [], state: () => ({ count: 0 }) }) },
    };
    const taking = {
      roles: {
        counter: () => {
          let count = 0;
          return {
            take: ({ tag }: { tag: string }) => {
              if (tag === "Tick") count++;
              return [];
            },
            state: () => ({ count }),
          };
        },
      },
    };
    const lame = await conform(model, adapter, { random: { runs: 20 } });
    const faulty = await conform(model, taking, { random: { runs: 50 } });
    expect(lame.verdict).toBe("differs");
    expect([faulty.verdict, faulty.problem?.rule]).toEqual(["invalid-model", "counter.Tick"]);
  });
});

describe("random lies", () => {
  const parameters = { nodes: 7, traitors: 2 };

  it("find nothing where there is nothing", async () => {
    const { verdict, random } = await conform(oralMessages, oralAdapter, {
      parameters,
      random: { runs: 10 },
    });
    expect([verdict, random?.steps]).toEqual(["no-difference-found", 100]);
  });

  const gullible = spoiled(oralAdapter, "lieutenant", (good, event) => {
    const path = (event.fields["path"] ?? []) as readonly never[];
    return good.take({ ...event, from: path.at(-1) ?? event.from });
  });

  it("are shrunk to the one that matters", async () => {
    const { difference } = await conform(oralMessages, gullible, {
      parameters,
      random: { runs: 100 },
    });
    expect(difference).toMatchObject({ enabled: false, fields: ["state.heard"], told: [] });
    const { from, payload } = difference!.event!;
    expect(difference!.traitors).toContain(from);
    expect((payload as { path: readonly string[] }).path.at(-1)).not.toBe(from);
    expect(difference!.path.flatMap(({ reads }) => reads).filter(({ lie }) => lie)).toEqual([]);
  });

  it("are as few as it takes", async () => {
    const model = calls({ notes: [[0], [0], [0]], traitors: 2, until: 2 });
    const offended = meeting([0, 0, 0], ({ round }, heard) => {
      const lies = heard.filter((one) => one.round === 1 && one.note === 1);
      return round === 1 || (round === 2 && lies.length < 2);
    });
    const { difference } = await conform(model, offended, { random: { runs: 100 } });
    const reads = difference!.path.flatMap((turn) => turn.reads);
    expect(reads.filter(({ lie }) => lie).map(({ message }) => message?.payload)).toEqual([
      { note: 1 },
      { note: 1 },
    ]);
    expect(difference).toMatchObject({ node: "listener", event: { round: 2 }, enabled: true });
  });

  it("are the same for the same seed", async () => {
    const found = async () =>
      conform(oralMessages, gullible, { parameters, random: { runs: 50, seed: 11 } });
    expect((await found()).difference).toEqual((await found()).difference);
  });

  it("that are forbidden leave loyal runs, where all start as they may", async () => {
    const deaf = spoiled(oralAdapter, "lieutenant", (good, event) =>
      event.fields["order"] === "retreat" ? [] : good.take(event),
    );
    const { difference } = await conform(oralMessages, deaf, {
      parameters: { nodes: 4, traitors: 0 },
      random: { runs: 20 },
    });
    expect(difference).toMatchObject({
      event: { from: "commander", payload: { path: [], order: "retreat" } },
      traitors: [],
    });
  });
});
