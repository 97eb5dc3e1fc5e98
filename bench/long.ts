/** Models that are long in one direction; their counts follow from their shapes. */
import type { Case } from "./case.ts";

const SENDERS = 13;
const WHEELS = 6;
const WIDTH = 100_000;
const HOURS = 12;
const LOCALS = 1_000_000;

const shared = { explorer: "engine", when: "full, once" } as const;
/** Each number is reached and told of; on the way to the next tens, hundreds, ... come round. */
const numbers = 2 * 10 ** WHEELS - 1 + (10 ** WHEELS - 10) / 9;

/** Few local states, however many global ones: what the search itself makes of them. */
export const LONG: readonly Case[] = [
  {
    ...shared,
    name: "Hub, 13 senders",
    model: "hub",
    scenario: `senders-${SENDERS}`,
    // Each message is not sent yet, on its way, or received; in two of these it can go on.
    states: 3 ** SENDERS,
    generated: 1 + 2 * SENDERS * 3 ** (SENDERS - 1),
    depth: 2 * SENDERS + 1,
  },
  {
    ...shared,
    name: "Chain, 6 digits",
    model: "chain",
    scenario: `wheels-${WHEELS}`,
    states: numbers,
    generated: numbers,
    depth: numbers,
  },
  {
    ...shared,
    name: "Fan of 100,000",
    model: "fan",
    scenario: `width-${WIDTH}`,
    // In every hour nothing is chosen, or a message is on its way, or received.
    states: (1 + 2 * WIDTH) * (HOURS + 1),
    generated: 1 + 2 * WIDTH * (HOURS + 1) + (1 + 2 * WIDTH) * HOURS,
    depth: HOURS + 3,
  },
];

/** A rule runs, twice, for every state: what protocol code takes, and all that is new with it. */
export const LOCAL_STATES: Case = {
  ...shared,
  name: "Million local states",
  model: "locals",
  scenario: `length-${LOCALS}`,
  states: LOCALS,
  generated: LOCALS,
  depth: LOCALS,
};
