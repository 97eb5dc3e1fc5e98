/** Whether a state is a deadlock: no action is enabled in it, except faults. */
import { FORBIDDEN } from "../environment/environment.ts";
import { isFaulty, subjectOf } from "./actions.ts";
import { entriesOf, JOINT } from "./entries.ts";
import { jointlyFrom } from "./joint-memo.ts";
import type { Tables } from "./tables.ts";

/** @param columns a cell for each node, and what no node holds. */
export const isStuck = (tables: Tables, columns: readonly number[]): boolean => {
  const { lists, environment } = tables;
  const { pool } = lists;
  const now = columns[tables.cells.length]!;
  for (let node = 0; node < pool.firsts.length; node++) {
    const start = lists.list(node, columns[node]!);
    const { words } = pool;
    for (const { at, action, gate } of entriesOf(words, start)) {
      if (isFaulty(action)) continue;
      const isJoint = (words[at]! & JOINT) !== 0;
      if (isJoint && jointlyFrom(tables, subjectOf(action), (of) => columns[of]!) === null)
        continue;
      if (gate === null || environment.pass(now, gate) !== FORBIDDEN) return false;
    }
    // What changes nothing is an action too.
    for (let at = words[start + 1]!; at < words[start + 3]!; at += 2)
      if (words[at]! >= 0) return false;
  }
  return true;
};
