/** Lists of transitions that do not fit are forgotten, and derived again when they are needed. */
import { Schema as S } from "@effect/schema";
import { expect, it } from "vitest";
import { become, int, vocabulary, within } from "../../models/protocol.ts";
import { check } from "../../checks/index.ts";

const notes = 12;
const values = 1_100;
const minutes = 20;
const { model, observe, rules, to } = vocabulary({
  parameters: S.Struct({}),
  roles: {
    sender: {
      state: S.Struct({ posted: S.ReadonlySet(int(1, notes)) }),
      requests: { Post: { n: int(1, notes) } },
    },
    dial: {
      state: S.Struct({ on: S.Boolean }),
      receives: { Note: { n: int(1, notes) } },
      requests: { Turn: { to: int(1, values) } },
    },
    clock: { state: S.Struct({ at: int(0, minutes) }), timers: { Tick: {} } },
  },
});

/**
 * A dial with 2 x 2^12 cells, turned in 1,100 ways; thanks to a clock each cell is met twice. Its
 * first two cells are met for as long as the clock goes, when all others have long been passed.
 */
const room = model({
  name: "room",
  source: "a house",
  population: () => ({ sender: 1, dial: 1, clock: 1 }),
  initial: {
    sender: () => [become({ posted: new Set<number>() })],
    dial: () => [become({ on: false })],
    clock: () => [become({ at: 0 })],
  },
  rules: {
    sender: rules.sender({
      Post: ({ posted }, { n }, { nodes }) =>
        posted.has(n)
          ? null
          : become({ posted: new Set([...posted, n]) }, to(nodes.dial, "Note", { n })),
    }),
    dial: rules.dial({ Note: () => null, Turn: ({ on }) => become({ on: !on }) }),
    clock: rules.clock({ Tick: ({ at }) => (at < minutes ? become({ at: at + 1 }) : null) }),
  },
  properties: {},
  scenarios: {
    only: {
      parameters: {},
      within: within(
        observe({ sender: ({ posted }) => posted.size, clock: ({ at }) => at }),
        ({ sender: [posted], clock: [at] }) => posted === 0 || at! < 2,
      ),
    },
  },
  bugs: {},
});

it("counts are exact though the lists take more than their 2^25 words", async () => {
  const report = await check(room);
  const cells = 2 * 2 ** notes;
  const states = 2 * (cells - 2) + 2 * (minutes + 1);
  // Of the others the clock at its bound; and one note, posted from the first two after that.
  const cut = cells - 2 + 2 * notes * (minutes - 2);
  const posts = 2 * (2 * notes * 2 ** (notes - 1) - 2 * notes) + 2 * (minutes + 1) * notes;
  expect(values * 4 * cells).toBeGreaterThan(2 ** 25);
  expect(report).toMatchObject({
    states,
    cut,
    generated: 1 + states * (values + 1) - 2 + posts,
  });
});
