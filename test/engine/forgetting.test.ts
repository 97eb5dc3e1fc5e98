/** Lists of transitions that do not fit are forgotten, and derived again when they are needed. */
import { Schema as S } from "@effect/schema";
import { expect, it } from "vitest";
import { become, int, vocabulary } from "../../models/protocol.ts";
import { check } from "../../checks/index.ts";

const notes = 12;
const values = 1_100;
const { model, rules, to } = vocabulary({
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
    lamp: { state: S.Struct({ on: S.Boolean }), requests: { Flip: {} } },
  },
});
const flipped = ({ on }: { readonly on: boolean }) => become({ on: !on });

/** A dial with 2 x 2^12 cells, turned in 1,100 ways; thanks to a lamp each cell is met twice. */
const room = model({
  name: "room",
  source: "a house",
  population: () => ({ sender: 1, dial: 1, lamp: 1 }),
  initial: {
    sender: () => [become({ posted: new Set<number>() })],
    dial: () => [become({ on: false })],
    lamp: () => [become({ on: false })],
  },
  rules: {
    sender: rules.sender({
      Post: ({ posted }, { n }, { nodes }) =>
        posted.has(n)
          ? null
          : become({ posted: new Set([...posted, n]) }, to(nodes.dial, "Note", { n })),
    }),
    dial: rules.dial({ Note: () => null, Turn: flipped }),
    lamp: rules.lamp({ Flip: flipped }),
  },
  properties: {},
  scenarios: { only: { parameters: {} } },
  bugs: {},
});

it("counts are exact though the lists take more than their 2^25 words", async () => {
  const report = await check(room);
  const states = 2 * 2 * 2 ** notes;
  const posts = 2 * 2 * notes * 2 ** (notes - 1);
  expect(values * 4 * 2 * 2 ** notes).toBeGreaterThan(2 ** 25);
  expect(report).toMatchObject({ states, generated: 1 + states * (values + 1) + posts });
});
