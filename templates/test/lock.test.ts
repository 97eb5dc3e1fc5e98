import { counts } from "strategos";
import "strategos/vitest";
import { describe, expect, it } from "vitest";
import model from "../models/lock.js";

describe("lock", () => {
  it("holds within its bounds", async () => {
    await expect(model).toHold();
  });

  it("can save twice", async () => {
    await expect(model).toReach("saves-twice", { within: 7 });
  });

  it("would be broken without the fence", async () => {
    await expect(model).toViolate("fenced", { bug: "no-fence", within: 9 });
  });

  it("has as many states as before", async () => {
    expect(await counts(model)).toEqual({ states: 540, generated: 1761, depth: 18 });
  });
});
