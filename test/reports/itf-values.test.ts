/** Values in the format of Apalache and Quint, and the grammar that they are held against. */
import { isDeepStrictEqual } from "node:util";
import { Schema as S } from "@effect/schema";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { itfOf } from "../../checks/reports/itf/values.ts";
import { arbitraryOf } from "../../checks/schema/arbitrary.ts";
import { shapeOf } from "../../checks/schema/read.ts";
import { toJson } from "../../checks/schema/to-json.ts";
import { nodes, rich } from "../schema/rich.ts";
import { expressionFaults, faultsOf, valueOf } from "./itf-grammar.ts";

const integer = (value: number) => ({ "#bigint": `${value}` });
const nothing = { "#tup": [] };

/** Records with any keys are maps in ITF, as maps are. */
const withMaps = (value: unknown): object =>
  Object.fromEntries(
    Object.entries(value as object).map(([name, item]) => [
      name,
      name.startsWith("by") && name !== "byNames" ? new Map(Object.entries(item as object)) : item,
    ]),
  );

describe("a value in ITF", () => {
  it("is the same value in every kind, and keeps to the grammar", () => {
    fc.assert(
      fc.property(arbitraryOf(rich, nodes), (value) => {
        const itf = JSON.parse(JSON.stringify(itfOf(rich, toJson(value))));
        expect(expressionFaults(itf)).toEqual([]);
        expect(isDeepStrictEqual(valueOf(itf), withMaps(value))).toBe(true);
      }),
    );
  });

  it.each([
    [S.Literal(null), null, nothing],
    [S.Int, Number.MAX_SAFE_INTEGER, integer(9007199254740991)],
    [S.Literal(1e21), 1e21, { "#bigint": "1000000000000000000000" }],
    [S.Literal(0.5), 0.5, { "#unserializable": "0.5" }],
    [S.Struct({ "#set": S.Boolean }), { "#set": true }, { "#map": [["#set", true]] }],
    [S.Tuple(), [], nothing],
  ])("of %s writes %j as %j", (schema, value, itf) => {
    expect(itfOf(shapeOf(schema, {}), toJson(value))).toEqual(itf);
  });
});

describe("the grammar", () => {
  /** The example of the ADR, with fewer people in the boat. */
  const boat = {
    "#meta": { source: "MC_MissionariesAndCannibalsTyped.tla" },
    vars: ["bank_of_boat", "who_is_on_bank"],
    states: [
      {
        "#meta": { index: 0 },
        bank_of_boat: "E",
        who_is_on_bank: {
          "#map": [
            ["E", { "#set": ["c1_OF_PERSON", "m1_OF_PERSON"] }],
            ["W", { "#set": [] }],
          ],
        },
      },
      {
        "#meta": { index: 1 },
        bank_of_boat: "W",
        who_is_on_bank: {
          "#map": [
            ["E", { "#set": [] }],
            ["W", { "#set": ["c1_OF_PERSON", "m1_OF_PERSON"] }],
          ],
        },
      },
    ],
  };
  /** As Quint writes values of sum types, and a run that comes back to where it was. */
  const option = {
    vars: ["value"],
    loop: 0,
    states: [
      { "#meta": { index: 0 }, value: { tag: "None", value: { "#tup": [] } } },
      { "#meta": { index: 1 }, value: { tag: "Some", value: { "#bigint": "-40" } } },
    ],
  };
  const holding = (value: unknown) => ({ vars: ["v"], states: [{ v: value }] });

  it("takes what Apalache and Quint write", () => {
    expect([faultsOf(boat), faultsOf(option)]).toEqual([[], []]);
  });

  it.each([
    [{ ...boat, states: [] }, "vars, params or states"],
    [{ ...boat, vars: ["bank_of_boat"] }, "states[0] has bank_of_boat,who_is_on_bank"],
    [{ ...option, loop: 2 }, "loop"],
    [{ ...option, name: "x" }, "name is no field of a trace"],
    [{ ...option, params: ["N"] }, "states[0] has value"],
    [holding(1), "states[0].v is 1"],
    [holding([null]), "states[0].v[0] is null"],
    [holding({ "#bigint": "1e3" }), "states[0].v.#bigint"],
    [holding({ "#set": ["a", "a"] }), "states[0].v.#set has twins"],
    [holding({ "#map": [["a"]] }), "states[0].v.#map"],
    [holding({ "#set": [], x: "a" }), "states[0].v has #set,x"],
    [holding({ "#list": [] }), "states[0].v.#list"],
  ])("refuses %j", (trace, fault) => {
    expect(faultsOf(trace)[0]).toBe(fault);
  });
});
