/** Holds the claims against the outcomes that a recursion can have. */
import { UsageError } from "../errors.ts";
import { callModel } from "../model/apply.ts";
import { deepFreeze } from "../model/freeze.ts";
import type { Node } from "../model/instance.ts";
import { askPredicate } from "../properties/ask.ts";
import type { Claim } from "../properties/claims.ts";
import type { Look } from "../properties/ask.ts";
import type { Part } from "./outcomes.ts";
import type { Setup } from "./strategy.ts";

/** @throws UsageError for claims that more than the end of a run has to be known for. */
export const refuseClaims = (claims: readonly Claim[]): void => {
  for (const { name, property } of claims)
    if (!KINDS.has(property.kind) || property.observation["history"] !== undefined)
      throw new UsageError(`property "${name}" cannot be judged by composition: it needs a path`);
};

const KINDS: ReadonlySet<string> = new Set(["always", "atQuiescence", "sometimes"]);

/**
 * Whether an outcome violates a claim; for a witness that is in reach, whether it meets it. Nodes
 * of one role are alike, so that one way to distribute the outcome stands for all.
 */
export const settles = (
  setup: Pick<Setup, "roles" | "starts">,
  { property, name }: Claim,
  part: Part,
  outcome: readonly number[],
): boolean => {
  const { commander, lieutenants } = setup.roles;
  const { starts } = setup;
  const loyal = lieutenants.slice(0, part.loyal);
  const states = new Map<Node, object>(
    loyal.map((node, at) => [node, starts.lieutenant[outcome[at]!]!]),
  );
  if (part.commander === "loyal") states.set(commander, starts.commander[part.order]!);
  const seen = Object.entries(property.observation).map(([role, look]) => {
    const nodes = [...states].filter(([node]) => node.role === role);
    return [role, nodes.map(([node, state]) => observed(look as Look, node, state))];
  });
  const holds = askPredicate(
    (...it) => property.holds(...it),
    [Object.fromEntries(seen) as object],
    `property ${name}`,
  );
  return property.kind === "sometimes" ? holds : !holds;
};

const observed = (look: Look, { role, context }: Node, state: object): unknown => {
  const standing = deepFreeze({ ...context, up: true, inboxEmpty: true });
  return callModel(() => look(state, standing), { rule: `observation of ${role}` });
};
