/** One measurement, and what must come out of it. */
export interface Case {
  readonly name: string;
  readonly explorer: "engine" | "plain" | "ceiling" | "spin";
  readonly model: "two-phase" | "paxos" | "hub" | "chain" | "fan" | "locals";
  readonly scenario: string;
  readonly states: number;
  /** As the engine counts: initial states, and every enabled action of every state. */
  readonly generated: number;
  readonly depth: number;
  readonly when: When;
}

/**
 * Some take seconds, and are left out where a quick answer is wanted, or stand for one that is; and
 * some of these are measured once, since they are not compared closely.
 */
type When = "always" | "quick" | "full" | "full, once";
