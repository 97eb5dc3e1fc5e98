import { describe, expect, it } from "vitest";
import {
  Coordinator,
  type CoordinatorRecord,
  type Kind,
  type Output,
  Participant,
  type ParticipantRecord,
} from "../../impl/two-phase-commit.ts";

const NOTHING = { record: null, messages: [] };

/** A participant that was told and asked so, and what it answered last. */
const participantAfter = (
  ...steps: readonly ((node: Participant) => Output<ParticipantRecord>)[]
) => {
  const node = new Participant();
  const outputs = steps.map((step) => step(node));
  return { node, log: recordsOf(outputs), last: outputs.at(-1) ?? NOTHING };
};

const recordsOf = <R>(outputs: readonly Output<R>[]): readonly R[] =>
  outputs.flatMap(({ record }) => (record === null ? [] : [record]));

const prepared = (node: Participant) => node.receive(0, "prepare");
const yes = (node: Participant) => node.castVote(true);
const no = (node: Participant) => node.castVote(false);
const committed = (node: Participant) => node.receive(0, "commit");
const aborted = (node: Participant) => node.receive(0, "abort");
const timedOut = (node: Participant) => node.prepareTimeout();

describe("a coordinator", () => {
  const collecting = (participants: number): Coordinator => {
    const node = new Coordinator(participants);
    node.begin();
    return node;
  };

  it("asks all, commits when the last yes is there, and may forget when all know", () => {
    const node = new Coordinator(2);
    expect(node.begin()).toEqual({
      record: "begin",
      messages: [{ to: [1, 2], kind: "prepare" }],
    });
    expect(node.receive(2, "yes")).toEqual(NOTHING);
    expect(node.receive(1, "yes")).toEqual({
      record: "commit",
      messages: [{ to: [1, 2], kind: "commit" }],
    });
    node.receive(1, "ack");
    expect([node.phase, node.yes, node.acknowledged]).toEqual(["committed", [1, 2], [1]]);
    expect(node.isForgettable).toBe(false);
    node.receive(2, "ack");
    expect(node.isForgettable).toBe(true);
  });

  it.each([
    ["a no", (node: Coordinator) => node.receive(2, "no")],
    ["the timeout", (node: Coordinator) => node.voteTimeout()],
  ])("aborts for all at %s, whoever has said yes", (_, refuse) => {
    const node = collecting(3);
    node.receive(1, "yes");
    expect(refuse(node)).toEqual({
      record: "abort",
      messages: [{ to: [1, 2, 3], kind: "abort" }],
    });
    expect(node.phase).toBe("aborted");
  });

  it("counts a repeated yes once", () => {
    const node = collecting(2);
    for (let time = 0; time < 3; time++) expect(node.receive(1, "yes")).toEqual(NOTHING);
    expect(node.phase).toBe("collecting");
  });

  it("counts no votes of strangers", () => {
    const node = collecting(1);
    for (const stranger of [-1, 0, 2, 1.5])
      for (const kind of ["yes", "no", "ack"] as const)
        expect(node.receive(stranger, kind)).toEqual(NOTHING);
    expect([node.phase, node.yes, node.acknowledged]).toEqual(["collecting", [], []]);
  });

  it("decides once, and hears no vote before it has asked", () => {
    const idle = new Coordinator(1);
    expect([idle.receive(1, "yes"), idle.receive(1, "no"), idle.voteTimeout()]).toEqual(
      Array.from({ length: 3 }, () => NOTHING),
    );
    const decided = collecting(1);
    decided.receive(1, "yes");
    expect([decided.begin(), decided.receive(1, "no"), decided.voteTimeout()]).toEqual(
      Array.from({ length: 3 }, () => NOTHING),
    );
    expect(decided.phase).toBe("committed");
  });

  it("counts the votes of thousands", () => {
    const node = collecting(5_000);
    for (let site = 5_000; site > 1; site--) node.receive(site, "yes");
    expect(node.phase).toBe("collecting");
    expect(node.receive(1, "yes").record).toBe("commit");
  });

  it("recovers from every prefix of its log", () => {
    const node = new Coordinator(2);
    const log = recordsOf([node.begin(), node.receive(1, "yes"), node.receive(2, "yes")]);
    const phases = [...log.keys(), log.length].map(
      (length) => Coordinator.recover(2, log.slice(0, length)).phase,
    );
    expect(phases).toEqual(["idle", "collecting", "committed"]);
  });

  it("aborts after a crash that lost its votes", () => {
    const node = Coordinator.recover(2, ["begin"]);
    node.receive(1, "yes");
    expect(node.voteTimeout().messages).toEqual([{ to: [1, 2], kind: "abort" }]);
  });
});

