/** One shard by itself, in a process that can be interrupted. */
import { describe, expect, it } from "vitest";
import { strategos } from "./strategos.ts";

describe("a shard that is interrupted", () => {
  it("tells what it has, and that it is not all", async () => {
    const args = ["check", "--all", "test/reference/two-phase.ts", "--shard", "5/6", "--json"];
    const { status, out } = await strategos(args, { interruptAfter: 1_500 });
    const document = JSON.parse(out);
    expect(status).toBe(3);
    expect(document).toMatchObject({ interrupted: true, shard: { index: 5, count: 6, checks: 6 } });
    expect(document.results).toMatchObject([{ scenario: "rms-9", stopped: "interrupt" }]);
  });
});
