/** A shape with everything in it, and what the tests of several derivations need. */
import { Schema as S } from "@effect/schema";
import { int, list, NodeId } from "../../models/protocol.ts";
import { codecOf } from "../../checks/schema/codec.ts";
import { shapeOf } from "../../checks/schema/read.ts";

export const nodes = ["acceptor1", "acceptor2", "acceptor3"];

const Entry = S.Struct({ term: int(0, 3), command: S.Literal("x", "y", null) });

const Rich = S.Struct({
  phase: S.Literal("idle", "asked", "__proto__"),
  self: NodeId,
  votedFor: S.NullOr(NodeId),
  leader: S.Union(NodeId, S.Literal("nobody", 7)),
  term: int(-3, 300),
  big: S.Int,
  huge: int(0, 2 ** 40),
  flag: S.optional(S.Boolean),
  nothing: S.Literal("only"),
  pair: S.Tuple(NodeId, S.String),
  log: list(Entry, 3),
  votes: S.ReadonlySet(NodeId),
  heard: S.ReadonlySet(S.Struct({ path: S.Array(NodeId), entry: S.NullOr(Entry) })),
  matched: S.ReadonlyMap({ key: NodeId, value: int(0, 9) }),
  reports: S.ReadonlyMap({ key: Entry, value: S.ReadonlySet(S.String) }),
  byNode: S.Record({ key: NodeId, value: S.ReadonlySet(NodeId) }),
  byName: S.Record({ key: S.String, value: S.Int }),
  even: S.Int.pipe(S.filter((n) => n % 2 === 0, { description: "an even number" })),
  message: S.Union(
    S.Struct({ tag: S.Literal("ping"), from: NodeId }),
    S.Struct({ tag: S.Literal("pong", "pang"), to: S.optional(NodeId) }),
  ),
  byNames: S.Union(S.Struct({ left: NodeId }), S.Struct({ right: NodeId, left: int(0, 1) })),
  deep: S.Union(
    S.Struct({ at: S.Struct({ a: NodeId }) }),
    S.Struct({ at: S.Struct({ b: S.Int }) }),
  ),
  mixed: S.Union(S.Int, S.Boolean, S.String, S.ReadonlySet(NodeId), S.Struct({})),
});

export const rich = shapeOf(Rich, {});

/** The bytes of one value, which stay. */
export const encoded = (
  shape: typeof rich,
  value: unknown,
  of: readonly string[] = nodes,
): string => Buffer.from(codecOf(shape, of).encode(value)).toString("hex");

/** The same value with its fields and members in the opposite order. */
export const reversed = (value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(reversed);
  if (value instanceof Set) return new Set([...value].toReversed().map(reversed));
  if (value instanceof Map)
    return new Map([...value].toReversed().map(([key, item]) => [reversed(key), reversed(item)]));
  const entries = Object.entries(value).toReversed();
  return Object.fromEntries(entries.map(([name, item]) => [name, reversed(item)]));
};

/** The message of what a function throws. */
export const complaint = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof Error) return `${error.name}: ${error.message}`;
  }
  return "nothing was thrown";
};
