import { describe, expect, it } from "vitest";
import { counts } from "../../checks/counts.ts";
import oralMessages from "../../models/oral-messages.ts";
import twoPhaseCommit from "../../models/two-phase-commit.ts";

describe("counts", () => {
  it("are those that the scenario pins", async () => {
    const { states, generated, depth } = await counts(twoPhaseCommit);
    const expected = { verdict: "holds-within-bounds", states, generated, depth };
    expect(twoPhaseCommit.scenarios["nobody-crashes"]?.expect).toEqual(expected);
  });

  it("fit an inline snapshot, also of a search that a number of states ends", async () => {
    const options = { bug: "decides-on-first-vote" };
    expect(await counts(twoPhaseCommit, options)).toMatchInlineSnapshot(`
      {
        "depth": 6,
        "generated": 678,
        "states": 300,
      }
    `);
    expect(await counts(twoPhaseCommit, { maxStates: 5 })).toMatchObject({ states: 5 });
  });

  it("are refused where they would be others the next time, or mean something else", async () => {
    await expect(counts(twoPhaseCommit, { signal: AbortSignal.abort() })).rejects.toThrow(
      "two-phase-commit has no counts to compare: interrupt ended the search",
    );
    const large = { parameters: { nodes: 7, traitors: 2 } };
    await expect(counts(oralMessages, large)).rejects.toThrow("composed of sub-instances");
    await expect(counts(oralMessages, { maxStrategies: 1 })).rejects.toThrow("nothing was");
  });
});
