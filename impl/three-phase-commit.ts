/**
 * Three-phase commit without I/O: the coordinator and a participant of one transaction, with the
 * termination protocol of Skeen, "Nonblocking Commit Protocols" (1981).
 *
 * A method takes one input and answers what its host has to send: a reply, at once; and an
 * announcement, to several sites, in an order and at a pace of the host's own. A newer announcement
 * takes the place of what is left of an older one. `stopped` is what a failure detector says, and
 * all depends on that it never errs: a site that it names has stopped for ever, and nothing from it
 * is on its way. Nothing is written to a disk, as nobody comes back.
 *
 * Sites are numbered: 0 is the coordinator, 1 to n are the participants, in the order in which they
 * take its place.
 */

export type Kind =
  | "canCommit"
  | "yes"
  | "no"
  | "preCommit"
  | "ack"
  | "commit"
  | "abort"
  | "moveToWaiting"
  | "moveToPrepared"
  | "moved";

export interface Message {
  readonly to: readonly number[];
  readonly kind: Kind;
}

export interface Output {
  readonly reply: Message | null;
  readonly announcement: Message | null;
}

export type Phase = "initial" | "waiting" | "prepared" | "committed" | "aborted";

const NOTHING: Output = { reply: null, announcement: null };

const reply = (to: number, kind: Kind): Output => ({
  reply: { to: [to], kind },
  announcement: null,
});
const announce = (to: readonly number[], kind: Kind): Output => ({
  reply: null,
  announcement: { to, kind },
});

/** All sites from one number to another, both included. */
const range = (first: number, last: number): readonly number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);

export class Coordinator {
  readonly #participants: readonly number[];
  #phase: Phase = "initial";
  #pending = new Set<number>();

  constructor(participants: number) {
    this.#participants = range(1, participants);
  }

  get phase(): Phase {
    return this.#phase;
  }

  /** Who need not be waited for any more, in the phase that it is in. */
  get heard(): readonly number[] {
    const isWaiting = this.#phase === "waiting" || this.#phase === "prepared";
    return isWaiting ? this.#participants.filter((site) => !this.#pending.has(site)) : [];
  }

  begin(): Output {
    return this.#phase === "initial" ? this.#enter("waiting", "canCommit") : NOTHING;
  }

  receive(from: number, kind: Kind): Output {
    if (this.#phase === "waiting" && kind === "no") return this.#enter("aborted", "abort");
    if (this.#phase === "waiting" && kind === "yes") return this.#tick(from);
    return this.#phase === "prepared" && kind === "ack" ? this.#tick(from) : NOTHING;
  }

  /** Its vote is missing for ever. In the next phase, all have voted, and it is just not there. */
  stopped(site: number): Output {
    if (!this.#pending.has(site)) return NOTHING;
    return this.#phase === "waiting" ? this.#enter("aborted", "abort") : this.#tick(site);
  }

  #tick(site: number): Output {
    if (!this.#pending.delete(site) || this.#pending.size > 0) return NOTHING;
    return this.#phase === "waiting"
      ? this.#enter("prepared", "preCommit")
      : this.#enter("committed", "commit");
  }

  #enter(phase: Phase, kind: Kind): Output {
    this.#phase = phase;
    const isFinal = phase === "committed" || phase === "aborted";
    this.#pending = new Set(isFinal ? [] : this.#participants);
    return announce(this.#participants, kind);
  }
}

export class Participant {
  readonly #self: number;
  /** Who take over from this one, should it lead. */
  readonly #successors: readonly number[];
  #phase: Phase = "initial";
  #leader = 0;
  /** As a backup: who has neither moved to its phase nor stopped. */
  #pending = new Set<number>();

  constructor(self: number, participants: number) {
    this.#self = self;
    this.#successors = range(self + 1, participants);
  }

  get phase(): Phase {
    return this.#phase;
  }

  get leader(): number {
    return this.#leader;
  }

  /** Who has moved to the phase of this backup, or stopped, while it goes on asking. */
  get moved(): readonly number[] {
    return this.#isMoving ? this.#successors.filter((site) => !this.#pending.has(site)) : [];
  }

  get #isMoving(): boolean {
    return this.#leader === this.#self && !this.#decision;
  }

  get #decision(): "commit" | "abort" | null {
    if (this.#phase === "committed") return "commit";
    return this.#phase === "aborted" ? "abort" : null;
  }

  /** It may abort alone until it has voted. */
  refuse(): Output {
    if (this.#phase === "initial") this.#phase = "aborted";
    return NOTHING;
  }

  receive(from: number, kind: Kind): Output {
    switch (kind) {
      case "canCommit":
        return this.#vote(from);
      case "preCommit":
        if (this.#phase !== "waiting" || this.#leader !== from) return NOTHING;
        this.#phase = "prepared";
        return reply(from, "ack");
      case "commit":
      case "abort":
        return this.#decision ? NOTHING : this.#decide(kind);
      case "moveToWaiting":
        return this.#follow(from, "waiting");
      case "moveToPrepared":
        return this.#follow(from, "prepared");
      case "moved":
        return this.#isMoving ? this.#tick(from) : NOTHING;
      case "yes":
      case "no":
      case "ack":
        return NOTHING;
    }
  }

  /** The detector has named a site; only the leader matters, and to the leader who is behind. */
  stopped(site: number): Output {
    if (this.#leader === this.#self) return this.#isMoving ? this.#tick(site) : NOTHING;
    if (site !== this.#leader) return NOTHING;
    this.refuse();
    this.#leader = site + 1;
    return this.#leader === this.#self ? this.#lead() : NOTHING;
  }

  #vote(from: number): Output {
    if (this.#phase !== "initial" || this.#leader !== from) return reply(from, "no");
    this.#phase = "waiting";
    return reply(from, "yes");
  }

  #follow(backup: number, phase: Phase): Output {
    if (this.#decision) return reply(backup, this.#decision);
    // A former leader that is slow, or only taken for stopped: its successor knows better.
    if (backup < this.#leader) return NOTHING;
    this.#leader = backup;
    this.#phase = phase;
    return { ...reply(backup, "moved"), announcement: { to: [], kind: "moved" } };
  }

  #lead(): Output {
    if (this.#decision) return announce(this.#successors, this.#decision);
    this.#pending = new Set(this.#successors);
    if (this.#pending.size === 0) return this.#conclude();
    return announce(
      this.#successors,
      this.#phase === "prepared" ? "moveToPrepared" : "moveToWaiting",
    );
  }

  #tick(site: number): Output {
    return this.#pending.delete(site) && this.#pending.size === 0 ? this.#conclude() : NOTHING;
  }

  #conclude(): Output {
    return this.#decide(this.#phase === "prepared" ? "commit" : "abort");
  }

  #decide(decision: "commit" | "abort"): Output {
    this.#phase = decision === "commit" ? "committed" : "aborted";
    return this.#leader === this.#self ? announce(this.#successors, decision) : NOTHING;
  }
}
