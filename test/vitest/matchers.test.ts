import { describe, expect, it } from "vitest";
import { check } from "../../checks/index.ts";
import "../../checks/vitest.ts";
import changRoberts from "../../models/chang-roberts.ts";
import oralMessages from "../../models/oral-messages.ts";
import twoPhaseCommit from "../../models/two-phase-commit.ts";
import twoPhase from "../reference/two-phase.ts";

const hasty = { bug: "decides-on-first-vote" };
const { rules } = twoPhaseCommit;
const broken = {
  ...twoPhaseCommit,
  rules: { ...rules, coordinator: { ...rules["coordinator"], Begin: () => Object(null).x.y } },
};

/** What a test prints that fails with this expectation; null, if it passes. */
const failureOf = async (expectation: Promise<void>): Promise<string | null> => {
  try {
    await expectation;
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : "no error";
  }
};

const headlineOf = async (expectation: Promise<void>): Promise<string | undefined> =>
  (await failureOf(expectation))?.split("\n")[0];

describe("toHold", () => {
  it("passes where everything holds within the bounds, and then not with not", async () => {
    await expect(twoPhaseCommit).toHold();
    await expect(twoPhaseCommit).toHold({ scenario: "messages-repeat" });
    expect(await headlineOf(expect(twoPhaseCommit).not.toHold())).toBe(
      "expected two-phase-commit not to hold: it holds within these bounds",
    );
  });

  it("fails where something is violated, and then passes with not", async () => {
    await expect(twoPhaseCommit).not.toHold(hasty);
    expect(await headlineOf(expect(twoPhaseCommit).toHold(hasty))).toBe(
      "expected two-phase-commit to hold: it violates atomicity after 5 actions",
    );
  });

  it("prints how it came out, the counterexample, and the command for it", async () => {
    const text = await failureOf(expect(twoPhaseCommit).toHold(hasty));
    expect(text?.split("\n\n")).toEqual([
      "expected two-phase-commit to hold: it violates atomicity after 5 actions",
      [
        "verdict   violated",
        "scenario  nobody-crashes, with the bug decides-on-first-vote",
        "bounds    participants = 3; network bag; no faults",
        "explored  300 states, 678 generated, depth 6",
      ].join("\n"),
      expect.stringMatching(/^counterexample: 5 actions\n[^]* on request Begin/),
      expect.stringMatching(/^violates atomicity .* broken by coordinator and participant2:\n/),
      expect.stringMatching(/^step by step:\n {2}atomicity +holds until step 4, /),
      expect.stringMatching(/^the nodes in the end:\n/),
      `to see it again:\n  ${await again(hasty, "two-phase-commit --bug decides-on-first-vote")}`,
    ]);
  });

  it("names the file of a model that is not in the catalogue, and the parameters", async () => {
    const options = { bug: "commits-when-one-is-prepared", parameters: { rms: 2 } };
    const text = await failureOf(expect(twoPhase).toHold(options));
    expect(text).toContain("test/reference/two-phase.ts ");
    expect(text).toMatch(/ --bug commits-when-one-is-prepared .*--param rms=2$/);
  });
});

/** The command of which these words are the choices, as a trace with or without a path has it. */
const again = async (options: { readonly bug: string }, words: string): Promise<string> => {
  const [model = "", ...choices] = words.split(" ");
  const path = (await check(twoPhaseCommit, options)).counterexample?.path ?? null;
  const command = path === null ? ["check", model] : ["replay", model, "--path", path];
  return ["npx strategos", ...command, ...choices].join(" ");
};

describe("toViolate", () => {
  it("passes where this property is violated, or any where none is named", async () => {
    await expect(twoPhaseCommit).toViolate("atomicity", hasty);
    await expect(twoPhaseCommit).toViolate("atomicity", { ...hasty, within: 5 });
    await expect(twoPhaseCommit).toViolate(hasty);
    await expect(twoPhaseCommit).toViolate(undefined, { ...hasty, within: 5 });
    await expect(twoPhaseCommit).not.toViolate("nobody-blocked", hasty);
  });

  it("counts actions, and in rounds the messages that are read", async () => {
    const tooLong = expect(twoPhaseCommit).toViolate("atomicity", { ...hasty, within: 4 });
    expect(await headlineOf(tooLong)).toBe(
      "expected two-phase-commit to violate atomicity within 4 actions: " +
        "it violates atomicity after 5 actions",
    );
    await expect(twoPhaseCommit).not.toViolate("atomicity", { ...hasty, within: 4 });
    await expect(oralMessages).toViolate("ic2", { within: 2 });
    expect(await headlineOf(expect(oralMessages).toViolate("ic2", { within: 1 }))).toBe(
      "expected oral-messages to violate ic2 within 1 message: it violates ic2 after 2 messages",
    );
  });

  it("names the property in the command that shows it again", async () => {
    const text = await failureOf(expect(twoPhaseCommit).not.toViolate("atomicity", hasty));
    const last = text?.split("\n").at(-1);
    expect(last).toMatch(
      /^ {2}npx strategos replay .* --bug decides-on-first-vote --property atomicity$/,
    );
  });

  it("fails where it holds, and passes with not only then", async () => {
    await expect(changRoberts).not.toViolate();
    expect(await headlineOf(expect(twoPhaseCommit).toViolate("atomicity"))).toBe(
      "expected two-phase-commit to violate atomicity: it holds within these bounds",
    );
    expect(await headlineOf(expect(twoPhaseCommit).not.toViolate("atomicity", hasty))).toBe(
      "expected two-phase-commit not to violate atomicity: it violates atomicity after 5 actions",
    );
  });
});

