/** A path that was printed leads to what was printed with it. */
import { describe, expect, it } from "vitest";
import { check } from "../../checks/index.ts";
import { follow } from "../../checks/schedules/follow.ts";
import { catalogue } from "../../models/index.ts";
import { counter, graph } from "../engine/toys.ts";

const questions = catalogue.flatMap((model) => [
  ...Object.keys(model.bugs).map((bug) => [model.name, { bug }] as const),
  ...Object.entries(model.scenarios)
    .filter(([, { expect: expected }]) => expected?.verdict === "violated")
    .map(([scenario]) => [model.name, { scenario }] as const),
]);

describe("following the path of a counterexample", () => {
  it.each(questions)(
    "of %s, %o, gives the same trace, which ends the same way",
    async (name, of) => {
      const model = catalogue.find((one) => one.name === name)!;
      const { property, counterexample } = await check(model, of);
      const followed = follow(model, counterexample!.path!, of);
      expect(followed).toMatchObject({ property, outcome: "violates", bug: null, ...of });
      // A path alone does not say that there is no shorter one.
      expect({ ...followed.trace, minimal: true }).toEqual(counterexample);
    },
  );

  it("asks for 44 of the catalogue, in rounds too", () => {
    expect(questions.length).toBe(44);
  });
});

describe("a path", () => {
  // From a the walker goes to b or c; from b it goes nowhere.
  const model = graph({ a: ["b", "c"], c: ["a"] }, { from: ["a", "b"] });
  const message = (path: string): string => {
    try {
      follow(model, path);
      return "";
    } catch (error) {
      return String(error);
    }
  };

  it.each(["", ".", "0.", ".0", "0..1", "0,1", "-1", "0.1e3", " 0", "a", "0.1234567890"])(
    "is not %j",
    (path) => {
      expect(message(path)).toBe(
        "UsageError: path: expected numbers with points between them, as in 0.2.1, " +
          `actual "${path}"`,
      );
    },
  );

  it("begins in an initial state that there is", () => {
    expect(message("1")).toBe("");
    expect(message("2")).toBe(
      "UsageError: path: it begins in initial state 2, and there are 2, from 0 on",
    );
  });

  const elsewhere = "; is it of another text of the model?";

  it("takes actions that there are", () => {
    expect(message("0.1.0.0")).toBe("");
    expect(message("0.1.1")).toBe(
      `UsageError: path: step 2 is action 1, and there are 1, from 0 on${elsewhere}`,
    );
    expect(message("0.2")).toBe(
      `UsageError: path: step 1 is action 2, and there are 2, from 0 on${elsewhere}`,
    );
  });

  it("does not go on where nothing can happen any more", () => {
    expect(message("0.0.0")).toBe(
      `UsageError: path: nothing can happen any more at step 2${elsewhere}`,
    );
    expect(message("1.0")).toBe(
      `UsageError: path: nothing can happen any more at step 1${elsewhere}`,
    );
  });

  it("that settles nothing leads to a trace without an explanation", () => {
    expect(follow(counter({ add: 2 }), "0.0.0")).toMatchObject({
      scenario: "only",
      bug: null,
      parameters: {},
      property: null,
      outcome: "holds",
      trace: { length: 2, path: "0.0.0", why: null, steps: [{ state: { count: 1 } }, {}] },
    });
  });
});
