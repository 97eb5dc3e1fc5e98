/** A trace in the format of Apalache and Quint. */
import { describe, expect, it } from "vitest";
import { check, type CheckOptions } from "../../checks/index.ts";
import { instanceOf } from "../../checks/model/instance.ts";
import { itfText } from "../../checks/reports/itf/itf.ts";
import oralMessages from "../../models/oral-messages.ts";
import presumedAbort from "../../models/presumed-abort.ts";
import type { Model } from "../../models/protocol.ts";
import threePhaseCommit from "../../models/three-phase-commit.ts";
import { faultsOf } from "./itf-grammar.ts";
import { library, meeting } from "./library.ts";

const documentOf = async (of: Model, options: CheckOptions) => {
  const { counterexample } = await check(of, options);
  const text = itfText(instanceOf(of, options), counterexample!, "library: violates it");
  const document = JSON.parse(text);
  expect(faultsOf(document)).toEqual([]);
  return document;
};

const integer = (value: number) => ({ "#bigint": `${value}` });
const set = (...members: readonly unknown[]) => ({ "#set": members });
const nothing = { "#tup": [] };

describe("a trace in ITF", () => {
  it("of actions has a state before them all and one after each, in their kinds", async () => {
    const shelf = (seen: readonly unknown[], copies: readonly unknown[]) => ({
      seen: set(...seen),
      copies: { "#map": copies },
      pair: { "#tup": [true, ""] },
      byName: { "#map": [["#x", [integer(-1), "one"]]] },
    });
    const put = { tag: "Put", value: { by: set("asker") } };
    const always = { up: set("asker", "shelf"), cut: set() };
    expect(await documentOf(library, { properties: ["never-put"] })).toEqual({
      "#meta": {
        format: "ITF",
        "format-description": "https://apalache-mc.org/docs/adr/015adr-trace.html",
        description: "library: violates it",
      },
      params: ["parameters"],
      vars: ["step", "action", "nodes", "up", "messages", "cut", "history"],
      states: [
        {
          "#meta": { index: 0 },
          parameters: { nodes: integer(2), words: set("a", "b") },
          step: integer(0),
          action: { tag: "init", value: nothing },
          nodes: {
            "#map": [
              ["asker", { last: nothing }],
              ["shelf", shelf([], [])],
            ],
          },
          messages: [],
          history: { asked: set() },
          ...always,
        },
        {
          "#meta": { index: 1 },
          step: integer(1),
          action: {
            tag: "request",
            value: {
              node: "asker",
              message: { tag: "Ask", value: { n: integer(0) } },
              sends: [{ to: "shelf", message: put }],
            },
          },
          nodes: {
            "#map": [
              ["asker", { last: "asker" }],
              ["shelf", shelf([], [])],
            ],
          },
          messages: [{ from: "asker", to: "shelf", message: put }],
          history: { asked: set("asker") },
          ...always,
        },
        {
          "#meta": { index: 2 },
          step: integer(2),
          action: {
            tag: "deliver",
            value: { node: "shelf", from: "asker", message: put, sends: [] },
          },
          nodes: {
            "#map": [
              ["asker", { last: "asker" }],
              ["shelf", shelf(["asker"], [["asker", integer(1)]])],
            ],
          },
          messages: [],
          history: { asked: set("asker") },
          ...always,
        },
      ],
    });
  });

  it("leaves the history out where the property does not read it", async () => {
    const { vars } = await documentOf(library, { properties: ["never-asked"] });
    expect(vars).toEqual(["step", "action", "nodes", "up", "messages", "cut"]);
  });

  it("of rounds says who the traitors are, and what each turn reads", async () => {
    const { vars, states } = await documentOf(oralMessages, {});
    expect(vars).toEqual(["step", "action", "nodes", "traitors"]);
    expect(states.at(-1)).toMatchObject({
      step: integer(6),
      traitors: set("lieutenant2"),
      action: {
        tag: "turn",
        value: {
          node: "lieutenant1",
          round: integer(2),
          reads: [
            {
              from: "lieutenant2",
              message: { tag: "Report", value: { path: ["lieutenant2"], order: "retreat" } },
              lie: true,
            },
          ],
          sends: [],
        },
      },
    });
    const { 1: lieutenant } = states.at(-1).nodes["#map"];
    expect(lieutenant[1].decision).toBe("retreat");
    expect(lieutenant[1].heard["#set"]).toHaveLength(2);
  });

  it("says which links are cut", async () => {
    const { states } = await documentOf(threePhaseCommit, { scenario: "network-falls-apart" });
    expect(states[9].cut).toEqual(set());
    expect(states[10].action).toEqual({
      tag: "partition",
      value: { side: set("coordinator", "participant1") },
    });
    expect(states.at(-1).cut).toEqual(
      set(
        { "#tup": ["coordinator", "participant2"] },
        { "#tup": ["participant1", "participant2"] },
        { "#tup": ["participant2", "coordinator"] },
        { "#tup": ["participant2", "participant1"] },
      ),
    );
  });

  it("says who is up, and what did not leave before a crash", async () => {
    const { states } = await documentOf(presumedAbort, { bug: "coordinator-loses-its-log" });
    const commit = { tag: "Commit", value: {} };
    expect(states[6].action.value).toMatchObject({
      sends: [{ to: "participant2", message: commit }],
      unsent: [{ to: "participant1", message: commit }],
    });
    expect(states[6].up).toEqual(set("participant1", "participant2"));
    expect(states[7].action).toMatchObject({ tag: "restart", value: { node: "coordinator" } });
    expect(states[7].up).toEqual(set("coordinator", "participant1", "participant2"));
  });

  it("leaves in a set what has arrived, since it may arrive again", async () => {
    const { states } = await documentOf(presumedAbort, { bug: "coordinator-loses-its-log" });
    const prepare = {
      from: "coordinator",
      to: "participant1",
      message: { tag: "Prepare", value: {} },
    };
    expect(states[2].action).toMatchObject({ tag: "deliver", value: { node: "participant1" } });
    expect(states[2].messages).toContainEqual(prepare);
  });

  it("names who takes part in a joint step", async () => {
    const { states } = await documentOf(meeting, {});
    expect(states[1].action).toEqual({
      tag: "joint",
      value: {
        node: "guest1",
        message: { tag: "Meet", value: {} },
        partners: set("guest2"),
        sends: [],
      },
    });
    expect(states[1].nodes["#map"]).toEqual([
      ["guest1", { met: set("guest2") }],
      ["guest2", { met: set("guest1") }],
    ]);
  });
});