describe("toReach", () => {
  it("passes where the witness is met, and so early", async () => {
    await expect(twoPhaseCommit).toReach("commits");
    await expect(twoPhaseCommit).toReach("commits", { within: 13 });
    await expect(twoPhaseCommit).not.toReach("commits", { within: 12 });
  });

  it("prints the way to a witness that is not to be met", async () => {
    const text = await failureOf(expect(twoPhaseCommit).not.toReach("commits", { within: 13 }));
    const parts = text?.split("\n\n") ?? [];
    expect(parts[0]).toBe(
      "expected two-phase-commit not to reach commits within 13 actions: " +
        "it reaches it after 13 actions",
    );
    expect(parts[1]).toMatch(/^scenario {2}nobody-crashes\n/);
    expect(parts[2]).toMatch(/^witness: 13 actions\n/);
    expect(text).not.toContain("violate");
  });

  it("fails where it is met nowhere", async () => {
    const stuck = { ...twoPhaseCommit.scenarios["nobody-crashes"]!, limits: { Begin: 0 } };
    const idle = { ...twoPhaseCommit, scenarios: { stuck } };
    await expect(idle).not.toReach("commits");
    expect(await headlineOf(expect(idle).toReach("commits"))).toBe(
      "expected two-phase-commit to reach commits: it is reached in no state within these bounds",
    );
  });

  it("takes a sometimes of the model and nothing else", async () => {
    await expect(expect(twoPhaseCommit).not.toReach("atomicity")).rejects.toThrow(
      "atomicity of two-phase-commit is always, and no witness (known: commits, ",
    );
  });
});

describe("what is not known is neither so nor not so", () => {
  const limited = { maxStates: 5 };
  const deserted = { parameters: { nodes: 3, traitors: 2 } };
  const cases = [
    {
      name: "beyond a limit",
      ask: (not: boolean) => {
        const asked = expect(twoPhaseCommit);
        return [
          (not ? asked.not : asked).toHold(limited),
          (not ? asked.not : asked).toViolate("atomicity", limited),
          (not ? asked.not : asked).toViolate({ ...limited, within: 99 }),
          (not ? asked.not : asked).toReach("commits", limited),
        ];
      },
      says: /: unknown, since maxStates \(5\) ended the search \(\d+ states, \d+ levels\)\n/,
    },
    {
      name: "where too little happens",
      ask: (not: boolean) => {
        const asked = expect(oralMessages);
        return [
          (not ? asked.not : asked).toHold(deserted),
          (not ? asked.not : asked).toViolate("ic1", deserted),
        ];
      },
      says: /: too little happens for an answer to count: fewer than two nodes are loyal\n/,
    },
    {
      name: "of an invalid model",
      ask: (not: boolean) => {
        const asked = expect(broken);
        return [
          (not ? asked.not : asked).toHold(),
          (not ? asked.not : asked).toViolate(),
          (not ? asked.not : asked).toReach("commits"),
        ];
      },
      says: /: the model is invalid: .*coordinator\.Begin: .*\n/,
    },
  ];

  it.each(cases)("$name, with not and without", async ({ ask, says }) => {
    const texts = await Promise.all([...ask(false), ...ask(true)].map(failureOf));
    expect(texts).toEqual(texts.map(() => expect.stringMatching(says)));
  });

  it("names the limit in the command that shows it again", async () => {
    const text = await failureOf(expect(twoPhaseCommit).toHold(limited));
    expect(text?.split("\n").at(-1)).toBe("  npx strategos check two-phase-commit --max-states 5");
  });
});

describe("misuse fails, with not and without", () => {
  const asked = expect(twoPhaseCommit);
  // What the compiler refuses, a JavaScript user may still write.
  const ofThree = expect(3) as unknown as { readonly toHold: () => Promise<void> };

  it.each([
    ["toHold", () => asked.toHold({ scenario: "x" }), 'unknown scenario "x"'],
    ["not.toHold", () => expect(twoPhaseCommit).not.toHold({ bug: "x" }), 'unknown bug "x"'],
    ["toViolate", () => asked.toViolate("x"), 'unknown property "x" of two-phase-commit'],
    ["not.toViolate", () => expect(twoPhaseCommit).not.toViolate("x"), 'unknown property "x"'],
    ["not.toReach", () => expect(twoPhaseCommit).not.toReach("x"), 'unknown property "x"'],
    ["within", () => asked.toViolate({ within: -1 }), "within: expected a whole number of at le"],
    ["a number", () => ofThree.toHold(), "toHold expects a model: what model({ ... }) gives back"],
  ])("%s", async (_, ask, says) => {
    await expect(ask()).rejects.toThrow(says);
  });
});
