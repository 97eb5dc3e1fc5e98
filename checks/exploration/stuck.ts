/** Whether a state is a deadlock: no action is enabled in it, except faults. */
import { isFaulty } from "./actions.ts";
import { isEnabled } from "./enabled.ts";
import { entriesOf } from "./entries.ts";
import type { Tables } from "./tables.ts";

/** @param columns a cell for each node, and what no node holds. */
export const isStuck = (tables: Tables, columns: readonly number[]): boolean => {
  const { lists } = tables;
  for (let node = 0; node < lists.pool.firsts.length; node++) {
    const start = lists.list(node, columns[node]!);
    const { words } = lists.pool;
    for (const entry of entriesOf(words, start))
      if (!isFaulty(entry.action) && isEnabled(tables, columns, entry)) return false;
    // What changes nothing is an action too.
    for (let at = words[start + 1]!; at < words[start + 3]!; at += 2)
      if (words[at]! >= 0) return false;
  }
  return true;
};
