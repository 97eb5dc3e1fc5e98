/** Worlds that differ in what was sent at first: by what the trace says, and by what happens. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import { always, become, int, vocabulary, type Model } from "../../models/protocol.ts";
import { check, replay, type Trace } from "../../checks/index.ts";

const traceOf = async (model: Model): Promise<Trace> =>
  JSON.parse(JSON.stringify(await check(model))) as Trace;

describe("initial states that differ only in what was sent", () => {
  const { model, observe, rules, to } = vocabulary({
    parameters: S.Struct({}),
    roles: {
      clock: { state: S.Struct({ beats: int(0, 3) }), requests: { Beat: {} } },
      bell: { state: S.Struct({ heard: int(0, 3) }), receives: { Ring: {}, Beat: {} } },
    },
  });
  /** The bell rings only in the second of its initial worlds, and only after some beats. */
  const tower = (beats: number) =>
    model({
      name: "tower",
      source: "a village",
      population: () => ({ clock: 1, bell: 1 }),
      initial: {
        clock: () => [become({ beats: 0 })],
        bell: ({ self }) => [become({ heard: 0 }), become({ heard: 0 }, to(self, "Ring"))],
      },
      rules: {
        clock: rules.clock({
          Beat: ({ beats: done }, _, { nodes }) =>
            done < beats ? become({ beats: done + 1 }, to(nodes.bell, "Beat")) : null,
        }),
        bell: rules.bell({
          Beat: ({ heard }) => become({ heard: heard + 1 }),
          Ring: ({ heard }) => (heard === beats ? become({ heard: 3 }) : null),
        }),
      },
      properties: {
        silent: always(observe({ bell: ({ heard }) => heard }), ({ bell }) => bell[0] !== 3),
      },
      scenarios: { only: { parameters: {} } },
      bugs: {},
    });

  it("are told apart by what happens first", async () => {
    const trace = await traceOf(tower(0));
    expect(replay(tower(0), trace)).toMatchObject({ outcome: "violates", length: 1 });
  });

  it("are told apart by what happens later", async () => {
    const trace = await traceOf(tower(1));
    expect(replay(tower(1), trace)).toMatchObject({ outcome: "violates", length: 3 });
  });

  it("are told apart by what was sent, where all can happen in each of them", async () => {
    const quiet = observe({ bell: ({ heard }, { inboxEmpty }) => heard === 0 || inboxEmpty });
    const silent = always(quiet, ({ bell }) => bell[0] === true);
    const patient = { ...tower(2), properties: { silent } };
    const report = await check(patient);
    expect(report.counterexample).toMatchObject({ length: 2, sent: [{ tag: "Ring" }] });
    const trace = JSON.parse(JSON.stringify(report)) as Trace;
    expect(replay(patient, trace)).toMatchObject({ outcome: "violates", length: 2 });
    const { counterexample } = trace;
    const other = { ...trace, counterexample: { ...counterexample, sent: [] } };
    expect(replay(patient, other)).toMatchObject({ outcome: "holds", length: 2 });
  });
});
