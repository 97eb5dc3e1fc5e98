import { describe, expect, it } from "vitest";
import changRoberts from "../../impl/adapters/chang-roberts.ts";
import leLann from "../../impl/adapters/le-lann.ts";
import oralMessages from "../../impl/adapters/oral-messages.ts";
import presumedAbort from "../../impl/adapters/presumed-abort.ts";
import threePhaseCommit from "../../impl/adapters/three-phase-commit.ts";
import tokenRingElection from "../../impl/adapters/token-ring-election.ts";
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
      "chang-roberts": changRoberts,
      "le-lann": leLann,
      "oral-messages": oralMessages,
      "token-ring-election": tokenRingElection,
      "presumed-abort": presumedAbort,
      "three-phase-commit": threePhaseCommit,
      "two-phase-commit": twoPhaseCommit,
    });
  });
});
