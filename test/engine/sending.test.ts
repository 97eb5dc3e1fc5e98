/** Where sends lead, in a node that has more cells than there is room for in tables. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import { become, int, vocabulary } from "../../models/protocol.ts";
import { tablesOf, type Tables } from "../../checks/exploration/tables.ts";
import { instanceOf } from "../../checks/model/instance.ts";

/** Cells below it have their places in tables; all others go through the cache. */
const tabled = 2 ** 17;
const notes = 2 ** 17;
/** Places of the cache: of one cell more, two share a place. */
const places = 2 ** 18;

const { model, rules } = vocabulary({
  parameters: S.Struct({}),
  roles: { hub: { state: S.Struct({}), receives: { Note: { n: int(0, notes - 1) } } } },
});
const hub = model({
  name: "hub",
  source: "a post office",
  population: () => ({ hub: 1 }),
  initial: { hub: () => [become({})] },
  rules: { hub: rules.hub({ Note: () => null }) },
  properties: {},
  scenarios: { only: { parameters: {} } },
});

/** Tables in which the hub has a cell with an empty inbox for each of so many local states. */
const hubOf = (locals: number): Tables => {
  const tables = tablesOf(instanceOf(hub, {}), false);
  for (let local = 0; local < locals; local++) tables.cells[0]!.intern(local, 0, true);
  return tables;
};

describe("a send to a cell that has no place in a table", () => {
  it("adds its own envelope to the inbox, whichever were sent to that cell before", () => {
    const { cells, envelopes, sending } = hubOf(tabled + 1);
    const table = cells[0]!;
    const wrong: number[] = [];
    for (let n = 0; n < notes; n++) {
      const envelope = envelopes.intern(0, 0, 0, { n });
      const after = table.inbox(sending.send(envelope, tabled));
      if (table.envelopesIn(after).join() !== String(envelope)) wrong.push(n);
    }
    expect(wrong).toEqual([]);
  });

  it("leaves the local state as it is, whichever cells the envelope was sent to before", () => {
    const { cells, envelopes, sending } = hubOf(tabled + places + 1);
    const table = cells[0]!;
    const envelope = envelopes.intern(0, 0, 0, { n: 0 });
    const wrong: number[] = [];
    for (let cell = tabled; cell <= tabled + places; cell++)
      if (table.local(sending.send(envelope, cell)) !== cell) wrong.push(cell);
    expect(wrong).toEqual([]);
  });
});
