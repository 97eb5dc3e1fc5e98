import { describe, expect, it } from "vitest";
import { predecessorsOf } from "../../checks/explanation/causality.ts";
import { shapeOf } from "../../checks/explanation/shape.ts";
import type { Step } from "../../checks/trace.ts";
import { asks, gets, suffers, turns, way } from "./steps.ts";

const shape = (...steps: readonly Step[]): string =>
  shapeOf(steps, predecessorsOf(way(["a", "b", "c"], steps)));

describe("the shape of a trace", () => {
  it("says of each kind of step how many there are, and which they follow", () => {
    expect(shape(asks("a", "b Ping"), asks("c"), gets("b", "a", "Ping"))).toBe(
      `2 ["request","","Ask",false,0,0,[],[]]\n1 ["deliver","","Ping",false,0,0,[],[0]]`,
    );
  });

  it("is the same for steps that do not depend on each other in another order", () => {
    const [ask, read, crash] = [asks("a", "b Ping"), gets("b", "a", "Ping"), suffers("crash", "c")];
    const once = shape(ask, read, crash);
    expect(shape(crash, ask, read)).toBe(once);
    expect(shape(ask, crash, read)).toBe(once);
  });

  it("is the same for nodes with other names", () => {
    const once = shape(asks("a", "b Ping"), gets("b", "a", "Ping"));
    expect(shape(asks("c", "a Ping"), gets("a", "c", "Ping"))).toBe(once);
  });

  it("is another where another step has led to a message", () => {
    const early = shape(asks("a", "b Ping"), asks("a"), gets("b", "a", "Ping"));
    expect(shape(asks("a"), asks("a", "b Ping"), gets("b", "a", "Ping"))).not.toBe(early);
  });

  it("is another for another kind of step", () => {
    const once = shape(suffers("crash", "a"));
    expect(shape(suffers("power-loss", "a"))).not.toBe(once);
    expect(shape(asks("a"))).not.toBe(shape({ ...asks("a"), unsent: [] }));
    expect(shape(turns("a", 0, ["b"]))).not.toBe(shape(turns("a", 0, ["b Order"])));
  });

  it("of no steps is empty", () => {
    expect(shape()).toBe("");
  });
});
