/** Where a limit falls within a row: what counts ends with the row before it. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import { become, int, vocabulary } from "../../models/protocol.ts";
import { check } from "../../checks/index.ts";
import { binary } from "./toys.ts";

const upTo = (last: number): readonly number[] => Array.from({ length: last }, (_, at) => at + 1);

describe("a limit of states that is met within a row", () => {
  it("leaves all of that row uncounted, at its first successor and at its second", async () => {
    const counts = await Promise.all(
      upTo(70).map(async (maxStates) => (await check(binary(), { maxStates })).generated),
    );
    // Row r leads to rows 2r + 1 and 2r + 2; the first state counts as generated too.
    expect(counts).toEqual(upTo(70).map((maxStates) => 1 + 2 * Math.floor((maxStates - 1) / 2)));
  });

  it("lets no rule have fired that did so only in that row, or after it", async () => {
    const fired = await Promise.all(
      upTo(70).map(async (maxStates) => {
        const { rules } = await check(binary(20), { maxStates });
        return rules.filter((one) => one.fired).map(({ rule }) => rule);
      }),
    );
    const climbs = ["climber.Left", "climber.Right"];
    // The bell rings in row 20, which leads to row 42.
    const expected = (maxStates: number): readonly string[] =>
      maxStates < 3 ? [] : maxStates < 43 ? climbs : [...climbs, "climber.Ring"];
    expect(fired).toEqual(upTo(70).map(expected));
  });

  it("counts the rows before it, though successors of the row itself are stored", async () => {
    const { model, rules } = vocabulary({
      parameters: S.Struct({}),
      roles: {
        dial: { state: S.Struct({ at: int(0, 4_000) }), requests: { Turn: { to: int(1, 4_000) } } },
      },
    });
    const isOpen = (at: number, to: number): boolean =>
      (at === 0 && to <= 2) || (at === 1 && to >= 3 && to <= 4) || (at === 2 && to >= 5);
    const dial = model({
      name: "dial",
      source: "a safe",
      population: () => ({ dial: 1 }),
      initial: { dial: () => [become({ at: 0 })] },
      rules: {
        dial: rules.dial({
          Turn: ({ at }, { to }) => (isOpen(at, to) ? become({ at: to }) : null),
        }),
      },
      properties: {},
      scenarios: { only: { parameters: {} } },
    });
    for (const maxStates of [6, 1_000, 1_025, 1_026, 1_027, 1_028, 1_029, 1_030, 2_500, 4_000])
      expect(await check(dial, { maxStates })).toMatchObject({
        states: maxStates,
        generated: 1 + 2 + 2,
      });
  });
});
