/** What is measured, in the order of a round. */
import type { Case } from "./case.ts";
import { LOCAL_STATES, LONG } from "./long.ts";

/** As published: by TLC for two-phase commit, by Stateright for Paxos. */
const TWO_PHASE_7 = {
  model: "two-phase",
  scenario: "rms-7",
  states: 296_448,
  generated: 2_744_706,
  depth: 23,
} as const;
const TWO_PHASE_9 = {
  model: "two-phase",
  scenario: "rms-9",
  states: 10_340_352,
  generated: 123_558_402,
  depth: 29,
} as const;

export const SMALL: Case = {
  name: "TwoPhase 7",
  explorer: "engine",
  ...TWO_PHASE_7,
  when: "always",
};
const MIDDLE: Case = {
  name: "TwoPhase 8",
  explorer: "engine",
  model: "two-phase",
  scenario: "rms-8",
  states: 1_745_408,
  generated: 18_507_778,
  depth: 26,
  when: "full",
};
export const LARGE: Case = { name: "TwoPhase 9", explorer: "engine", ...TWO_PHASE_9, when: "full" };
export const CEILING: Case = {
  name: "ceiling, TwoPhase 9",
  explorer: "ceiling",
  ...TWO_PHASE_9,
  when: "full",
};
/** Where SPIN is measured, in each of the ways that it is built. */
const SPIN: Case = {
  name: "SPIN, TwoPhase 9",
  explorer: "spin",
  ...TWO_PHASE_9,
  when: "full",
};
export const PAXOS: Case = {
  name: "Paxos 3",
  explorer: "engine",
  model: "paxos",
  scenario: "clients-3",
  states: 1_194_428,
  generated: 2_420_477,
  depth: 28,
  when: "always",
};
export const PLAIN: Case = {
  name: "plain, TwoPhase 7",
  explorer: "plain",
  ...TWO_PHASE_7,
  when: "always",
};

export const CASES: readonly Case[] = [
  SMALL,
  MIDDLE,
  LARGE,
  CEILING,
  { name: "ceiling, TwoPhase 7", explorer: "ceiling", ...TWO_PHASE_7, when: "quick" },
  SPIN,
  PAXOS,
  PLAIN,
  ...LONG,
  LOCAL_STATES,
];
