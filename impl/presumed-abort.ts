/**
 * Presumed abort without I/O: two-phase commit with recovery and cooperative termination, as in
 * section 7.4 of Bernstein, Hadzilacos & Goodman, "Concurrency Control and Recovery in Database
 * Systems" (1987), and with the presumption of Mohan, Lindsay & Obermarck (1986).
 *
 * A method takes one input and answers what its host has to do: first force the record to the log,
 * if there is one, then let the messages leave. After a crash the host makes a node from the log,
 * and lets leave what its `wake` answers. An input that does not fit (a repeat, a latecomer, a
 * stranger) is answered with nothing, and changes nothing.
 *
 * Sites are numbered: 0 is the coordinator, 1 to n are the participants.
 */

export type Kind = "prepare" | "yes" | "no" | "commit" | "abort" | "ack" | "inquiry";

export interface Message {
  readonly to: readonly number[];
  readonly kind: Kind;
}

export interface Output<R> {
  readonly record: R | null;
  readonly message: Message | null;
}

const NOTHING: Output<never> = { record: null, message: null };
const COORDINATOR = 0;

const reply = (to: number, kind: Kind): Output<never> => ({
  record: null,
  message: { to: [to], kind },
});

/** `end` says that nobody will ask any more: with it, the log of the transaction may go. */
export type CoordinatorRecord = "commit" | "end";

export class Coordinator {
  readonly #participants: readonly number[];
  #phase: "idle" | "collecting" | "committed" | "aborted" | "forgotten" = "idle";
  /** Whose vote is missing while it collects; who may not know yet once it has committed. */
  readonly #missing: Set<number>;

  constructor(participants: number) {
    this.#participants = Array.from({ length: participants }, (_, index) => index + 1);
    this.#missing = new Set(this.#participants);
  }

  /** Without a commit in the log there is nothing to remember: whoever asks is told to abort. */
  static recover(participants: number, log: readonly CoordinatorRecord[]): Coordinator {
    const coordinator = new Coordinator(participants);
    coordinator.#phase = log.at(-1) === "commit" ? "committed" : "forgotten";
    return coordinator;
  }

  get phase(): string {
    return this.#phase;
  }

  /** Who has answered: with a yes while it collects, and acknowledged a commit later. */
  get answered(): readonly number[] {
    return this.#participants.filter((site) => !this.#missing.has(site));
  }

  /** After recovery: a commit may not have reached everybody. */
  wake(): Message | null {
    return this.#phase === "committed" ? { to: this.#participants, kind: "commit" } : null;
  }

  begin(): Output<CoordinatorRecord> {
    if (this.#phase !== "idle") return NOTHING;
    this.#phase = "collecting";
    return this.#tell("prepare");
  }

  voteTimeout(): Output<CoordinatorRecord> {
    return this.#phase === "collecting" ? this.#giveUp() : NOTHING;
  }

  receive(from: number, kind: Kind): Output<CoordinatorRecord> {
    if (!(from >= 1 && from <= this.#participants.length)) return NOTHING;
    if (kind === "inquiry") return this.#inform(from);
    if (kind === "ack" && this.#phase === "committed") return this.#acknowledge(from);
    if (this.#phase !== "collecting") return NOTHING;
    if (kind === "no") return this.#giveUp();
    return kind === "yes" ? this.#count(from) : NOTHING;
  }

  #count(from: number): Output<CoordinatorRecord> {
    this.#missing.delete(from);
    if (this.#missing.size > 0) return NOTHING;
    this.#settle("committed");
    return { ...this.#tell("commit"), record: "commit" };
  }

  #acknowledge(from: number): Output<CoordinatorRecord> {
    this.#missing.delete(from);
    if (this.#missing.size > 0) return NOTHING;
    this.#settle("forgotten");
    return { record: "end", message: null };
  }

  /** An abort is not logged: no record says the same. */
  #giveUp(): Output<CoordinatorRecord> {
    this.#settle("aborted");
    return this.#tell("abort");
  }

  #inform(asker: number): Output<CoordinatorRecord> {
    if (this.#phase === "committed") return reply(asker, "commit");
    const undecided = this.#phase === "idle" || this.#phase === "collecting";
    return undecided ? NOTHING : reply(asker, "abort");
  }

  #settle(phase: "committed" | "aborted" | "forgotten"): void {
    this.#phase = phase;
    for (const site of this.#participants) this.#missing.add(site);
  }

  #tell(kind: Kind): Output<never> {
    return { record: null, message: { to: this.#participants, kind } };
  }
}

export type ParticipantRecord = "yes" | "commit" | "abort";
type ParticipantPhase = "working" | "ready" | "committed" | "aborted";

const REACHED: Readonly<Record<ParticipantRecord, ParticipantPhase>> = {
  yes: "ready",
  commit: "committed",
  abort: "aborted",
};

export class Participant {
  /** Who may know the decision. */
  readonly #others: readonly number[];
  #phase: ParticipantPhase = "working";

  constructor(self: number, participants: number) {
    this.#others = [...Array(participants + 1).keys()].filter((site) => site !== self);
  }

  /** Without a yes in the log it has promised nothing, and what it did is gone: it aborts. */
  static recover(self: number, participants: number, log: readonly ParticipantRecord[]) {
    const participant = new Participant(self, participants);
    participant.#phase = REACHED[log.at(-1) ?? "abort"];
    return participant;
  }

  get phase(): ParticipantPhase {
    return this.#phase;
  }

  /** After recovery, and whenever it has waited too long: whoever is uncertain asks all others. */
  wake(): Message | null {
    return this.#phase === "ready" ? { to: this.#others, kind: "inquiry" } : null;
  }

  /** It may withdraw until it has promised. That needs no record: it has promised nothing. */
  giveUp(): Output<ParticipantRecord> {
    if (this.#phase === "working") this.#phase = "aborted";
    return NOTHING;
  }

  receive(from: number, kind: Kind): Output<ParticipantRecord> {
    if (!this.#others.includes(from)) return NOTHING;
    if (kind === "prepare") return from === COORDINATOR ? this.#vote() : NOTHING;
    if (kind === "inquiry") return this.#inform(from);
    return kind === "commit" || kind === "abort" ? this.#learn(kind) : NOTHING;
  }

  #vote(): Output<ParticipantRecord> {
    if (this.#phase === "working") return this.#enter("yes", { to: [COORDINATOR], kind: "yes" });
    return this.#phase === "aborted" ? reply(COORDINATOR, "no") : NOTHING;
  }

  /** A peer that asks while this one has not voted is told to abort, and it never will vote yes. */
  #inform(asker: number): Output<ParticipantRecord> {
    if (this.#phase === "ready") return NOTHING;
    if (this.#phase === "committed") return reply(asker, "commit");
    this.giveUp();
    return reply(asker, "abort");
  }

  /** A commit is acknowledged as often as it comes, since the coordinator waits for that. */
  #learn(decision: "commit" | "abort"): Output<ParticipantRecord> {
    if (decision === "abort")
      return this.#phase === "ready" ? this.#enter("abort", null) : this.giveUp();
    if (this.#phase === "ready") return this.#enter("commit", { to: [COORDINATOR], kind: "ack" });
    return this.#phase === "committed" ? reply(COORDINATOR, "ack") : NOTHING;
  }

  #enter(record: ParticipantRecord, message: Message | null): Output<ParticipantRecord> {
    this.#phase = REACHED[record];
    return { record, message };
  }
}
