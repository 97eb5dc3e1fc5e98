import { describe, expect, it } from "vitest";
import { flightsOf } from "../../checks/explanation/flights.ts";
import { messageText } from "../../checks/reports/message-text.ts";
import { situationsOf } from "../../pages/trace/situations.ts";
import type { Step } from "../../checks/trace.ts";
import oralMessages from "../../models/oral-messages.ts";
import { asks, befalls, gets, under, way } from "../explanation/steps.ts";
import { trace } from "../reports/steps.ts";
import { viewOf } from "./views.ts";

/** What is on its way after 0, 1, 2, ... steps. */
const onTheWay = async (network: "bag" | "set", steps: readonly Step[], pending: boolean) => {
  const message = { from: "a", to: "b", tag: "Ping", payload: {} };
  const told = trace(["a", "b", "c"], steps, { pending: pending ? [message] : [] });
  const flights = flightsOf({ ...way([], []), ...told }, under({ network: () => network }));
  const view = await viewOf(oralMessages, { scenario: "three-generals-one-traitor" });
  return situationsOf({ ...view, trace: told, flights }).map(({ onTheirWay }) =>
    onTheirWay.map((flight) => `${messageText(flight)} ${flight.since}`),
  );
};

const read = gets("b", "a", "Ping");

describe("what is on its way", () => {
  it("is there from its step until it arrives", async () => {
    const steps = [asks("c"), asks("a", "b Ping"), asks("c"), read];
    expect(await onTheWay("bag", steps, false)).toEqual([[], [], ["Ping 2"], ["Ping 2"], []]);
  });

  it("is once in a set, until it arrives for the first time", async () => {
    const steps = [asks("a", "b Ping"), read, read, read];
    expect(await onTheWay("set", steps, false)).toEqual([[], ["Ping 1"], [], [], []]);
  });

  it("is one more from the step that copies it", async () => {
    const steps = [asks("a", "b Ping"), befalls("duplicate", "b", "a", "Ping"), read];
    expect(await onTheWay("bag", steps, true)).toEqual([
      [],
      ["Ping 1"],
      ["Ping 1", "Ping 2"],
      ["Ping 2"],
    ]);
  });
});
