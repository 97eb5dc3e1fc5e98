/**
 * Transition lists as words of one array. A list is
 *
 *     [counted, end, uses, next list, node, entry... (to `end`), idle... (to `next list`)]
 *
 * `counted` actions pass no gate; those of them that change nothing have no entry, and are noted
 * behind the entries, for the coverage alone: `[action or -1, rule or -1]`. An entry is
 *
 *     [flags | sends << 8, next cell - cell, step, action, gate and passes (if GATED),
 *      (receiver, envelope)...]
 *
 * in the fixed order of actions. `uses` and `passes` count rows and are read by the coverage.
 */
/** Words before the first entry, and where in them the rows are counted. */
export const HEADER = 5;
export const USES = 2;

/** Flags of an entry. */
export const GATED = 1;
export const RECORDED = 2;
export const FAULT = 4;
export const JOINT = 8;
export const SENDS_SHIFT = 8;
/** Of an entry with a gate: where the gate is, and the rows that it has let through. */
export const GATE = 4;
export const PASSES = 5;

/** Words of an entry, by its first. */
export const entryLength = (flags: number): number =>
  4 + 2 * (flags & GATED) + 2 * (flags >>> SENDS_SHIFT);

/** An entry as it is read outside the inner loop. */
export interface ReadEntry {
  /** Its place in the pool. */
  readonly at: number;
  /** Next cell - cell. */
  readonly delta: number;
  /** Or `NONE`. */
  readonly step: number;
  readonly action: number;
  readonly gate: number | null;
  /** Whether a recorder follows the step. */
  readonly isRecorded: boolean;
  /** Whether the states of several nodes decide. */
  readonly isJoint: boolean;
  readonly sends: readonly { readonly receiver: number; readonly envelope: number }[];
}

/** The entries of the list that starts at a place of a pool. */
export function* entriesOf(pool: Int32Array, start: number): Generator<ReadEntry> {
  const end = pool[start + 1]!;
  for (let at = start + HEADER; at < end;) {
    const flags = pool[at]!;
    const next = at + entryLength(flags);
    const firstSend = next - 2 * (flags >>> SENDS_SHIFT);
    yield {
      at,
      delta: pool[at + 1]!,
      step: pool[at + 2]!,
      action: pool[at + 3]!,
      gate: (flags & GATED) === 0 ? null : pool[at + GATE]!,
      isRecorded: (flags & RECORDED) !== 0,
      isJoint: (flags & JOINT) !== 0,
      sends: Array.from({ length: flags >>> SENDS_SHIFT }, (_, index) => ({
        receiver: pool[firstSend + 2 * index]!,
        envelope: pool[firstSend + 2 * index + 1]!,
      })),
    };
    at = next;
  }
}
