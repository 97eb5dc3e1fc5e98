/** Whether an entry of a list, which says what a cell allows, is an action in a whole state. */
import { FORBIDDEN } from "../environment/environment.ts";
import { subjectOf } from "./actions.ts";
import type { ReadEntry } from "./entries.ts";
import { jointlyFrom } from "./joint-memo.ts";
import type { Tables } from "./tables.ts";

/**
 * The gate is asked last: what has passed a gate has charged its budget, and a joint step that its
 * nodes do not take charges none.
 */
export const isEnabled = (
  tables: Tables,
  columns: readonly number[],
  { action, gate, isJoint }: ReadEntry,
): boolean => {
  if (isJoint && jointlyFrom(tables, subjectOf(action), (node) => columns[node]!) === null)
    return false;
  const now = columns[tables.cells.length]!;
  return gate === null || tables.environment.pass(now, gate) !== FORBIDDEN;
};
