/** As `language.ts`, for the definition of a whole model: beginnings, scenarios, bugs. */
import { Schema as S } from "@effect/schema";
import {
  always,
  alwaysStep,
  become,
  empty,
  int,
  NodeId,
  sometimes,
  vocabulary,
  within,
  type Model,
  type Outcome,
} from "../../models/protocol.ts";

const { model, observe, rules, to } = vocabulary({
  parameters: S.Struct({ voters: int(1, 5), terms: int(1, 3), traitors: int(0, 1) }),
  roles: {
    candidate: {
      state: S.Struct({ votes: S.ReadonlySet(NodeId), elected: S.Boolean }),
      durable: ["elected"],
      receives: { Vote: { term: int(0, "terms") } },
      timers: { Timeout: {} },
    },
    voter: {
      state: S.Struct({ phase: S.Literal("free", "bound") }),
      receives: { Ask: { term: int(0, "terms") } },
      requests: { Abstain: {} },
    },
  },
  history: S.Struct({ asked: int(0, 9) }),
});

const candidate = rules.candidate({ Vote: () => null, Timeout: () => null });
const voter = rules.voter({
  Ask: (node, { from, term }) => become({ ...node, phase: "bound" }, to(from, "Vote", { term })),
  Abstain: () => null,
});
const phases = observe({ voter: ({ phase }) => phase, history: ({ asked }) => asked });

const rest = {
  name: "vote",
  source: "Nobody 2001",
  population: ({ voters }: { readonly voters: number }) => ({ candidate: 1, voter: voters }),
  rules: { candidate, voter },
  history: { initial: { asked: 0 }, record: {} },
  properties: {
    bound: always(phases, ({ voter, history }) => history > 0 || voter.includes("bound")),
    "binds-one": sometimes(phases, ({ voter }) => voter.includes("bound")),
    "asks-more": alwaysStep(phases, (before, after) => before.history <= after.history),
  },
};
const parameters = { voters: 3, terms: 1, traitors: 0 };
const free: () => [Outcome<{ phase: "free" }>] = () => [become({ phase: "free" })];
const initial = { candidate: () => [become({ votes: empty, elected: false })], voter: free };
const body = { ...rest, initial };
const small = { parameters };
const scenarios = { small };
model({ ...body, scenarios, bugs: {} });

// ── All that there is, without a cast or a type parameter ───────────────────────────────────────

const whole: Model = model({
  ...rest,
  defaults: { traitors: ({ voters, terms }) => (voters > 3 * terms ? 1 : 0) },
  traitors: "traitors",
  predicts: ({ voters, traitors }) => (voters > 3 * traitors ? "holds" : "violated"),
  quorum: (members, of, { terms }) => members.size * terms > of.length,
  initial: {
    candidate: ({ self, nodes, peers, parameters: { terms } }) => [
      become({ votes: new Set([self, ...peers]), elected: terms > 1 }),
      become({ votes: empty, elected: false }, to(nodes.voter, "Ask", { term: terms })),
    ],
    voter: () => [become({ phase: "free" }), become({ phase: "bound" })],
  },
  history: {
    initial: { asked: 0 },
    record: {
      voter: {
        Ask: ({ asked }, { term }, { before }) => ({
          asked: term > 0 && before.phase === "free" ? asked + 1 : asked,
        }),
      },
    },
  },
  scenarios: {
    defaulted: {
      parameters: { voters: 3, terms: 1 },
      network: "fifo",
      limits: { Timeout: 1, Abstain: 0 },
      faults: { crash: 1 },
      within: within(phases, ({ history, voter }) => history < 2 || voter.includes("free")),
      outOfReach: ["binds-one"],
      expect: { verdict: "holds-within-bounds", states: 1, generated: 1, depth: 1 },
    },
    given: {
      parameters,
      faults: { crash: { voter: 1 } },
      expect: { verdict: "violated", property: "asks-more", length: 0 },
    },
  },
  bugs: {
    hasty: {
      breaks: "bound",
      in: "given",
      length: 1,
      rules: { voter: { Ask: (node, event, context) => voter.Ask(node, { ...event }, context) } },
      durable: { candidate: ["votes"] },
      quorum: (members) => members.size > 0,
    },
  },
});
export default whole;

// ── Initial outcomes ────────────────────────────────────────────────────────────────────────────

// @ts-expect-error a role without an initial state: Property 'voter' is missing
model({ ...rest, scenarios, bugs: {}, initial: { candidate: initial.candidate } });

model({
  ...body,
  scenarios,
  bugs: {},
  // @ts-expect-error Type '"bond"' is not assignable to type '"free" | "bound"'
  initial: { ...initial, voter: () => [become({ phase: "bond" })] },
});
model({
  ...body,
  scenarios,
  bugs: {},
  // @ts-expect-error a state alone is not an outcome
  initial: { ...initial, voter: () => [{ phase: "free" }] },
});
model({
  ...body,
  scenarios,
  bugs: {},
  // @ts-expect-error there may be several ways to start, hence a list
  initial: { ...initial, voter: () => become({ phase: "free" }) },
});
model({
  ...body,
  scenarios,
  bugs: {},
  // @ts-expect-error what a node has sent by the time it starts is declared too
  initial: { ...initial, voter: ({ peers }) => [become({ phase: "free" }, to(peers, "Veto", {}))] },
});

