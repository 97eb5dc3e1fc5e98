/** Faults of messages and links, in models so small that their states can be counted by hand. */
import { describe, expect, it } from "vitest";
import { check } from "../../checks/index.ts";
import { always } from "../../models/protocol.ts";
import { figures, graph, logged, mail, statusOf, stepsOf } from "./toys.ts";

const neverReads = (log: readonly number[]) =>
  always(logged, ({ reader }) => reader.join() !== String(log));

describe("a message that is lost", () => {
  it("is read, or lost, and its budget is charged", async () => {
    expect(await figures(mail([[1]], { faults: { drop: 1 } }))).toEqual([3, 3, 2]);
    expect(await figures(mail([[1, 2]], { faults: { drop: 1 } }))).toEqual([9, 11, 3]);
  });

  it("is gone from a set for ever", async () => {
    const takes = ({ length }: readonly number[]): boolean => length < 1;
    const model = mail([[1]], { takes, network: "set", faults: { drop: { Note: 1 } } });
    expect(await figures(model)).toEqual([4, 4, 3]);
  });

  it("is the head of a queue", async () => {
    const model = mail([[1, 2]], { network: "fifo", faults: { drop: 1 } });
    expect(await figures(model)).toEqual([6, 6, 3]);
  });
});

describe("a message that arrives twice", () => {
  it("has one more copy, of equal ones as good as the other", async () => {
    const takes = ({ length }: readonly number[]): boolean => length < 2;
    expect(await figures(mail([[1]], { takes, faults: { duplicate: 1 } }))).toEqual([5, 5, 4]);
  });

  it("stands in a queue right behind itself", async () => {
    const properties = { between: neverReads([1, 2, 1]), behind: neverReads([1, 1, 2]) };
    const faults = { duplicate: 1 };
    const report = await check(mail([[1, 2]], { network: "fifo", faults, properties }), {
      goOn: true,
    });
    expect(statusOf(report)).toEqual({ between: "holds", behind: "violated at 5" });
    expect(stepsOf(report)).toEqual([
      "reader duplicate Note 1 from sender",
      "reader deliver Note 1 from sender",
      "reader deliver Note 1 from sender",
      "reader deliver Note 2 from sender",
    ]);
  });

  it.each(["set", "latest"] as const)("is no fault of a %s", async (network) => {
    await expect(check(mail([[1]], { network, faults: { duplicate: 1 } }))).rejects.toThrow(
      "faults.duplicate: in a set every message may arrive again, and latest holds one of each",
    );
  });
});

describe("a register that holds the latest", () => {
  it("forgets what came before, sender by sender", async () => {
    const first = neverReads([1]);
    const both = neverReads([2, 3]);
    const properties = { first, both };
    const report = await check(mail([[1, 2], [3]], { network: "latest", properties }), {
      goOn: true,
    });
    expect(statusOf(report)).toEqual({ first: "holds", both: "violated at 3" });
  });
});

describe("a partition", () => {
  it("cuts any side off, and is healed as often as it comes", async () => {
    expect(await figures(graph({}, { walkers: 3, faults: { partition: 1 } }))).toEqual([5, 7, 3]);
    expect(await figures(graph({}, { walkers: 3, faults: { partition: 2 } }))).toEqual([10, 20, 4]);
  });

  it("of one direction has twice as many sides", async () => {
    expect(await figures(graph({}, { walkers: 3, faults: { oneWay: 1 } }))).toEqual([8, 13, 3]);
  });

  it("keeps to the sides that are named", async () => {
    const faults = { partition: { times: 1, sides: [["walker1"]] } };
    expect(await figures(graph({}, { walkers: 3, faults }))).toEqual([3, 3, 3]);
  });

  it("of unknown nodes is misuse", async () => {
    const faults = { oneWay: { times: 1, sides: [["walker1", "talker"]] } };
    await expect(check(graph({}, { walkers: 3, faults }))).rejects.toThrow(
      'faults.oneWay.sides: unknown node "talker"',
    );
  });

  it("holds back what is on its way, in the direction that is cut", async () => {
    const parted = (side: string) => ({ oneWay: { times: 1, sides: [[side]] } });
    // Read before the cut, under it if it is the other direction, and after it is healed.
    expect(await figures(mail([[1]], { faults: parted("sender") }))).toEqual([6, 7, 4]);
    expect(await figures(mail([[1]], { faults: parted("reader") }))).toEqual([6, 8, 4]);
  });
});
