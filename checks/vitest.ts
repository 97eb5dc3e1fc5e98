/** For Vitest: `import "strategos/vitest"` in a test, and it may say what it expects of a model. */
import { expect } from "vitest";
import type { Model } from "../models/protocol.ts";
import { matchers, type Asked, type AskedWithin } from "./vitest/matchers.ts";

export type { Asked, AskedWithin };

declare module "vitest" {
  interface Matchers<T> {
    /** Every reachable state was visited, nothing is violated, and enough happens to say so. */
    toHold: OfModel<T, [options?: Asked]>;
    /** This property is violated, or any; after at most so many actions as `within` says. */
    toViolate: OfModel<
      T,
      [options?: AskedWithin] | [property: string | undefined, options?: AskedWithin]
    >;
    /** This `sometimes` is met; after at most so many actions as `within` says. */
    toReach: OfModel<T, [witness: string, options?: AskedWithin]>;
  }
}

/** To ask it of anything but a model does not compile. */
type OfModel<T, Words extends readonly unknown[]> =
  Awaited<T> extends Model ? (...words: Words) => Promise<void> : never;

expect.extend(matchers);
