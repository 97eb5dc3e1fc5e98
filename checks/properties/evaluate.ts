/**
 * Whether a claim is broken in one world, without tables or memos: for traces that are run again.
 */
import type { Interpreter, World } from "../counterexamples/world.ts";
import { askPredicate } from "./ask.ts";
import type { Claim } from "./claims.ts";
import { isViolatedByState } from "./claims.ts";
import type { Look } from "./projections.ts";

/** Whether a world violates a claim; for a witness that is in reach, whether it meets it. */
export const settles = (interpreter: Interpreter, world: World, claim: Claim): boolean => {
  const { property } = claim;
  const seen = observe(interpreter, world, claim);
  const holds = askPredicate((it) => property.holds(it), seen, `property ${claim.name}`);
  if (property.kind === "sometimes") return holds;
  return !holds && (isViolatedByState(claim) || interpreter.isQuiescent(world));
};

/** What an observation sees of a world: a list for each role, and the history. */
const observe = ({ instance }: Interpreter, world: World, { property }: Claim): object => {
  const seen = Object.entries(property.observation).map(([name, given]) => {
    const look = given as Look;
    if (name === "history") return [name, look(world.history ?? {}, instance.setting)];
    const nodes = instance.nodes.filter(({ role }) => role === name);
    const values = nodes.map(({ index, context }) => {
      const standing = { up: world.up[index]!, inboxEmpty: world.inboxes[index]!.length === 0 };
      return look(world.states[index]!, { ...context, ...standing });
    });
    return [name, values];
  });
  return Object.fromEntries(seen);
};
