import { describe, expect, it } from "vitest";
import type { NodeEvent } from "../../impl/adapter.ts";
import oralAdapter from "../../impl/adapters/oral-messages.ts";
import oralMessages from "../../models/oral-messages.ts";
import { conform } from "../../checks/index.ts";
import { calls } from "../engine/round-toys.ts";
import { differenceIn, meeting, spoiled } from "./toys.ts";

const onTime = ({ round }: NodeEvent): boolean => round === 1;
const notes = [0, 1];
const calm = calls({ notes: [[0], [1]] });
const lied = calls({ notes: [[0], [1]], traitors: 1 });

describe("in rounds", () => {
  it("an implementation that does as its model conforms, with traitors and without", async () => {
    for (const model of [calm, lied])
      expect(await differenceIn(model, meeting(notes, onTime))).toBeNull();
  });

  it("what is believed though it comes too late is found", async () => {
    expect(
      await differenceIn(
        lied,
        meeting(notes, ({ round }) => round >= 1),
      ),
    ).toMatchObject({
      node: "listener",
      event: { kind: "message", tag: "Note", from: "speaker1", round: 2, payload: { note: 0 } },
      enabled: false,
      before: { heard: [{ round: 1 }, { round: 1 }, { from: "speaker2", note: 1, round: 1 }] },
      actual: { state: { heard: [{}, {}, {}, { from: "speaker1", note: 0, round: 2 }] } },
      fields: ["state.heard"],
      traitors: ["speaker1"],
      told: [],
      path: ["speaker2 turn", "listener turn", "speaker2 turn", "listener turn", "speaker2 turn"],
    });
  });

  it("without traitors nothing comes too late, and the same implementation conforms", async () => {
    expect(
      await differenceIn(
        calm,
        meeting(notes, ({ round }) => round >= 1),
      ),
    ).toBeNull();
  });

  it("what was read before in the same turn is told with the difference", async () => {
    const single = meeting(notes, (event) => onTime(event) && event.from === "speaker1");
    expect(await differenceIn(calm, single)).toMatchObject({
      event: { from: "speaker2", round: 1, payload: { note: 1 } },
      enabled: true,
      told: [{ kind: "message", from: "speaker1", round: 1, payload: { note: 0 } }],
      path: ["speaker1 turn", "speaker2 turn", "listener turn", "speaker1 turn", "speaker2 turn"],
    });
  });

  it("what only a traitor says has to be believed where the rule believes it", async () => {
    const model = calls({ notes: [[0], [0]], traitors: 1 });
    const wary = meeting([0, 0], (event) => onTime(event) && event.fields["note"] !== 1);
    expect(await differenceIn(model, wary)).toMatchObject({
      event: { from: "speaker1", round: 1, payload: { note: 1 } },
      enabled: true,
      traitors: ["speaker1"],
    });
  });

  it("the lies that lead to a difference are told on the path", async () => {
    const model = calls({ notes: [[0], [0]], traitors: 1, until: 2 });
    const honest = meeting([0, 0], ({ round }) => round === 1 || round === 2);
    expect(await differenceIn(model, honest)).toBeNull();
    const offended = meeting([0, 0], ({ round }, heard) => {
      const wasLiedTo = heard.some((one) => one.round === 1 && one.note === 1);
      return round === 1 || (round === 2 && !wasLiedTo);
    });
    const { difference } = await conform(model, offended);
    expect(difference?.event).toMatchObject({ from: "speaker1", round: 2 });
    expect(difference?.path.flatMap(({ reads }) => reads)).toContainEqual(
      expect.objectContaining({ lie: true, message: { tag: "Note", payload: { note: 1 } } }),
    );
  });

  it("the end of a round is an event of its own", async () => {
    const idle = spoiled(meeting(notes, onTime), "speaker", () => []);
    expect(await differenceIn(calm, idle)).toMatchObject({
      node: "speaker1",
      event: { kind: "round", tag: "Round", from: null, round: 0 },
      expected: { state: { spoken: true }, sends: [{ to: "listener", tag: "Note" }] },
      actual: { state: { spoken: false }, sends: [] },
      fields: ["state.spoken", "sends"],
      path: [],
    });
  });

  it("who relays for another is believed only if it is the last of its path", async () => {
    const gullible = spoiled(oralAdapter, "lieutenant", (good, event) => {
      const path = event.fields["path"] as readonly NodeEvent["from"][] | undefined;
      const relayer = path?.at(-1);
      return good.take(relayer === undefined ? event : { ...event, from: relayer! });
    });
    const difference = await differenceIn(oralMessages, gullible, {
      scenario: "four-generals-one-traitor",
    });
    expect(difference).toMatchObject({
      node: "lieutenant1",
      event: { from: "commander", round: 2, payload: { path: ["lieutenant2"] } },
      enabled: false,
      rule: "lieutenant.Report",
      section: "3, OM(m), step 2",
      traitors: ["commander"],
      fields: ["state.heard"],
    });
    expect(difference?.source).toMatch(/^models\/oral-messages\.ts:\d+$/);
    expect(difference?.path).toHaveLength(6);
  });
});