// ── Parameters: defaults, traitors, predictions ─────────────────────────────────────────────────

// @ts-expect-error Property 'traitors' is missing: it has no default
model({ ...body, bugs: {}, scenarios: { small: { parameters: { voters: 3, terms: 1 } } } });

model({
  ...body,
  bugs: {},
  defaults: { traitors: () => 0 },
  // @ts-expect-error Property 'terms' is missing: another parameter has the default
  scenarios: { small: { parameters: { voters: 3 } } },
});
model({
  ...body,
  bugs: {},
  scenarios,
  // @ts-expect-error a default belongs to a parameter
  defaults: { rounds: () => 1 },
});
model({
  ...body,
  bugs: {},
  scenarios,
  // @ts-expect-error a default has the type of its parameter
  defaults: { traitors: () => "none" },
});
model({
  ...body,
  bugs: {},
  scenarios,
  // @ts-expect-error a default follows from parameters that have none
  defaults: { traitors: ({ traitors }) => traitors },
});
// @ts-expect-error '"liars"' is not assignable to type '"voters" | "terms" | "traitors"'
model({ ...body, bugs: {}, scenarios, traitors: "liars" });

// @ts-expect-error a prediction is one of three words
model({ ...body, bugs: {}, scenarios, predicts: () => true });

// @ts-expect-error Type '"fails"' is not assignable to type 'Prediction'
model({ ...body, bugs: {}, scenarios, predicts: () => "fails" });

// @ts-expect-error a parameter out of the air
model({ ...body, bugs: {}, scenarios: { small: { parameters: { ...parameters, rounds: 1 } } } });

// @ts-expect-error Property 'voter' is missing: a population counts every role
model({ ...body, bugs: {}, scenarios, population: () => ({ candidate: 1, observer: 3 }) });

// ── Scenarios and bugs name what exists ─────────────────────────────────────────────────────────

// @ts-expect-error a network is a bag, a set or a fifo
model({ ...body, bugs: {}, scenarios: { small: { ...small, network: "queue" } } });

// @ts-expect-error a limit names a timer or a request
model({ ...body, bugs: {}, scenarios: { small: { ...small, limits: { Vote: 1 } } } });

model({
  ...body,
  bugs: {},
  // @ts-expect-error a crash names a role
  scenarios: { small: { ...small, faults: { crash: { observer: 1 } } } },
});

// @ts-expect-error crashes are counted
model({ ...body, bugs: {}, scenarios: { small: { ...small, faults: { crash: true } } } });

// @ts-expect-error a bound looks through an observation, not at whole states
model({ ...body, bugs: {}, scenarios: { small: { ...small, within: () => true } } });

// @ts-expect-error '"binds-two"' is not assignable to type '"bound" | "binds-one" | "asks-more"'
model({ ...body, bugs: {}, scenarios: { small: { ...small, outOfReach: ["binds-two"] } } });

const holds = { verdict: "holds-within-bounds" } as const;
const violated = { verdict: "violated" } as const;

// @ts-expect-error a verdict is never a bare pass
model({ ...body, bugs: {}, scenarios: { small: { ...small, expect: { verdict: "passes" } } } });

// @ts-expect-error Property 'property' is missing
model({ ...body, bugs: {}, scenarios: { small: { ...small, expect: violated } } });

model({
  ...body,
  bugs: {},
  // @ts-expect-error Type '"bond"' is not assignable to type '"bound" | "binds-one" | "asks-more"'
  scenarios: { small: { ...small, expect: { ...violated, property: "bond" } } },
});
model({
  ...body,
  bugs: {},
  // @ts-expect-error what holds has no counterexample
  scenarios: { small: { ...small, expect: { ...holds, length: 3 } } },
});
model({
  ...body,
  scenarios,
  // @ts-expect-error Type '"bond"' is not assignable to type '"bound" | "binds-one" | "asks-more"'
  bugs: { hasty: { breaks: "bond", in: "small", length: 1 } },
});
model({
  ...body,
  scenarios,
  // @ts-expect-error Type '"large"' is not assignable to type '"small"'
  bugs: { hasty: { breaks: "bound", in: "large", length: 1 } },
});
model({
  ...body,
  scenarios,
  // @ts-expect-error Property 'length' is missing: a bug without its shortest trace is not tested
  bugs: { hasty: { breaks: "bound", in: "small" } },
});
model({
  ...body,
  scenarios,
  bugs: {
    // @ts-expect-error a bug replaces rules that exist
    hasty: { breaks: "bound", in: "small", length: 1, rules: { voter: { Veto: () => null } } },
  },
});
model({
  ...body,
  scenarios,
  // @ts-expect-error Type '"vote"' is not assignable to type '"votes" | "elected"'
  bugs: { hasty: { breaks: "bound", in: "small", length: 1, durable: { candidate: ["vote"] } } },
});

const { history: _history, ...forgetful } = body;
// @ts-expect-error a declared history is kept: Property 'history' is missing
model({ ...forgetful, scenarios, bugs: {} });
