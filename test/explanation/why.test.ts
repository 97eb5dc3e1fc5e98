import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import { check } from "../../checks/index.ts";
import type { CheckOptions } from "../../checks/index.ts";
import type { Why } from "../../checks/report.ts";
import { always, atQuiescence, become, int, sometimes, vocabulary } from "../../models/protocol.ts";
import type { Model, Property } from "../../models/protocol.ts";
import oralMessages from "../../models/oral-messages.ts";
import twoPhaseCommit from "../../models/two-phase-commit.ts";
import { counted, counter } from "../engine/toys.ts";

const whyOf = async (model: Model, options: CheckOptions = {}): Promise<Why> => {
  const { counterexample } = await check(model, options);
  return counterexample!.why!;
};

/** Callers ring a bell, which counts; callers count their calls, and only the history all. */
const { model, rules, to, observe } = vocabulary({
  parameters: S.Struct({}),
  history: S.Struct({ calls: int(0, 9) }),
  roles: {
    caller: { state: S.Struct({ calls: int(0, 1) }), requests: { Call: {}, Hum: {} } },
    bell: { state: S.Struct({ rings: int(0, 9) }), receives: { Ring: {} } },
  },
});
const bells = (properties: Readonly<Record<string, Property>>): Model =>
  model({
    name: "bells",
    source: "a door",
    population: () => ({ caller: 2, bell: 1 }),
    initial: {
      caller: () => [become({ calls: 0 })],
      bell: () => [become({ rings: 0 })],
    },
    rules: {
      caller: rules.caller({
        Call: ({ calls }, _, { nodes }) =>
          calls === 0 ? become({ calls: 1 }, to(nodes.bell, "Ring")) : null,
        Hum: (caller) => become(caller),
      }),
      bell: rules.bell({ Ring: ({ rings }) => become({ rings: rings + 1 }) }),
    },
    history: {
      initial: { calls: 0 },
      record: { caller: { Call: ({ calls }) => ({ calls: calls + 1 }) } },
    },
    properties,
    scenarios: { only: { parameters: {} } },
  });

describe("why a trace ends as it does", () => {
  it("is what breaks the property, where that is written, and what led to it", async () => {
    expect(await whyOf(twoPhaseCommit, { bug: "decides-on-first-vote" })).toMatchObject({
      property: "atomicity",
      kind: "always",
      source: expect.stringMatching(/^models\/two-phase-commit\.ts:\d+$/),
      nodes: ["coordinator", "participant2"],
      seen: [
        { node: "coordinator", value: "committed" },
        { node: "participant2", value: "aborted" },
      ],
      past: [1, 2, 3, 4, 5],
    });
  });

  it("tells how each property fared, and who could know of whom", async () => {
    const rung = observe({ bell: ({ rings }) => rings });
    const called = observe({ caller: ({ calls }) => calls });
    const why = await whyOf(
      bells({
        quiet: always(rung, ({ bell }) => bell[0]! < 2),
        called: sometimes(called, ({ caller }) => caller.includes(1)),
      }),
    );
    expect(why).toMatchObject({ nodes: ["bell"], past: [1, 2, 3, 4] });
    expect(why.heard).toEqual({
      caller1: { caller2: 0, bell: 0 },
      caller2: { caller1: 0, bell: 0 },
      bell: { caller1: 1, caller2: 2 },
    });
    expect(why.truths).toEqual([
      { property: "quiet", kind: "always", holds: [true, true, true, true, false] },
      { property: "called", kind: "sometimes", holds: [false, true, true, true, true] },
    ]);
  });

  it("counts turns in which others get to where they have to be", async () => {
    const why = await whyOf(oralMessages, { bug: "one-round-too-few" });
    expect(why).toMatchObject({ nodes: ["lieutenant1", "lieutenant3"], past: [1, 2, 3, 4, 5, 6] });
  });

  it("counts all that has changed the history, where the history alone breaks it", async () => {
    const all = observe({ history: ({ calls }) => calls });
    const why = await whyOf(bells({ few: always(all, ({ history }) => history < 2) }));
    expect(why).toMatchObject({ nodes: [], seen: [{ node: null, value: 2 }], past: [1, 2] });
    expect(why.heard["caller1"]).toEqual({ caller2: 0, bell: 0 });
  });

  it("counts who has sent what is on its way, where a property looks at that", async () => {
    const waiting = observe({
      bell: ({ rings }, { inboxEmpty }) => (rings === 1 && !inboxEmpty ? "busy" : "idle"),
    });
    const why = await whyOf(bells({ idle: always(waiting, ({ bell }) => bell[0] === "idle") }));
    // The bell rings for the first caller, while the second one waits.
    expect(why).toMatchObject({ nodes: ["bell"], past: [1, 2, 3] });
    expect(why.heard["bell"]).toEqual({ caller1: 1, caller2: 0 });
  });

  it("is all that has happened, where the point is that nothing more does", async () => {
    const still = atQuiescence(counted, ({ counter }) => counter[0] !== 1);
    const why = await whyOf(counter({ nodes: 2, add: 1, properties: { still } }));
    expect(why).toMatchObject({ nodes: ["counter1"], past: [1, 2] });
  });

  it("has no steps where it is so from the start", async () => {
    const some = always(counted, ({ counter }) => counter[0]! > 0);
    expect(await whyOf(counter({ properties: { some } }))).toMatchObject({
      nodes: ["counter"],
      truths: [{ property: "some", kind: "always", holds: [false] }],
      past: [],
      heard: { counter: {} },
    });
  });

  it("is told of a witness that was sought, and of that alone", async () => {
    const why = await whyOf(twoPhaseCommit, { seek: "aborts" });
    expect(why).toMatchObject({ property: "aborts", kind: "sometimes" });
    expect(why.truths.map(({ property, holds }) => [property, holds.at(-1)])).toEqual([
      ["aborts", true],
    ]);
  });

  it("goes back to before the trace that a search went on from", async () => {
    const low = always(counted, ({ counter }) => counter[0]! < 3);
    const first = await check(counter({ add: 9, properties: { low } }));
    const lower = always(counted, ({ counter }) => counter[0]! < 5);
    const from = { counterexample: first.counterexample! };
    const why = await whyOf(counter({ add: 9, properties: { lower } }), { from });
    expect(why.past).toEqual([1, 2, 3, 4, 5]);
    expect(why.truths[0]!.holds).toEqual([true, true, true, true, true, false]);
  });

  it("is the same by search and by composition", async () => {
    const scenario = "three-generals-one-traitor";
    const [searched, composed] = [
      await whyOf(oralMessages, { scenario, method: "search" }),
      await whyOf(oralMessages, { scenario, method: "composition" }),
    ];
    expect(searched).toEqual(composed);
    expect(searched).toMatchObject({
      property: "ic2",
      nodes: ["commander", "lieutenant1"],
      heard: { lieutenant1: { commander: 1, lieutenant2: 0 } },
    });
  });
});
