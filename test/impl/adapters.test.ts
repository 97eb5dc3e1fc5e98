import { describe, expect, it } from "vitest";
import oralMessages from "../../impl/adapters/oral-messages.ts";
import twoPhaseCommit from "../../impl/adapters/two-phase-commit.ts";
import { implementations } from "../../impl/index.ts";
import { catalogue } from "../../models/index.ts";

describe("the implementations", () => {
  it("are known by the names of models, and have all of their roles", () => {
    for (const [name, { roles }] of Object.entries(implementations)) {
      const model = catalogue.find((known) => known.name === name);
      expect(Object.keys(roles)).toEqual(Object.keys(model!.vocabulary.roles));
    }
  });

  it("are what the modules of their names export", () => {
    expect(implementations).toEqual({
      "oral-messages": oralMessages,
      "two-phase-commit": twoPhaseCommit,
    });
  });
});
