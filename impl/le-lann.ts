/**
 * The election of Le Lann (IFIP Congress 1977) without I/O: one station of a ring on which ids
 * travel in one direction, and in order. Every id goes round once, and the greatest wins.
 *
 * A method answers the ids that its host has to pass to the next station, the first one first. What
 * arrives before the station starts is kept, and what arrives after its own id is dropped.
 */
export class Station {
  readonly #own: number;
  readonly #backlog: number[] = [];
  #greatest: number;
  #laps: "none" | "one" | "over" = "none";

  constructor(own: number) {
    this.#own = own;
    this.#greatest = own;
  }

  get isAwake(): boolean {
    return this.#laps !== "none";
  }

  /** Its own id has come back, so that all others have been here. */
  get isDone(): boolean {
    return this.#laps === "over";
  }

  get isBeaten(): boolean {
    return this.#greatest > this.#own;
  }

  get backlog(): readonly number[] {
    return [...this.#backlog];
  }

  start(): readonly number[] {
    if (this.isAwake) return [];
    this.#laps = "one";
    return [this.#own, ...this.#backlog.splice(0).flatMap((id) => this.receive(id))];
  }

  receive(id: number): readonly number[] {
    if (!this.isAwake) this.#backlog.push(id);
    if (this.#laps !== "one") return [];
    if (id === this.#own) {
      this.#laps = "over";
      return [];
    }
    this.#greatest = Math.max(this.#greatest, id);
    return [id];
  }
}
