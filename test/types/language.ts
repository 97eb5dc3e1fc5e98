/**
 * What compiles and what does not, from the vocabulary to the properties. Each directive stands
 * above a mistake that an author may make; if the compiler ever accepts it, the unused directive
 * fails the type check. Nothing here is run.
 */
import { Schema as S } from "@effect/schema";
import { match } from "ts-pattern";
import {
  always,
  alwaysStep,
  become,
  cite,
  empty,
  int,
  list,
  NodeId,
  vocabulary,
} from "../../models/protocol.ts";

/** `same<A, B>(true)` compiles if both types are the same, neither of them wider. */
declare const same: <A, B>(claim: Same<A, B>) => void;
type Same<A, B> = [Exactly<A>] extends [Exactly<B>] ? true : false;
type Exactly<A> = <T>(value: T) => T extends A ? 1 : 2;

const { observe, rules, to } = vocabulary({
  parameters: S.Struct({ voters: int(1, 5), terms: int(1, 3) }),
  roles: {
    candidate: {
      state: S.Struct({ votes: S.ReadonlySet(NodeId), elected: S.Boolean }),
      durable: ["elected"],
      receives: { Vote: { term: int(0, "terms") } },
      timers: { Timeout: {} },
    },
    voter: {
      state: S.Struct({ phase: S.Literal("free", "bound"), term: int(0, "terms") }),
      receives: { Ask: { term: int(0, "terms"), rival: S.NullOr(NodeId) }, Stop: {} },
      requests: { Abstain: { reason: S.Literal("ill", "away") } },
    },
  },
  history: S.Struct({ asked: int(0, 9) }),
});

// ── Schemas ─────────────────────────────────────────────────────────────────────────────────────

const path = list(NodeId, "voters");
same<typeof path.Type, readonly NodeId[]>(true);
same<ReturnType<typeof int>["Type"], number>(true);

// @ts-expect-error a range has two ends
int(3);

// @ts-expect-error an end is a number, or the name of a parameter
int(0, ["terms"]);

// @ts-expect-error a list that may be forged has to end somewhere
list(NodeId);

// @ts-expect-error the items of a list have a schema
list("NodeId", 3);

// ── Every tag has a rule, and every rule a tag ──────────────────────────────────────────────────

// @ts-expect-error a message without a rule: Property 'Vote' is missing
rules.candidate({ Timeout: () => null });

// @ts-expect-error a timer without a rule: Property 'Timeout' is missing
rules.candidate({ Vote: () => null });

// @ts-expect-error a request without a rule: Property 'Abstain' is missing
rules.voter({ Ask: () => null, Stop: () => null });

// @ts-expect-error a rule for a message that the role does not receive
rules.voter({ Ask: () => null, Stop: () => null, Abstain: () => null, Vote: () => null });

// @ts-expect-error a role that does not exist
rules.observer({});

// @ts-expect-error only a role with durable fields restarts
rules.voter({ Ask: () => null, Stop: () => null, Abstain: () => null, Restart: () => null });

const candidate = rules.candidate({ Vote: () => null, Timeout: () => null });
rules.candidate({ ...candidate, Restart: (node) => become({ ...node, votes: empty }) });

// ── Rules see their own event, and become what their schema allows ──────────────────────────────

const voter = rules.voter({
  Ask: cite("1", (node, event, { self, peers, nodes, parameters, quorum, ...others }) => {
    const { from, term, rival } = event;
    same<typeof node, { readonly phase: "free" | "bound"; readonly term: number }>(true);
    same<keyof typeof event, "from" | "term" | "rival">(true);
    same<typeof from, NodeId>(true);
    same<typeof rival, NodeId | null>(true);
    same<typeof self, NodeId>(true);
    same<keyof typeof nodes, "candidate" | "voter">(true);
    same<typeof others, { everyone: readonly NodeId[] }>(true);
    const majority: boolean = quorum(new Set(peers), nodes.voter);
    return majority && term < parameters.terms
      ? become(
          { ...node, phase: "bound" },
          to(from, "Vote", { term }),
          to(peers, "Ask", { term, rival }),
          to(self, "Stop"),
        )
      : null;
  }),
  Stop: (node, { from }, { self }) => (from === self ? null : become(node)),
  Abstain: (node, { reason }) =>
    match([node.phase, reason])
      .with(["free", "ill"], () => become({ ...node, phase: "bound" }))
      .otherwise(() => null),
});

