/**
 * Two-phase commit without I/O: the coordinator and a participant of one transaction, as in
 * section 7.4 of Bernstein, Hadzilacos & Goodman, "Concurrency Control and Recovery in Database
 * Systems" (1987).
 *
 * A method takes one input and answers what its host has to do: first force the record to the log,
 * if there is one, then let the messages leave. Timers and disks belong to the host. An input that
 * does not fit (a repeat, a latecomer, a stranger) is answered with nothing, and changes nothing.
 *
 * Sites are numbered: 0 is the coordinator, 1 to n are the participants.
 */

export type Kind = "prepare" | "yes" | "no" | "commit" | "abort" | "ack";

interface Message {
  readonly to: readonly number[];
  readonly kind: Kind;
}

export interface Output<R> {
  readonly record: R | null;
  readonly messages: readonly Message[];
}

const NOTHING: Output<never> = { record: null, messages: [] };
const COORDINATOR: readonly number[] = [0];
const ACKNOWLEDGED: Output<never> = { record: null, messages: [{ to: COORDINATOR, kind: "ack" }] };

/** Who of the participants has been heard, each once, however often they speak. */
class RollCall {
  readonly #seen: Uint8Array;
  #missing: number;

  constructor(sites: number) {
    this.#seen = new Uint8Array(sites + 1);
    this.#missing = sites;
  }

  knows(site: number): boolean {
    return site > 0 && this.#seen[site] !== undefined;
  }

  tick(site: number): void {
    if (!this.knows(site) || this.#seen[site] === 1) return;
    this.#seen[site] = 1;
    this.#missing--;
  }

  get isComplete(): boolean {
    return this.#missing === 0;
  }

  present(): readonly number[] {
    return [...this.#seen.keys()].filter((site) => this.#seen[site] === 1);
  }
}

export type CoordinatorRecord = "begin" | "commit" | "abort";

type CoordinatorPhase = "idle" | "collecting" | "committed" | "aborted";

const AFTER: Readonly<Record<CoordinatorRecord, CoordinatorPhase>> = {
  begin: "collecting",
  commit: "committed",
  abort: "aborted",
};

export class Coordinator {
  #phase: CoordinatorPhase = "idle";
  readonly #participants: readonly number[];
  readonly #yes: RollCall;
  readonly #acks: RollCall;

  constructor(participants: number) {
    this.#participants = Array.from({ length: participants }, (_, index) => index + 1);
    this.#yes = new RollCall(participants);
    this.#acks = new RollCall(participants);
  }

  /**
   * As it was when it stopped, but for what was only in memory. If it was still collecting, votes
   * may be lost, so the host arms the vote timer again, and the transaction aborts when it expires.
   */
  static recover(participants: number, log: Iterable<CoordinatorRecord>): Coordinator {
    const coordinator = new Coordinator(participants);
    for (const record of log) coordinator.#phase = AFTER[record];
    return coordinator;
  }

  get phase(): CoordinatorPhase {
    return this.#phase;
  }

  get yes(): readonly number[] {
    return this.#yes.present();
  }

  get acknowledged(): readonly number[] {
    return this.#acks.present();
  }

  /** Everybody knows the decision, so that the log of the transaction may be thrown away. */
  get isForgettable(): boolean {
    return this.#acks.isComplete;
  }

  /** Step 1: asks everybody for a vote. */
  begin(): Output<CoordinatorRecord> {
    return this.#phase === "idle" ? this.#enter("begin", "prepare") : NOTHING;
  }

  /** The timeout action of step 3: a vote that is missing counts as a no. */
  voteTimeout(): Output<CoordinatorRecord> {
    return this.#phase === "collecting" ? this.#enter("abort", "abort") : NOTHING;
  }

  receive(from: number, kind: Kind): Output<CoordinatorRecord> {
    if (!this.#acks.knows(from)) return NOTHING;
    if (kind === "ack") this.#acks.tick(from);
    return this.#phase === "collecting" ? this.#count(from, kind) : NOTHING;
  }

  /** Step 3: all have to agree, and one is enough to refuse. */
  #count(from: number, kind: Kind): Output<CoordinatorRecord> {
    if (kind === "no") return this.#enter("abort", "abort");
    if (kind !== "yes") return NOTHING;
    this.#yes.tick(from);
    return this.#yes.isComplete ? this.#enter("commit", "commit") : NOTHING;
  }

  #enter(record: CoordinatorRecord, kind: Kind): Output<CoordinatorRecord> {
    this.#phase = AFTER[record];
    return { record, messages: [{ to: this.#participants, kind }] };
  }
}

export type ParticipantRecord = "asked" | "yes" | "no" | "commit" | "abort";
type ParticipantPhase = "working" | "asked" | "uncertain" | "committed" | "aborted";

export class Participant {
  #phase: ParticipantPhase = "working";
  #vote: boolean | null = null;

  /** Whoever was uncertain still is: its promise is in the log, and the decision is not. */
  static recover(log: Iterable<ParticipantRecord>): Participant {
    const participant = new Participant();
    for (const record of log) participant.#apply(record);
    return participant;
  }

  get phase(): ParticipantPhase {
    return this.#phase;
  }

  get vote(): boolean | null {
    return this.#vote;
  }

  /** The timeout action of step 2. Once it has voted yes, it has no right to decide alone. */
  prepareTimeout(): Output<ParticipantRecord> {
    return this.#phase === "working" ? this.#enter("abort", null) : NOTHING;
  }

  /** Step 2: what the site's transaction manager answers when it has been asked. */
  castVote(isYes: boolean): Output<ParticipantRecord> {
    if (this.#phase !== "asked") return NOTHING;
    return isYes ? this.#enter("yes", "yes") : this.#enter("no", "no");
  }

  receive(from: number, kind: Kind): Output<ParticipantRecord> {
    if (from !== COORDINATOR[0]) return NOTHING;
    if (kind === "prepare" && this.#phase === "working") return this.#enter("asked", null);
    // Step 4. An abort needs no vote: another may have refused before this site was asked.
    if (kind === "commit" && this.#phase === "uncertain") return this.#enter("commit", "ack");
    if (kind !== "abort" || this.#phase === "committed") return NOTHING;
    // What is in the log already need not be written again, but the coordinator waits for it.
    return this.#phase === "aborted" ? ACKNOWLEDGED : this.#enter("abort", "ack");
  }

  #enter(record: ParticipantRecord, reply: Kind | null): Output<ParticipantRecord> {
    this.#apply(record);
    return { record, messages: reply === null ? [] : [{ to: COORDINATOR, kind: reply }] };
  }

  #apply(record: ParticipantRecord): void {
    if (record === "yes" || record === "no") this.#vote = record === "yes";
    this.#phase = REACHED[record];
  }
}

const REACHED: Readonly<Record<ParticipantRecord, ParticipantPhase>> = {
  asked: "asked",
  yes: "uncertain",
  no: "aborted",
  commit: "committed",
  abort: "aborted",
};
