/** What Vitest calls: each asks one question of a model, and tells the answer in its words. */
import { UsageError } from "../errors.ts";
import { isModel } from "../model/validate.ts";
import type { Model } from "../../models/protocol.ts";
import type { CheckOptions } from "../report.ts";
import type { Answer } from "./answer.ts";
import { failureText } from "./failure-text.ts";
import { holding, reaching, violating } from "./questions.ts";

/** As of `check`; what else it takes is said by the matcher itself. */
export type Asked = Omit<CheckOptions, "seek" | "from">;

export interface AskedWithin extends Asked {
  /** Actions, at most; in rounds, messages that loyal nodes read. */
  readonly within?: number;
}

/** Of what Vitest binds a matcher to. */
interface Matching {
  readonly isNot: boolean;
}

interface Result {
  readonly pass: boolean;
  readonly message: () => string;
}

/** Vitest tells a matcher with `this` whether it stands behind `not`. */
export const matchers = {
  async toHold(this: Matching, received: unknown, options: Asked = {}): Promise<Result> {
    const model = modelFor("toHold", received);
    return resultOf(await holding(model, options), this.isNot);
  },

  async toViolate(
    this: Matching,
    received: unknown,
    ...[first, second]: [(string | AskedWithin)?, AskedWithin?]
  ): Promise<Result> {
    const model = modelFor("toViolate", received);
    const [property, asked] = typeof first === "object" ? [undefined, first] : [first, second];
    const { within, ...options } = asked ?? {};
    return resultOf(await violating(model, property, most(within), options), this.isNot);
  },

  async toReach(
    this: Matching,
    received: unknown,
    witness: string,
    { within, ...options }: AskedWithin = {},
  ): Promise<Result> {
    const model = modelFor("toReach", received);
    return resultOf(await reaching(model, witness, most(within), options), this.isNot);
  },
};

/** What was not found out is neither so nor not so, and fails with `not` as it does without. */
const resultOf = (answer: Answer, isNot: boolean): Result => ({
  pass: answer.isSo ?? isNot,
  message: () => failureText(answer, isNot),
});

const modelFor = (matcher: string, received: unknown): Model => {
  if (isModel(received)) return received;
  throw new UsageError(`${matcher} expects a model: what model({ ... }) gives back`);
};

const most = (within: number | undefined): number => {
  if (within === undefined) return Infinity;
  if (Number.isInteger(within) && within >= 0) return within;
  throw new UsageError(`within: expected a whole number of at least 0, actual ${String(within)}`);
};
