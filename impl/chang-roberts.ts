/**
 * The election of Chang & Roberts (CACM 22, 1979) without I/O: one station of a ring on which ids
 * travel in one direction, and the least id of those that stand for election wins.
 *
 * A method answers the id that its host has to pass to the next station, or `null`. The host starts
 * its station before it hands it anything that has arrived.
 */
export class Station {
  readonly #own: number;
  readonly #stands: boolean;
  #isAwake = false;
  /** Its own id is still on its way, and nobody has beaten it. */
  #isInTheRace = false;
  #isElected = false;

  constructor(own: number, stands: boolean) {
    this.#own = own;
    this.#stands = stands;
  }

  get stands(): boolean {
    return this.#stands;
  }

  get isAwake(): boolean {
    return this.#isAwake;
  }

  get isInTheRace(): boolean {
    return this.#isInTheRace;
  }

  get isElected(): boolean {
    return this.#isElected;
  }

  start(): number | null {
    if (this.#isAwake) return null;
    this.#isAwake = true;
    this.#isInTheRace = this.#stands;
    return this.#stands ? this.#own : null;
  }

  receive(id: number): number | null {
    // The race is over for all ids that may still come to a leader.
    if (!this.#isAwake || this.#isElected) return null;
    if (!this.#isInTheRace) return id;
    if (id > this.#own) return null;
    this.#isInTheRace = false;
    this.#isElected = id === this.#own;
    return this.#isElected ? null : id;
  }
}
