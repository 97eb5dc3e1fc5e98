/** What the compiler checks of adapters in TypeScript is checked here for all others. */
import type { Adapter, StartNode } from "../../impl/adapter.ts";
import type { Model } from "../../models/protocol.ts";
import { UsageError } from "../errors.ts";
import { deepFreeze } from "../model/freeze.ts";
import { initialOutcomes } from "../model/initial.ts";
import type { Instance, Node } from "../model/instance.ts";
import { insideSchema } from "../model/sends.ts";
import { unknownName } from "../names.ts";
import { print } from "../schema/print.ts";
import { durableOf, restartsIn } from "./disks.ts";
import { playerOf, startNode } from "./start-node.ts";

/** Whether a value has the form of an adapter, but for the entries of its roles. */
export const isAdapter = (value: unknown): value is Adapter =>
  isRecord(value) && isRecord(value["roles"]);

/** What is wrong with the first entry that is none, or null. */
export const oddEntry = ({ roles }: Adapter): string | null => {
  const entries: readonly (readonly [string, unknown])[] = Object.entries(roles);
  const odd = entries.find(([, start]) => typeof start !== "function" && start !== "model");
  if (odd === undefined) return null;
  const [role, start] = odd;
  const actual = typeof start === "string" ? JSON.stringify(start) : nameOf(start);
  return `role ${role}: expected a function or "model", actual ${actual}`;
};

const nameOf = (value: unknown): string => (isRecord(value) ? "an object" : print(value));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** @throws UsageError for a role that is missing, or one too many. */
const assertRoles = ({ name, vocabulary }: Model, { roles }: Adapter): void => {
  const known = Object.keys(vocabulary.roles);
  const stranger = Object.keys(roles).find((role) => !known.includes(role));
  if (stranger !== undefined)
    throw new UsageError(`the implementation: ${unknownName("role", stranger, known, name)}`);
  const missing = known.filter((role) => !Object.hasOwn(roles, role));
  if (missing.length > 0)
    throw new UsageError(`the implementation has no role ${missing.join(", ")} of ${name}`);
  const odd = oddEntry({ roles });
  if (odd !== null) throw new UsageError(`the implementation: ${odd}`);
  if (Object.values(roles).every((start) => start === "model"))
    throw new UsageError(`the implementation leaves all roles of ${name} to the model`);
};

/** @throws UsageError for an adapter that says less of its nodes than it takes to compare them. */
export const assertFits = (instance: Instance, adapter: Adapter): void => {
  assertRoles(instance.model, adapter);
  const outcomes = initialOutcomes(instance);
  for (const role of Object.keys(adapter.roles)) {
    const node = instance.nodes.find((one) => one.role === role);
    if (node !== undefined) assertWhole(instance, adapter, node, outcomes[node.index]![0]!.state);
  }
};

const assertWhole = (instance: Instance, adapter: Adapter, node: Node, initial: object): void => {
  const { role } = node;
  const player = playerOf(adapter, role);
  if (player === null) return;
  const started = startOf(player, node, initial);
  if (started === null) return;
  const lacks = (method: string, why = ""): UsageError =>
    new UsageError(`the implementation of role ${role} has no ${method}()${why}`);
  if (!isRecord(started)) throw new UsageError(`the implementation of role ${role} starts no node`);
  for (const method of ["take", "state"])
    if (typeof started[method] !== "function") throw lacks(method);
  assertOneWay(instance, node);
  const durable = durableOf(instance, role);
  if (typeof started["restarted"] === "function") return;
  if (durable.length > 0)
    throw lacks("restarted", `, and the model keeps ${durable.join(", ")} over a restart`);
  if (node.faults.restart >= 0) throw lacks("restarted", ", and the scenario starts it again");
};

/** An implementation starts again in one way, and nobody tells it in which. */
const assertOneWay = (instance: Instance, node: Node): void => {
  const ways = restartsIn(instance, node).length;
  if (ways > 1)
    throw new UsageError(
      `role ${node.role} may start again in ${ways} states, and an implementation does in one: ` +
        `make the fields that differ durable, or leave the role to the model`,
    );
};

/** Null where it throws: that is a difference, and is told as such later. */
const startOf = (player: StartNode, node: Node, initial: object): unknown => {
  const { role, state } = node;
  const bytes = insideSchema("state", { rule: `initial.${role}` }, () => state.encode(initial));
  const frozen = deepFreeze(state.decode(bytes) as object);
  try {
    return startNode(player, node, frozen);
  } catch {
    return null;
  }
};