describe("a participant", () => {
  it("promises, and keeps its promise", () => {
    const { node, log, last } = participantAfter(prepared, yes, committed);
    expect(log).toEqual(["asked", "yes", "commit"]);
    expect(last.messages).toEqual([{ to: [0], kind: "ack" }]);
    expect([node.phase, node.vote]).toEqual(["committed", true]);
  });

  it("aborts at once when it refuses", () => {
    const { node, last } = participantAfter(prepared, no);
    expect(last).toEqual({ record: "no", messages: [{ to: [0], kind: "no" }] });
    expect([node.phase, node.vote]).toEqual(["aborted", false]);
  });

  it("acknowledges every abort, and writes it once", () => {
    const { log, last } = participantAfter(prepared, no, aborted);
    expect(log).toEqual(["asked", "no"]);
    expect(last).toEqual({ record: null, messages: [{ to: [0], kind: "ack" }] });
  });

  it("may abort alone until it is asked, and waits once it has promised", () => {
    expect(participantAfter(timedOut).node.phase).toBe("aborted");
    const { node, last } = participantAfter(prepared, yes, timedOut);
    expect([node.phase, last]).toEqual(["uncertain", NOTHING]);
  });

  it.each([
    ["a vote before it is asked", [yes]],
    ["a second vote", [prepared, yes, no]],
    ["a vote after an abort", [prepared, aborted, yes]],
    ["a commit without its vote", [prepared, committed]],
    ["a second commit", [prepared, yes, committed, committed]],
    ["an abort after the commit", [prepared, yes, committed, aborted]],
    ["a request after the abort", [aborted, prepared]],
  ])("ignores %s", (_, steps) => {
    const before = participantAfter(...steps.slice(0, -1)).node;
    const { node, last } = participantAfter(...steps);
    expect(last).toEqual(NOTHING);
    expect([node.phase, node.vote]).toEqual([before.phase, before.vote]);
  });

  it("obeys nobody but its coordinator", () => {
    const node = new Participant();
    expect([node.receive(1, "prepare"), node.receive(-1, "abort")]).toEqual([NOTHING, NOTHING]);
    expect(node.phase).toBe("working");
  });

  it.each([
    [
      ["asked", "yes", "commit"],
      ["working", "asked", "uncertain", "committed"],
    ],
    [
      ["asked", "yes", "abort"],
      ["working", "asked", "uncertain", "aborted"],
    ],
    [
      ["asked", "no"],
      ["working", "asked", "aborted"],
    ],
    [["abort"], ["working", "aborted"]],
  ] as const)("recovers from every prefix of %j", (log, phases) => {
    const recovered = [...log.keys(), log.length].map((length) =>
      Participant.recover(log.slice(0, length)),
    );
    expect(recovered.map(({ phase }) => phase)).toEqual(phases);
    const votes = { yes: true, no: false } as Readonly<Record<string, boolean>>;
    expect(recovered.at(-1)?.vote).toEqual(votes[log[1] ?? "none"] ?? null);
  });
});

describe("a transaction", () => {
  /**
   * Runs it with messages in order of sending, and lets one site stop and recover from its log
   * after so many messages. What is on its way then is still delivered.
   */
  const phasesOf = (votes: readonly boolean[], crash: { site: number; after: number }) => {
    let coordinator = new Coordinator(votes.length);
    const participants = votes.map(() => new Participant());
    const log: CoordinatorRecord[] = [];
    const logs: ParticipantRecord[][] = votes.map(() => []);
    const posted: (() => void)[] = [];

    const post = (from: number, { messages }: Output<unknown>): void => {
      for (const { to, kind } of messages)
        for (const site of to) posted.push(() => deliver(site, from, kind));
    };
    const lead = (output: Output<CoordinatorRecord>): void => {
      log.push(...recordsOf([output]));
      post(0, output);
    };
    const follow = (site: number, output: Output<ParticipantRecord>): void => {
      logs[site - 1]!.push(...recordsOf([output]));
      post(site, output);
    };
    const deliver = (site: number, from: number, kind: Kind): void => {
      if (site === 0) return lead(coordinator.receive(from, kind));
      follow(site, participants[site - 1]!.receive(from, kind));
      if (kind === "prepare") follow(site, participants[site - 1]!.castVote(votes[site - 1]!));
    };
    const restart = (site: number): void => {
      if (site === 0) coordinator = Coordinator.recover(votes.length, log);
      else participants[site - 1] = Participant.recover(logs[site - 1]!);
    };

    lead(coordinator.begin());
    for (let time = 0; posted.length > 0; time++) {
      if (time === crash.after) restart(crash.site);
      posted.shift()!();
      if (posted.length === 0) lead(coordinator.voteTimeout());
    }
    return [coordinator, ...participants].map(({ phase }) => phase);
  };

  it.each([
    [
      [true, true, true],
      ["committed", "aborted"],
    ],
    [[true, false, true], ["aborted"]],
  ])("with votes %j ends alike for all, whoever recovers in its course", (votes, ends) => {
    const seen = new Set<string>();
    for (let site = 0; site <= votes.length; site++)
      for (let after = 0; after < 12; after++) {
        const phases = new Set(phasesOf(votes, { site, after }));
        expect(phases.size).toBe(1);
        for (const phase of phases) seen.add(phase);
      }
    expect([...seen].toSorted()).toEqual(ends.toSorted());
  });
});
