import { describe, expect, it } from "vitest";
import { htmlOf } from "../../checks/reports/page/html.ts";
import { broken } from "../explanation/broken.ts";
import { pageOf } from "./views.ts";

/** In bytes; most of it is the script of the page. */
const MOST = 150_000;

describe("the page of a counterexample", () => {
  it.each(broken)("is small enough to be sent: %s", async (_, model, choice) => {
    const { length } = Buffer.from(htmlOf(await pageOf(model, choice)));
    expect(length).toBeGreaterThan(40_000);
    expect(length).toBeLessThan(MOST);
  });
});
