import { describe, expect, it } from "vitest";
import {
  Coordinator,
  type CoordinatorRecord,
  type Kind,
  type Output,
  Participant,
  type ParticipantRecord,
} from "../../impl/presumed-abort.ts";

const NOTHING = { record: null, message: null };

const committed = (participants: number): Coordinator => {
  const node = new Coordinator(participants);
  node.begin();
  for (let site = 1; site <= participants; site++) node.receive(site, "yes");
  return node;
};

describe("a coordinator", () => {
  it("writes nothing before its commit, and its commit before it leaves", () => {
    const node = new Coordinator(2);
    expect(node.begin()).toEqual({ record: null, message: { to: [1, 2], kind: "prepare" } });
    expect(node.receive(2, "yes")).toEqual(NOTHING);
    expect(node.receive(1, "yes")).toEqual({
      record: "commit",
      message: { to: [1, 2], kind: "commit" },
    });
  });

  it.each([
    ["a no", (node: Coordinator) => node.receive(2, "no")],
    ["the timeout", (node: Coordinator) => node.voteTimeout()],
  ])("aborts without a record at %s", (_, refuse) => {
    const node = new Coordinator(2);
    node.begin();
    expect(refuse(node)).toEqual({ record: null, message: { to: [1, 2], kind: "abort" } });
    expect(node.phase).toBe("aborted");
  });

  it("forgets when the last acknowledgement is there, and then presumes an abort", () => {
    const node = committed(2);
    expect(node.receive(1, "inquiry").message).toEqual({ to: [1], kind: "commit" });
    for (let time = 0; time < 3; time++) expect(node.receive(1, "ack")).toEqual(NOTHING);
    expect(node.receive(2, "ack")).toEqual({ record: "end", message: null });
    expect(node.receive(1, "inquiry").message).toEqual({ to: [1], kind: "abort" });
  });

  it("does not answer who asks while it collects", () => {
    const node = new Coordinator(1);
    node.begin();
    expect(node.receive(1, "inquiry")).toEqual(NOTHING);
  });

  it.each([
    [[], "forgotten", null],
    [["commit"], "committed", { to: [1, 2], kind: "commit" }],
    [["commit", "end"], "forgotten", null],
  ] as const)("comes back from the log %j as %s", (log, phase, message) => {
    const node = Coordinator.recover(2, log);
    expect([node.phase, node.wake()]).toEqual([phase, message]);
    expect([node.begin(), node.voteTimeout()]).toEqual([NOTHING, NOTHING]);
  });

  it("hears no strangers, and no votes after its decision", () => {
    const node = committed(1);
    for (const stranger of [-1, 0, 2, Number.NaN])
      expect(node.receive(stranger, "inquiry")).toEqual(NOTHING);
    expect([node.receive(1, "no"), node.receive(1, "yes"), node.begin()]).toEqual(
      Array.from({ length: 3 }, () => NOTHING),
    );
    expect(node.phase).toBe("committed");
  });
});

describe("a participant", () => {
  const ready = (): Participant => {
    const node = new Participant(1, 2);
    node.receive(0, "prepare");
    return node;
  };

  it("logs its promise with its yes, and then asks all others until it knows", () => {
    const node = new Participant(1, 2);
    const yes = { to: [0], kind: "yes" };
    expect(node.receive(0, "prepare")).toEqual({ record: "yes", message: yes });
    expect(node.wake()).toEqual({ to: [0, 2], kind: "inquiry" });
    expect(node.receive(2, "commit").record).toBe("commit");
    expect(node.wake()).toBeNull();
  });

  it("acknowledges every commit to the coordinator, and writes it once", () => {
    const node = ready();
    const ack = { to: [0], kind: "ack" };
    expect(node.receive(2, "commit")).toEqual({ record: "commit", message: ack });
    expect(node.receive(0, "commit")).toEqual({ record: null, message: ack });
    expect(node.receive(0, "abort")).toEqual(NOTHING);
    expect(node.phase).toBe("committed");
  });

  it("tells a peer what it knows, and gives up where it has not voted", () => {
    const node = new Participant(1, 2);
    expect(node.receive(2, "inquiry").message).toEqual({ to: [2], kind: "abort" });
    expect(node.receive(0, "prepare").message).toEqual({ to: [0], kind: "no" });
    expect(ready().receive(2, "inquiry")).toEqual(NOTHING);
  });

  it("may give up until it has promised", () => {
    const node = ready();
    expect(node.giveUp()).toEqual(NOTHING);
    expect(node.phase).toBe("ready");
  });

  it.each([
    [[], "aborted"],
    [["yes"], "ready"],
    [["yes", "commit"], "committed"],
    [["yes", "abort"], "aborted"],
  ] as const)("comes back from the log %j as %s", (log, phase) => {
    const node = Participant.recover(1, 2, log);
    expect(node.phase).toBe(phase);
    expect(node.wake()).toEqual(phase === "ready" ? { to: [0, 2], kind: "inquiry" } : null);
  });

  it("hears no strangers", () => {
    const node = ready();
    for (const stranger of [-1, 1, 3]) expect(node.receive(stranger, "commit")).toEqual(NOTHING);
    expect(node.receive(2, "prepare")).toEqual(NOTHING);
  });
});

describe("a transaction", () => {
  /** Delivers in order of sending; one site starts again from its log after so many messages. */
  const phasesOf = (site: number, after: number): readonly string[] => {
    let coordinator = new Coordinator(3);
    const participants = [1, 2, 3].map((self) => new Participant(self, 3));
    const log: CoordinatorRecord[] = [];
    const logs: ParticipantRecord[][] = [[], [], []];
    const posted: (() => void)[] = [];

    const post = (from: number, message: Output<unknown>["message"]): void => {
      for (const to of message?.to ?? []) posted.push(() => deliver(to, from, message!.kind));
    };
    const deliver = (to: number, from: number, kind: Kind): void => {
      if (to === 0) return lead(coordinator.receive(from, kind));
      const { record, message } = participants[to - 1]!.receive(from, kind);
      if (record !== null) logs[to - 1]!.push(record);
      post(to, message);
    };
    const lead = ({ record, message }: Output<CoordinatorRecord>): void => {
      if (record !== null) log.push(record);
      post(0, message);
    };
    const restart = (): void => {
      if (site === 0) coordinator = Coordinator.recover(3, log);
      else participants[site - 1] = Participant.recover(site, 3, logs[site - 1]!);
      post(site, (site === 0 ? coordinator : participants[site - 1]!).wake());
    };

    lead(coordinator.begin());
    for (let time = 0, idle = 0; idle < 3; time++) {
      if (time === after) restart();
      posted.shift()?.();
      if (posted.length > 0) continue;
      idle++;
      lead(coordinator.voteTimeout());
      for (const [index, node] of participants.entries()) post(index + 1, node.wake());
    }
    return participants.map(({ phase }) => phase);
  };

  it("ends alike for all, whoever starts again in its course", () => {
    const ends = new Set<string>();
    for (let site = 0; site <= 3; site++)
      for (let after = 0; after < 12; after++) {
        const phases = new Set(phasesOf(site, after));
        expect([...phases]).toHaveLength(1);
        for (const phase of phases) ends.add(phase);
      }
    expect([...ends].toSorted()).toEqual(["aborted", "committed"]);
  });
});
