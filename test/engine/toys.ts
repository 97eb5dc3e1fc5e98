/** Toy models whose answers are known without a machine, and what several tests ask of them. */
import { Schema as S } from "@effect/schema";
import {
  always,
  become,
  int,
  list,
  vocabulary,
  type Model,
  type Property,
  type Scenario,
} from "../../models/protocol.ts";
import { check } from "../../checks/index.ts";
import type { CheckOptions, CheckReport } from "../../checks/index.ts";

type Toy = { readonly properties?: Record<string, Property> } & Omit<
  Scenario,
  "parameters" | "perfect" | "silence" | "unused"
>;

// ── A graph: its places are the states, its edges the actions ───────────────────────────────────

const Place = S.Literal("a", "b", "c", "d", "e", "f", "g", "h");
export type Place = typeof Place.Type;
export const places = Place.literals;
export type Edges = { readonly [P in Place]?: readonly Place[] };

const graphs = vocabulary({
  parameters: S.Struct({}),
  roles: { walker: { state: S.Struct({ at: Place }), requests: { Go: { to: Place } } } },
});

export const seen = graphs.observe({ walker: ({ at }) => at });
/** The same, but for those that are down. */
export const standing = graphs.observe({ walker: ({ at }, { up }) => (up ? at : "down") });
/** No walker is ever at a place. */
export const avoids = (place: Place): Property =>
  always(seen, ({ walker }) => !walker.includes(place));

/** Walkers on a directed graph. Where each may start, is by what `from` says. */
export const graph = (
  edges: Edges,
  {
    from = ["a"],
    walkers = 1,
    properties = {},
    ...scenario
  }: Toy & { readonly from?: readonly Place[]; readonly walkers?: number } = {},
): Model =>
  graphs.model({
    name: "graph",
    source: "a drawing",
    population: () => ({ walker: walkers }),
    initial: { walker: () => from.map((at) => become({ at })) },
    rules: {
      walker: graphs.rules.walker({
        Go: ({ at }, { to }) => (edges[at]?.includes(to) ? become({ at: to }) : null),
      }),
    },
    properties,
    scenarios: { only: { parameters: {}, ...scenario } },
    bugs: {},
  });

// ── Mail: senders have posted some notes when it starts, a reader writes down what it reads ──────

const Note = int(0, 3);
const mails = vocabulary({
  parameters: S.Struct({}),
  roles: {
    sender: { state: S.Struct({}) },
    reader: { state: S.Struct({ log: list(Note, 4) }), receives: { Note: { note: Note } } },
  },
});

export const logged = mails.observe({ reader: ({ log }) => log });

/** A list of notes for each sender. The reader takes those that `takes` says, up to four. */
export const mail = (
  notes: readonly (readonly number[])[],
  {
    takes = ({ length }) => length < 4,
    properties = {},
    ...scenario
  }: Toy & { readonly takes?: (log: readonly number[], note: number) => boolean } = {},
): Model =>
  mails.model({
    name: "mail",
    source: "a letter",
    population: () => ({ sender: notes.length, reader: 1 }),
    initial: {
      sender: ({ self, nodes }) => {
        const own = notes[nodes.sender.indexOf(self)] ?? [];
        return [become({}, ...own.map((note) => mails.to(nodes.reader, "Note", { note })))];
      },
      reader: () => [become({ log: [] })],
    },
    rules: {
      sender: mails.rules.sender({}),
      reader: mails.rules.reader({
        Note: ({ log }, { note }) => (takes(log, note) ? become({ log: [...log, note] }) : null),
      }),
    },
    properties,
    scenarios: { only: { parameters: {}, ...scenario } },
    bugs: {},
  });

// ── Counters: each counts up by its timer and by its request ────────────────────────────────────

const counters = vocabulary({
  parameters: S.Struct({}),
  roles: {
    counter: { state: S.Struct({ count: int(0, 9) }), timers: { Tick: {} }, requests: { Add: {} } },
  },
});

export const counted = counters.observe({ counter: ({ count }) => count });

type Counting = Toy & { readonly nodes?: number; readonly tick?: number; readonly add?: number };

/** `tick` and `add`: up to where each may count; not at all, unless said otherwise. */
export const counter = ({
  nodes = 1,
  tick = 0,
  add = 0,
  properties = {},
  ...scenario
}: Counting): Model =>
  counters.model({
    name: "counter",
    source: "fingers",
    population: () => ({ counter: nodes }),
    initial: { counter: () => [become({ count: 0 })] },
    rules: {
      counter: counters.rules.counter({
        Tick: ({ count }) => (count < tick ? become({ count: count + 1 }) : null),
        Add: ({ count }) => (count < add ? become({ count: count + 1 }) : null),
      }),
    },
    properties,
    scenarios: { only: { parameters: {}, ...scenario } },
    bugs: {},
  });

// ── A binary tree: from n to 2n + 1 and 2n + 2 ──────────────────────────────────────────────────

/** From here on, places are leaves. */
export const BRANCHING = 2_000;
const trees = vocabulary({
  parameters: S.Struct({}),
  roles: {
    climber: {
      state: S.Struct({ at: int(0, 2 * BRANCHING) }),
      requests: { Left: {}, Right: {}, Ring: {} },
    },
  },
});

/** A climber on the tree. At one place, if it is said, there is a bell that does nothing. */
export const binary = (bell: number | null = null): Model =>
  trees.model({
    name: "tree",
    source: "a garden",
    population: () => ({ climber: 1 }),
    initial: { climber: () => [become({ at: 0 })] },
    rules: {
      climber: trees.rules.climber({
        Left: ({ at }) => (at < BRANCHING ? become({ at: 2 * at + 1 }) : null),
        Right: ({ at }) => (at < BRANCHING ? become({ at: 2 * at + 2 }) : null),
        Ring: ({ at }) => (at === bell ? become({ at }) : null),
      }),
    },
    properties: {},
    scenarios: { only: { parameters: {} } },
  });

// ── What is asked ───────────────────────────────────────────────────────────────────────────────

/** States, generated and depth. */
export const figures = async (
  model: Model,
  options?: CheckOptions,
): Promise<readonly [number, number, number]> => {
  const { states, generated, depth } = await check(model, options);
  return [states, generated, depth];
};

/** The steps of a counterexample, as `node action what`. */
export const stepsOf = ({ counterexample }: CheckReport): readonly string[] | null =>
  counterexample?.steps.map(({ node, action, from, message }) => {
    const fields = Object.values((message?.payload ?? {}) as object).map(String);
    const about = from === null ? [] : [`from ${from}`];
    return [node ?? "network", action, message?.tag, ...fields, ...about]
      .filter((word) => word !== undefined)
      .join(" ");
  }) ?? null;

export const statusOf = ({ properties }: CheckReport): Readonly<Record<string, string>> =>
  Object.fromEntries(
    properties.map(({ name, status, depth }) => [name, depth ? `${status} at ${depth}` : status]),
  );