rules.voter({
  ...voter,
  // @ts-expect-error a payload has the fields of its message and no others
  Ask: (node, { term, ballot }) => (term > ballot ? become(node) : null),
});
rules.voter({
  ...voter,
  // @ts-expect-error a request comes from nobody
  Abstain: (node, { from }) => become(node, to(from, "Stop")),
});
rules.voter({
  ...voter,
  // @ts-expect-error '"bond"' is not assignable to '"free" | "bound"'. Did you mean '"bound"'?
  Ask: (node) => become({ ...node, phase: "bond" }),
});
rules.voter({
  ...voter,
  // @ts-expect-error the same inside a cited rule
  Ask: cite("1", (node) => become({ ...node, phase: "bond" })),
});
rules.voter({
  ...voter,
  Ask: (node) =>
    // @ts-expect-error and inside a pattern match, where the message is longer
    match(node)
      .with({ phase: "free" }, (free) => become({ ...free, phase: "bond" }))
      .otherwise(() => null),
});
rules.voter({
  ...voter,
  // @ts-expect-error Type 'string' is not assignable to type '"bound" & NotInTheSchema'
  Ask: (node) => become({ ...node, fase: "bound" }),
});
rules.voter({
  ...voter,
  // @ts-expect-error a node does not turn into one of another role
  Ask: () => become({ votes: new Set<NodeId>(), elected: true }),
});
rules.voter({
  ...voter,
  Ask: (node) => {
    // @ts-expect-error states are immutable
    node.phase = "bound";
    return become(node);
  },
});
rules.voter({
  ...voter,
  // @ts-expect-error a rule knows no roles but those declared
  Ask: (node, _, { nodes }) => become(node, to(nodes.observer, "Vote", { term: 0 })),
});
rules.voter({
  ...voter,
  // @ts-expect-error a rule is synchronous
  Ask: async (node) => become(node),
});
rules.voter({
  ...voter,
  // @ts-expect-error a state alone is not an outcome
  Ask: (node) => ({ ...node, phase: "bound" }),
});

// ── Messages are the declared ones ──────────────────────────────────────────────────────────────

declare const someone: NodeId;
to(someone, "Ask", { term: 1, rival: null });

// @ts-expect-error '"Veto"' is not assignable to parameter of type '"Ask" | "Stop" | "Vote"'
to(someone, "Veto", {});

// @ts-expect-error a timer is not a message
to(someone, "Timeout");

// @ts-expect-error a payload is missing: Expected 3 arguments, but got 2
to(someone, "Vote");

// @ts-expect-error a message without fields has no payload
to(someone, "Stop", { term: 1 });

// @ts-expect-error a payload with a wrong type
to(someone, "Vote", { term: "one" });

// @ts-expect-error a payload with a field too many
to(someone, "Vote", { term: 1, rival: null });

// @ts-expect-error a receiver that is only a string
to("voter1", "Vote", { term: 1 });

// ── Vocabularies are consistent ─────────────────────────────────────────────────────────────────

const Free = S.Struct({ phase: S.Literal("free") });
const parameters = S.Struct({});

// @ts-expect-error Type '"promise"' is not assignable to type '"phase"'
vocabulary({ parameters, roles: { voter: { state: Free, durable: ["promise"] } } });

const tags = { Vote: {} };
// @ts-expect-error one tag cannot be a message and a timer
vocabulary({ parameters, roles: { voter: { state: Free, receives: tags, timers: tags } } });

// @ts-expect-error `from` is the sender, and the engine tells it
vocabulary({ parameters, roles: { voter: { state: Free, receives: { Vote: { from: NodeId } } } } });

// @ts-expect-error `Round` is the tick of a synchronous model
vocabulary({ parameters, roles: { voter: { state: Free, timers: { Round: {} } } } });

const lockStep = vocabulary({ parameters, synchronous: true, roles: { voter: { state: Free } } });
lockStep.rules.voter({ Round: (node, { round }) => (round > 1 ? null : become(node)) });

// @ts-expect-error Property 'Round' is missing
lockStep.rules.voter({});

// ── Properties see projections ──────────────────────────────────────────────────────────────────

const seen = observe({
  voter: (node, { up, inboxEmpty, parameters: { terms } }) =>
    up && !inboxEmpty && node.term <= terms ? node.phase : "idle",
  history: ({ asked }) => asked,
});
always(seen, ({ voter, history }) => {
  same<typeof voter, readonly ("free" | "bound" | "idle")[]>(true);
  same<typeof history, number>(true);
  return history > 0 || voter.includes("bound");
});
alwaysStep(seen, (before, after) => before.history <= after.history);

always(observe({ voter: ({ phase }) => phase }), ({ voter }) => voter.includes("free"));

// @ts-expect-error a relation between two states does not fit one of them
always(seen, (before, after) => before.history <= after.history);

// @ts-expect-error the history is one value, and no list
alwaysStep(seen, (before, after) => before.history.length <= after.history.length);

// @ts-expect-error a role that is not observed
always(seen, ({ candidate }) => candidate.length > 0);

// @ts-expect-error a value that is never observed
always(seen, ({ voter }) => voter.every((phase) => phase === "bond"));

// @ts-expect-error a predicate answers
always(seen, ({ voter }) => voter.find((phase) => phase === "bound"));

// @ts-expect-error a role that does not exist
observe({ observer: (node) => node });

// @ts-expect-error a projection is a small value, not a function or a promise
observe({ voter: async (node) => node.phase });

// @ts-expect-error a projection knows of its inbox whether it is empty, and no more
observe({ voter: (_, { inbox }) => inbox.length });

// @ts-expect-error the history stands nowhere: it has no inbox
observe({ history: ({ asked }, { up }) => up && asked });
