/**
 * The ring election of Tanenbaum & Van Steen ("Distributed Systems", 2nd ed., section 6.5.1)
 * without I/O: one member of a ring whose places are numbered from 0 on. The greatest place leads.
 *
 * A method answers where its host has to send which frame, or `null`. The host has a failure
 * detector that does not err: it reports a place once it is down for good and all that it has sent
 * has been received. A member remembers the frame that it has sent last, and sends it again, one
 * place further, when the receiver is reported: that frame's lap makes good for all before it.
 */
export type Frame =
  | { readonly kind: "election"; readonly members: readonly number[] }
  | { readonly kind: "coordinator"; readonly leader: number; readonly told: readonly number[] };

export interface Posting {
  readonly to: number;
  readonly frame: Frame;
}

export class Member {
  readonly #place: number;
  readonly #isDown: boolean[];
  #leader: number | null;
  #successor: number;
  #latest: Frame | null = null;

  constructor(place: number, places: number) {
    this.#place = place;
    this.#isDown = Array.from({ length: places }, () => false);
    this.#leader = places - 1;
    this.#successor = (place + 1) % places;
  }

  get leader(): number | null {
    return this.#leader;
  }

  get latest(): Frame | null {
    return this.#latest;
  }

  down(): readonly number[] {
    return [...this.#isDown.keys()].filter((place) => this.#isDown[place]);
  }

  /** The failure detector has something to tell. */
  reportDown(place: number): Posting | null {
    if (place === this.#place || this.#isDown[place] !== false) return null;
    this.#isDown[place] = true;
    const isStranded = place === this.#successor;
    while (this.#isDown[this.#successor])
      this.#successor = (this.#successor + 1) % this.#isDown.length;
    if (place === this.#leader) return this.#elect();
    return isStranded && this.#latest !== null ? this.#post(this.#latest) : null;
  }

  receive(frame: Frame): Posting | null {
    if (frame.kind === "election") return this.#enrol(frame.members);
    if (frame.told.includes(this.#place)) return null;
    return this.#follow(frame.leader, frame.told);
  }

  #enrol(members: readonly number[]): Posting | null {
    return members.includes(this.#place)
      ? this.#follow(Math.max(...members), [])
      : this.#post({ kind: "election", members: [...members, this.#place] });
  }

  /** A leader that was reported before it was announced has to be replaced at once. */
  #follow(leader: number, told: readonly number[]): Posting {
    if (this.#isDown[leader]) return this.#elect();
    this.#leader = leader;
    return this.#post({ kind: "coordinator", leader, told: [...told, this.#place] });
  }

  #elect(): Posting {
    this.#leader = null;
    return this.#post({ kind: "election", members: [this.#place] });
  }

  #post(frame: Frame): Posting {
    this.#latest = frame;
    return { to: this.#successor, frame };
  }
}
