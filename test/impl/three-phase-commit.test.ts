import { describe, expect, it } from "vitest";
import { Coordinator, type Kind, type Output, Participant } from "../../impl/three-phase-commit.ts";

const NOTHING = { reply: null, announcement: null };
const reply = (to: number, kind: Kind) => ({ reply: { to: [to], kind }, announcement: null });
const announce = (to: readonly number[], kind: Kind) => ({
  reply: null,
  announcement: { to, kind },
});

describe("a coordinator", () => {
  const waiting = (participants: number): Coordinator => {
    const node = new Coordinator(participants);
    node.begin();
    return node;
  };
  const preparing = (): Coordinator => {
    const node = waiting(2);
    node.receive(1, "yes");
    node.receive(2, "yes");
    return node;
  };

  it("asks, prepares and commits, each when all have answered", () => {
    const node = new Coordinator(2);
    expect(node.begin()).toEqual(announce([1, 2], "canCommit"));
    expect(node.receive(1, "yes")).toEqual(NOTHING);
    expect(node.receive(2, "yes")).toEqual(announce([1, 2], "preCommit"));
    expect(node.receive(2, "ack")).toEqual(NOTHING);
    expect(node.heard).toEqual([2]);
    expect(node.receive(1, "ack")).toEqual(announce([1, 2], "commit"));
    expect([node.phase, node.heard]).toEqual(["committed", []]);
  });

  it("aborts at a no, and when a vote will not come", () => {
    expect(waiting(2).receive(2, "no")).toEqual(announce([1, 2], "abort"));
    expect(waiting(2).stopped(2)).toEqual(announce([1, 2], "abort"));
  });

  it("needs no acknowledgement of one that has stopped", () => {
    const node = preparing();
    expect([node.stopped(1), node.stopped(1)]).toEqual([NOTHING, NOTHING]);
    expect(node.receive(2, "ack")).toEqual(announce([1, 2], "commit"));
  });

  it("takes the vote of one that has stopped since", () => {
    const node = waiting(2);
    node.receive(1, "yes");
    expect(node.stopped(1)).toEqual(NOTHING);
    expect(node.receive(2, "yes")).toEqual(announce([1, 2], "preCommit"));
  });

  it("counts repeats and strangers not at all", () => {
    const node = waiting(2);
    for (const site of [1, 1, 0, 3, -1]) expect(node.receive(site, "yes")).toEqual(NOTHING);
    expect([node.stopped(0), node.stopped(3), node.begin()]).toEqual([NOTHING, NOTHING, NOTHING]);
    expect(node.heard).toEqual([1]);
  });
});

describe("a participant", () => {
  const after = (self: number, ...steps: readonly ((node: Participant) => Output)[]) => {
    const node = new Participant(self, 3);
    for (const step of steps) step(node);
    return node;
  };
  const asked = (node: Participant) => node.receive(0, "canCommit");
  const prepared = (node: Participant) => node.receive(0, "preCommit");
  const alone = (node: Participant) => node.stopped(0);

  it("goes through all phases with its coordinator", () => {
    const node = new Participant(1, 3);
    expect(asked(node)).toEqual(reply(0, "yes"));
    expect(prepared(node)).toEqual(reply(0, "ack"));
    expect(node.receive(0, "commit")).toEqual(NOTHING);
    expect(node.phase).toBe("committed");
  });

  it("may refuse until it has voted", () => {
    const node = after(1, (it) => it.refuse());
    expect([asked(node), node.phase]).toEqual([reply(0, "no"), "aborted"]);
    expect(after(1, asked, (it) => it.refuse()).phase).toBe("waiting");
  });

  it("takes over as the first in line, and moves the others to where it is", () => {
    expect(alone(after(1, asked))).toEqual(announce([2, 3], "moveToWaiting"));
    expect(alone(after(1, asked, prepared))).toEqual(announce([2, 3], "moveToPrepared"));
    expect(alone(after(1))).toEqual(announce([2, 3], "abort"));
  });

  it.each([
    ["commits", [asked, prepared], "commit"],
    ["aborts", [asked], "abort"],
  ] as const)("%s as a backup when all have moved or stopped", (_, steps, decision) => {
    const node = after(1, ...steps, alone);
    expect([node.receive(3, "moved"), node.moved]).toEqual([NOTHING, [3]]);
    expect(node.stopped(2)).toEqual(announce([2, 3], decision));
  });

  it("adopts as a backup what another has decided, and passes it on", () => {
    const node = after(1, asked, alone);
    expect(node.receive(2, "commit")).toEqual(announce([2, 3], "commit"));
  });

  it("moves where a backup says, or says what is decided", () => {
    const move = { reply: { to: [1], kind: "moved" }, announcement: { to: [], kind: "moved" } };
    expect(after(2, asked).receive(1, "moveToPrepared")).toEqual(move);
    expect(after(2, asked, prepared).receive(1, "moveToWaiting")).toEqual(move);
    const committed = after(2, asked, prepared, (it) => it.receive(0, "commit"));
    expect(committed.receive(1, "moveToWaiting")).toEqual(reply(1, "commit"));
  });

  it("does not listen to a former leader", () => {
    const node = after(3, asked, (it) => it.receive(2, "moveToWaiting"));
    expect([prepared(node), node.receive(1, "moveToPrepared")]).toEqual([NOTHING, NOTHING]);
    expect([node.phase, node.leader]).toEqual(["waiting", 2]);
  });

  it("watches one leader after the other, and leads alone when it is the last", () => {
    const node = after(3, asked, prepared);
    expect([node.stopped(1), node.leader]).toEqual([NOTHING, 0]);
    expect([node.stopped(0), node.stopped(1), node.leader]).toEqual([NOTHING, NOTHING, 2]);
    expect(node.stopped(2)).toEqual(announce([], "commit"));
  });
});

describe("a transaction", () => {
  /** The coordinator stops after so many messages have left it; the detector speaks in the end. */
  const phasesOf = (left: number): readonly string[] => {
    const coordinator = new Coordinator(3);
    const participants = [1, 2, 3].map((self) => new Participant(self, 3));
    const posted: (() => void)[] = [];
    let budget = left;

    const post = (from: number, { reply: answer, announcement }: Output): void => {
      for (const message of [answer, announcement])
        for (const to of message?.to ?? [])
          if (from > 0 || budget-- > 0) posted.push(() => deliver(to, from, message!.kind));
    };
    const deliver = (to: number, from: number, kind: Kind): void => {
      if (to > 0) post(to, participants[to - 1]!.receive(from, kind));
      else if (budget > 0) post(0, coordinator.receive(from, kind));
    };
    const run = (): void => {
      while (posted.length > 0) posted.shift()!();
    };

    post(0, coordinator.begin());
    run();
    for (const [index, node] of participants.entries()) post(index + 1, node.stopped(0));
    run();
    return participants.map(({ phase }) => phase);
  };

  it("ends alike for all, wherever the coordinator stops", () => {
    const ends = Array.from({ length: 10 }, (_, left) => new Set(phasesOf(left)));
    expect(ends.map(({ size }) => size)).toEqual(Array.from({ length: 10 }, () => 1));
    expect(ends.map(([phase]) => phase)).toEqual([
      ...Array.from({ length: 4 }, () => "aborted"),
      ...Array.from({ length: 6 }, () => "committed"),
    ]);
  });
});
