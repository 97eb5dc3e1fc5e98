/** Which steps of a trace have cut links, and which have healed them. */

export class Links {
  readonly #nodes: readonly string[];
  /** The step that cut a link, while it is cut. */
  readonly #cut = new Map<string, number>();
  /** The last heal of a link that was cut. */
  readonly #healed = new Map<string, number>();

  constructor(nodes: readonly string[]) {
    this.#nodes = nodes;
  }

  cutBetween(from: string, to: string): readonly number[] {
    return stepsIn(this.#cut, linkOf(from, to));
  }

  healedBetween(from: string, to: string): readonly number[] {
    return stepsIn(this.#healed, linkOf(from, to));
  }

  /** Answers the steps that had healed what is cut again. */
  cut(side: readonly string[], bothWays: boolean, step: number): readonly number[] {
    const others = this.#nodes.filter((node) => !side.includes(node));
    const links = side.flatMap((inside) =>
      others.flatMap((outside) => [
        linkOf(inside, outside),
        ...(bothWays ? [linkOf(outside, inside)] : []),
      ]),
    );
    const whole = links.filter((link) => !this.#cut.has(link));
    for (const link of whole) this.#cut.set(link, step);
    return whole.flatMap((link) => stepsIn(this.#healed, link));
  }

  /** Answers the steps that had cut what is healed. */
  heal(step: number): readonly number[] {
    const steps = [...this.#cut.values()];
    for (const link of this.#cut.keys()) this.#healed.set(link, step);
    this.#cut.clear();
    return steps;
  }
}

const linkOf = (from: string, to: string): string => JSON.stringify([from, to]);

const stepsIn = (steps: ReadonlyMap<string, number>, link: string): readonly number[] =>
  steps.has(link) ? [steps.get(link)!] : [];
