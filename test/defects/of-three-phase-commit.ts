import type { Defect } from "./defect.ts";

export const DEFECTS: readonly Defect[] = [
  {
    name: "commits-once-all-have-voted",
    find: `? this.#enter("prepared", "preCommit")`,
    replace: `? this.#enter("committed", "commit")`,
    scenario: "coordinator-crashes",
    shows: {
      node: "coordinator",
      event: "Yes from participant2",
      after: 6,
      differs: ["state.phase"],
    },
  },
  {
    name: "backup-is-not-watched",
    find: `this.#leader = site + 1;`,
    replace: `this.#leader = this.#self;`,
    scenario: "coordinator-crashes",
    shows: { node: "participant2", event: "PeerTimeout", after: 0, differs: ["state.leader"] },
  },
  {
    name: "former-leader-is-obeyed",
    find: `this.#phase !== "waiting" || this.#leader !== from`,
    replace: `this.#phase !== "waiting"`,
    scenario: "coordinator-crashes",
    shows: {
      node: "participant2",
      event: "PreCommit from coordinator",
      after: 12,
      differs: ["state.phase", "sends"],
    },
  },
  {
    name: "stopped-participant-is-waited-for",
    find: `return this.#phase === "waiting" ? this.#enter("aborted", "abort") : this.#tick(site);`,
    replace: `return this.#phase === "waiting" ? this.#enter("aborted", "abort") : NOTHING;`,
    scenario: "two-of-three-crash",
    shows: {
      node: "coordinator",
      event: "ParticipantTimeout",
      after: 7,
      differs: ["state.heard"],
    },
  },
];
