/** How matters stand after 0, 1, 2, ... steps: states, who is down, what is on its way. */
import type { Flight } from "../../checks/explanation/flight.ts";
import type { TraceView } from "../../checks/reports/page/document.ts";
import { changedBy, downBy } from "../../checks/reports/endings.ts";
import type { Json } from "../../checks/trace.ts";

export interface Situation {
  readonly states: Readonly<Record<string, Json>>;
  readonly down: ReadonlySet<string>;
  /** The nodes that the last step was at. */
  readonly changed: ReadonlySet<string>;
  readonly onTheirWay: readonly Flight[];
}

export const situationsOf = ({ trace, flights }: TraceView): readonly Situation[] => {
  let states = trace.initial;
  let down: ReadonlySet<string> = new Set();
  const after = (number: number): Situation => {
    const step = trace.steps[number - 1];
    const changes = step === undefined ? [] : changedBy(step);
    states = { ...states, ...Object.fromEntries(changes.map(({ node, state }) => [node, state])) };
    down = step === undefined ? down : downBy(step, down);
    return {
      states,
      down,
      changed: new Set(changes.map(({ node }) => node)),
      onTheirWay: flights.filter(
        ({ since, ended, again }) =>
          since !== null && since <= number && (ended === null || ended > number) && !again,
      ),
    };
  };
  return [0, ...trace.steps.map((_, at) => at + 1)].map(after);
};
