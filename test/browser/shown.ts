/** What a page of a trace shows at a step, as texts. */
import type { Page } from "playwright-core";

export interface Shown {
  readonly count: string;
  /** What is said to whoever listens. */
  readonly said: string;
  /** The panel of the step, line by line. */
  readonly step: readonly string[];
  /** The row that is marked as the current one; null at the start. */
  readonly row: string | null;
  /** What the arrows say that are drawn over the others. */
  readonly arrows: readonly string[];
  /** Of each property its word, as `safe: holds`. */
  readonly words: readonly string[];
  readonly nodes: readonly string[];
  /** The nodes that are marked as changed. */
  readonly changed: readonly string[];
  readonly onTheirWay: readonly string[];
  /** The places of sources. */
  readonly places: readonly string[];
}

export const shownBy = (page: Page): Promise<Shown> =>
  page.evaluate(() => {
    const texts = (selector: string): string[] =>
      [...document.querySelectorAll(selector)].map(({ textContent }) => textContent.trim());
    const words = [...document.querySelectorAll(".property")].map((property) =>
      [".name", ".now"].map((part) => property.querySelector(part)!.textContent).join(": "),
    );
    return {
      count: texts(".count").join(),
      said: texts("[aria-live]").join(),
      step: texts(".step :is(h2, p, li)"),
      row: texts("[aria-current=step]")[0] ?? null,
      arrows: texts(".diagram.over .arrow > title"),
      words,
      nodes: texts(".states > li"),
      changed: texts(".states > .changed > b"),
      onTheirWay: texts(".mail > li"),
      places: texts("figcaption"),
    };
  });

/** The number of the step, if all say the same. */
export const stepOf = async (page: Page): Promise<number> => {
  const { count, said, row } = await shownBy(page);
  const value = await page.getByRole("slider", { name: "step" }).inputValue();
  const numbers = [/^step (\d+) of/.exec(count)?.[1], /^step (\d+):/.exec(said)?.[1], value];
  const current = row === null ? "0" : /^\d+/.exec(row)?.[0];
  const [number, ...others] = new Set([...numbers, current]);
  if (others.length > 0)
    throw new Error(`the page shows several steps: ${[...numbers, current].join()}`);
  return Number(number);
};
