/** Models that are long in one direction; their counts follow from their shapes. */
import type { Case } from "./case.ts";

const SENDERS = 13;
const LENGTH = 1_000_000;
const WIDTH = 100_000;

const shared = { explorer: "engine", when: "full, once" } as const;

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
    name: "Chain of a million",
    model: "chain",
    scenario: `length-${LENGTH}`,
    states: LENGTH,
    generated: LENGTH,
    depth: LENGTH,
  },
  {
    ...shared,
    name: "Fan of 100,000",
    model: "fan",
    scenario: `width-${WIDTH}`,
    // Every message is on its way, and then received.
    states: 1 + 2 * WIDTH,
    generated: 1 + 2 * WIDTH,
    depth: 3,
  },
];
