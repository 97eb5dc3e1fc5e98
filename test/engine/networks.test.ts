/** What each kind of network may do with the messages that are in it. */
import { describe, expect, it } from "vitest";
import { check } from "../../checks/index.ts";
import { always, sometimes } from "../../models/protocol.ts";
import { figures, logged, mail, stepsOf } from "./toys.ts";

const writes = (...log: readonly number[]) =>
  sometimes(logged, ({ reader }) => JSON.stringify(reader[0]) === JSON.stringify(log));
const neverWrites = (note: number) => always(logged, ({ reader }) => !reader[0]?.includes(note));

describe("a bag", () => {
  it("is the network of a scenario that names none", async () => {
    const [named, unnamed] = [mail([[1, 2]], { network: "bag" }), mail([[1, 2]])];
    expect(await figures(named)).toEqual(await figures(unnamed));
  });

  it("delivers in any order, also what one node sent to another", async () => {
    const properties = { kept: writes(1, 2), swapped: writes(2, 1) };
    const report = await check(mail([[1, 2]], { properties }));
    expect(report).toMatchObject({ verdict: "holds-within-bounds", states: 5, generated: 5 });
  });

  it("delivers each message once", async () => {
    const report = await check(mail([[1]], { properties: { twice: writes(1, 1) } }));
    expect(report).toMatchObject({ verdict: "vacuous", states: 2 });
  });

  it("delivers each of two equal copies, in one way", async () => {
    expect(await figures(mail([[1, 1]]))).toEqual([3, 3, 3]);
  });

  it("tells equal messages of two senders apart", async () => {
    expect(await figures(mail([[1], [1]]))).toEqual([4, 5, 3]);
  });

  it("keeps what is not wanted, for later", async () => {
    const takes = (log: readonly number[], note: number) => note === 2 || log.includes(2);
    const properties = { late: writes(2, 1) };
    const report = await check(mail([[1, 2]], { takes, properties }));
    expect(report).toMatchObject({ verdict: "holds-within-bounds", states: 3, generated: 3 });
  });
});

describe("a set", () => {
  it("delivers a message again and again", async () => {
    expect(await figures(mail([[1]], { network: "set" }))).toEqual([5, 5, 5]);
  });

  it("holds two equal messages as one", async () => {
    const [once, twice] = [mail([[1]], { network: "set" }), mail([[1, 1]], { network: "set" })];
    expect(await figures(twice)).toEqual(await figures(once));
  });

  it("makes all words of two letters up to length four", async () => {
    expect(await figures(mail([[1, 2]], { network: "set" }))).toEqual([31, 31, 5]);
  });
});

describe("a FIFO network", () => {
  it("keeps the order for each pair of nodes", async () => {
    const properties = { kept: writes(1, 2) };
    const report = await check(mail([[1, 2]], { network: "fifo", properties }));
    expect(report).toMatchObject({ verdict: "holds-within-bounds", states: 3, generated: 3 });
  });

  it("keeps none between two senders", async () => {
    expect(await figures(mail([[1, 2], [3]], { network: "fifo" }))).toEqual([9, 9, 4]);
  });

  it("delivers equal copies one after the other", async () => {
    expect(await figures(mail([[1, 1, 1]], { network: "fifo" }))).toEqual([4, 4, 4]);
  });

  it("discards what is not wanted at the head, and that is an action", async () => {
    const takes = (_: readonly number[], note: number) => note === 2;
    const properties = { never: neverWrites(2) };
    const report = await check(mail([[1, 2]], { network: "fifo", takes, properties }));
    expect(stepsOf(report)).toEqual([
      "reader discard Note 1 from sender",
      "reader deliver Note 2 from sender",
    ]);
    expect(report).toMatchObject({ states: 3, generated: 3, depth: 3 });
  });

  it("discards nothing behind the head", async () => {
    const takes = (_: readonly number[], note: number) => note === 2;
    expect(await figures(mail([[2, 1]], { network: "fifo", takes }))).toEqual([3, 3, 3]);
  });
});
