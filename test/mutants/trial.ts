/** Puts mutants to the test: which test notices each of them. */
import type { Class, Mutant } from "./mutant.ts";
import { runTests, type Outcome } from "./tests.ts";
import type { Workshop } from "./workshop.ts";

export interface Trial {
  readonly name: string;
  readonly class: Class;
  readonly file: string;
  /** `error`: it ended otherwise than by a test, and so nothing is known of it. */
  readonly outcome: "killed" | "survived" | "error";
  /** The test that killed it. */
  readonly test: string | null;
  readonly in: string | null;
  /** Whether that test had an opinion only when its time was up. */
  readonly late: boolean;
  /** Whether only tests other than its own have noticed it. */
  readonly elsewhere: boolean;
  readonly why: string | null;
  readonly seconds: number;
}

/** All that tests of the engine are, apart from those of what was built, and of the repository. */
const EVERYTHING = [
  "test/engine/",
  "test/composition/",
  "test/scenes/scenes.test.ts",
  "test/models/",
  "test/kit/",
  "test/fuzz",
];

/** Without mistakes the tests have to pass, or nothing is learnt from a failure. */
export class UnsoundTests extends Error {
  override name = "UnsoundTests";
}

export class Court {
  readonly #workshop: Workshop;
  #everythingPasses: Promise<void> | null = null;

  constructor(workshop: Workshop) {
    this.#workshop = workshop;
  }

  /** How many tests pass. @throws UnsoundTests */
  async assertSound(files: readonly string[]): Promise<number> {
    const outcome = await runTests(this.#workshop.folder, files);
    if (outcome.kind === "passed") return outcome.tests;
    const what = outcome.kind === "failed" ? `"${outcome.test}" in ${outcome.file}` : outcome.why;
    throw new UnsoundTests(`the tests do not pass without a mutant: ${what}`);
  }

  /** @throws UnsoundTests */
  async try(mutant: Mutant): Promise<Trial> {
    const since = performance.now();
    const { name, class: kind, file } = mutant;
    const [outcome, elsewhere] = await this.#outcomeOf(mutant);
    return {
      name,
      class: kind,
      file,
      outcome: OUTCOMES[outcome.kind],
      test: outcome.kind === "failed" ? outcome.test : null,
      in: outcome.kind === "failed" ? outcome.file : null,
      late: outcome.kind === "failed" && outcome.late,
      elsewhere,
      why: outcome.kind === "broken" ? outcome.why : null,
      seconds: (performance.now() - since) / 1_000,
    };
  }

  async #outcomeOf(mutant: Mutant): Promise<readonly [Outcome, boolean]> {
    const { folder } = this.#workshop;
    // One file at a time, so that the test that is named does not depend on which was faster.
    for (const file of mutant.tests) {
      const outcome = await this.#workshop.withMistake(mutant, () => runTests(folder, [file]));
      if (outcome.kind !== "passed") return [outcome, false];
    }
    await (this.#everythingPasses ??= this.assertSound(EVERYTHING).then(() => undefined));
    return [await this.#workshop.withMistake(mutant, () => runTests(folder, EVERYTHING)), true];
  }
}

const OUTCOMES = { passed: "survived", failed: "killed", broken: "error" } as const;
