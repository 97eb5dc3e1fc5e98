import { describe, expect, it } from "vitest";
import type { Adapter } from "../../impl/adapter.ts";
import { conform } from "../../checks/index.ts";
import { calls } from "../engine/round-toys.ts";
import { askers, differenceIn, meeting, questions, spoiled } from "./toys.ts";

const leaving = ({ roles }: Adapter, role: string): Adapter => ({
  roles: { ...roles, [role]: "model" },
});

describe("a role that is left to the model", () => {
  const one = questions(2);
  const random = { runs: 20 };

  it("is not compared, and the others are, with all that it sends them", async () => {
    const adapter = leaving(askers, "answerer");
    const all = await conform(one, adapter);
    expect([all.verdict, all.nodes]).toEqual(["conforms-within-bounds", ["asker"]]);
    const some = await conform(one, adapter, { random });
    expect([some.verdict, some.nodes]).toEqual(["no-difference-found", ["asker"]]);
  });

  it("is part of the path to a difference elsewhere", async () => {
    const deaf = spoiled(askers, "asker", (good, event) =>
      event.tag === "Answer" ? [] : good.take(event),
    );
    for (const options of [{}, { random }]) {
      const difference = await differenceIn(one, leaving(deaf, "answerer"), options);
      expect(difference).toMatchObject({ node: "asker", event: { tag: "Answer" } });
      expect(difference?.path).toHaveLength(2);
    }
  });

  it("may be one of those who speak in rounds", async () => {
    const model = calls({ notes: [[0], [1]], traitors: 1 });
    const adapter = leaving(
      meeting([0, 1], ({ round }) => round === 1),
      "speaker",
    );
    for (const options of [{}, { random }]) {
      const { difference, nodes } = await conform(model, adapter, options);
      expect({ difference, nodes }).toEqual({ difference: null, nodes: ["listener"] });
    }
  });

  it("is left by this word only", async () => {
    const odd = { roles: { ...askers.roles, answerer: "modle" } } as unknown as Adapter;
    await expect(conform(one, odd)).rejects.toThrow(
      'the implementation: role answerer: expected a function or "model", actual "modle"',
    );
  });

  it("cannot be each of them", async () => {
    const nobody = leaving(leaving(askers, "answerer"), "asker");
    await expect(conform(one, nobody)).rejects.toThrow(
      "the implementation leaves all roles of questions to the model",
    );
  });
});
