/** What is measured, and what must come out. */

/** As published: by TLC for two-phase commit, by Stateright for Paxos. */
export interface Case {
  readonly name: string;
  readonly explorer: "engine" | "plain";
  readonly model: "two-phase" | "paxos";
  readonly scenario: string;
  readonly states: number;
  readonly generated: number;
  readonly depth: number;
  /** Takes seconds, and is left out where a quick answer is wanted. */
  readonly isLong: boolean;
}

const TWO_PHASE_7 = {
  model: "two-phase",
  scenario: "rms-7",
  states: 296_448,
  generated: 2_744_706,
  depth: 23,
  isLong: false,
} as const;

export const PLAIN: Case = { name: "plain, TwoPhase 7", explorer: "plain", ...TWO_PHASE_7 };
export const SMALL: Case = { name: "TwoPhase 7", explorer: "engine", ...TWO_PHASE_7 };
export const LARGE: Case = {
  name: "TwoPhase 9",
  explorer: "engine",
  model: "two-phase",
  scenario: "rms-9",
  states: 10_340_352,
  generated: 123_558_402,
  depth: 29,
  isLong: true,
};

export const CASES: readonly Case[] = [
  SMALL,
  {
    name: "TwoPhase 8",
    explorer: "engine",
    model: "two-phase",
    scenario: "rms-8",
    states: 1_745_408,
    generated: 18_507_778,
    depth: 26,
    isLong: true,
  },
  LARGE,
  {
    name: "Paxos 3",
    explorer: "engine",
    model: "paxos",
    scenario: "clients-3",
    states: 1_194_428,
    generated: 2_420_477,
    depth: 28,
    isLong: false,
  },
  PLAIN,
];

/** The floor of what is promised: times the rate of the plain explorer on the same model. */
export const LEAST_RATIO = 20;
/** And of the whole process, on the largest model. */
export const MOST_BYTES_PER_STATE = 64;
