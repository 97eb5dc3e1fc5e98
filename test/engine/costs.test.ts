/** The fewest lies, and then messages read, of every end of a run: against all strategies. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import type { Said, Strategy } from "../../checks/adversary/strategy.ts";
import { coalitionsOf } from "../../checks/adversary/coalitions.ts";
import { menuFor } from "../../checks/adversary/menus.ts";
import { check } from "../../checks/index.ts";
import { firstByCost } from "../../checks/exploration/cheapest.ts";
import { countingTables, tablesOf } from "../../checks/exploration/tables.ts";
import { initialOutcomes } from "../../checks/model/initial.ts";
import { instanceOf, type Instance } from "../../checks/model/instance.ts";
import { readsIn, RoundRun } from "../../checks/rounds/run.ts";
import { always, become, int, vocabulary, type Model } from "../../models/protocol.ts";
import { calls } from "./round-toys.ts";

/** By who the traitors are and how the loyal nodes end, `lies, messages`. */
type Costs = Readonly<Record<string, string>>;

const endOf = (traitors: ReadonlySet<number>, states: readonly object[]): string =>
  JSON.stringify([[...traitors], states.filter((_, node) => !traitors.has(node))]);

/** As the engine finds them, which visits by rising cost: the first is the cheapest. */
const found = async (model: Model): Promise<Costs> => {
  const tables = countingTables(tablesOf(instanceOf(model, {}), false));
  const costs: Record<string, string> = {};
  const judge = ({ columns, lies, events }: Parameters<Visit>[0], standing: string): null => {
    if (standing !== "end") return null;
    const states = tables.cells.map((cells, node) =>
      tables.steps.state(node, cells.local(columns[node]!)),
    );
    const traitors = tables.coalitions[tables.cells[0]!.coalition(columns[0]!)]!;
    costs[endOf(traitors, states)] ??= `${lies}, ${events}`;
    return null;
  };
  await firstByCost(tables, { isOutside: () => false, judge }, async () => false);
  return costs;
};
type Visit = Parameters<typeof firstByCost>[1]["judge"];

/** As they are if everything is tried that traitors may say in some rounds. */
const tried = (model: Model, rounds: readonly number[]): Costs => {
  const instance = instanceOf(model, {});
  const costs = new Map<string, readonly [number, number]>();
  for (const strategy of strategiesOf(instance, rounds)) {
    const run = new RoundRun(instance, strategy).run(100);
    const [lies, events] = [run.lies, readsIn(run.turns)];
    const end = endOf(new Set(strategy.traitors), run.states);
    const [least, fewest] = costs.get(end) ?? [Infinity, Infinity];
    if (lies < least || (lies === least && events < fewest)) costs.set(end, [lies, events]);
  }
  return Object.fromEntries([...costs].map(([end, cost]) => [end, cost.join(", ")]));
};

/** Where the nodes may start in one way only. */
function* strategiesOf(instance: Instance, rounds: readonly number[]): Generator<Strategy> {
  const outcomes = initialOutcomes(instance).map(([only]) => only!);
  for (const coalition of coalitionsOf(instance)) {
    const traitors = [...coalition];
    const loyal = instance.nodes.filter(({ index }) => !coalition.has(index));
    const sayable = rounds.flatMap((round) =>
      traitors.flatMap((from) =>
        loyal.flatMap((node) =>
          menuFor(instance, node).map(({ tag, payload }): Said => ({
            round,
            from,
            to: node.index,
            tag,
            payload,
          })),
        ),
      ),
    );
    for (let bits = 0; bits < 2 ** sayable.length; bits++)
      yield { traitors, outcomes, said: sayable.filter((_, at) => (bits >> at) & 1) };
  }
}

// ── A switch: it goes on and off in round 0, and takes a note in round 1, if it is off then ──────

const language = vocabulary({
  parameters: S.Struct({ traitors: int(0, 1) }),
  synchronous: true,
  roles: {
    clerk: { state: S.Struct({}) },
    switch: {
      state: S.Struct({ on: S.Boolean, noted: S.Boolean }),
      receives: { Note: {}, Up: {}, Down: {} },
    },
  },
});
const { observe, rules } = language;

const switches: Model = language.model({
  name: "switches",
  source: "a corridor",
  population: () => ({ clerk: 2, switch: 1 }),
  traitors: "traitors",
  initial: {
    clerk: () => [become({})],
    switch: () => [become({ on: false, noted: false })],
  },
  rules: {
    clerk: rules.clerk({ Round: () => null }),
    switch: rules.switch({
      Note: ({ on, noted }, { round }) =>
        round === 1 && !on && !noted ? become({ on, noted: true }) : null,
      Up: (node, { round }) => (round === 0 && !node.on ? become({ ...node, on: true }) : null),
      Down: (node, { round }) => (round === 0 && node.on ? become({ ...node, on: false }) : null),
      Round: () => null,
    }),
  },
  properties: {
    unnoted: always(
      observe({ switch: ({ noted }) => noted }),
      (seen) => !seen.switch.includes(true),
    ),
  },
  scenarios: { only: { parameters: { traitors: 1 } } },
});

// ── A bell: it counts how often it is rung in round 1, and forgets it in round 2 ─────────────────

const bells = vocabulary({
  parameters: S.Struct({ traitors: int(0, 1) }),
  synchronous: true,
  roles: {
    ringer: { state: S.Struct({}) },
    bell: { state: S.Struct({ rung: int(0, 4) }), receives: { Ring: { note: int(0, 1) } } },
  },
});

const bell: Model = bells.model({
  name: "bell",
  source: "a tower",
  population: () => ({ ringer: 2, bell: 1 }),
  traitors: "traitors",
  initial: { ringer: () => [become({})], bell: () => [become({ rung: 0 })] },
  rules: {
    ringer: bells.rules.ringer({
      Round: (node, { round }, { nodes }) =>
        round === 0
          ? become(node, ...[0, 1].map((note) => bells.to(nodes.bell, "Ring", { note })))
          : null,
    }),
    bell: bells.rules.bell({
      Ring: ({ rung }, { round }) => (round === 1 ? become({ rung: rung + 1 }) : null),
      Round: (_, { round }) => (round === 2 ? become({ rung: 0 }) : null),
    }),
  },
  properties: {},
  scenarios: { only: { parameters: { traitors: 1 } } },
});

describe("every end of a run has the cost that trying all strategies finds", () => {
  const first = (before: readonly object[], _: number, round: number): boolean =>
    round === 1 && before.length === 0;
  const large = (_: readonly object[], note: number, round: number): boolean =>
    round === 1 && note === 1;
  const small = (_: readonly object[], note: number, round: number): boolean =>
    round === 1 && note === 0;

  it.each([
    ["all is read", calls({ notes: [[1], [0]], traitors: 1 })],
    ["all is read, by its number", calls({ notes: [[1], [0]], traitors: 1, isMarked: true })],
    ["one of two is read", calls({ notes: [[1], [0]], traitors: 1, takes: first })],
    ["one is read", calls({ notes: [[1], [0]], traitors: 1, takes: first, isMarked: true })],
    ["the last is ignored", calls({ notes: [[0], [0], [1]], traitors: 2, takes: small })],
    ["the first is ignored", calls({ notes: [[0], [1], [1]], traitors: 2, takes: large })],
    ["two are due", calls({ notes: [[0, 1], [1]], traitors: 1, takes: large })],
    ["none is due", calls({ notes: [[], [1]], listeners: 2, traitors: 1 })],
  ])("where %s", async (_, model) => {
    const costs = await found(model);
    expect(Object.keys(costs).length).toBeGreaterThan(4);
    expect(costs).toEqual(tried(model, [1]));
  });

  it("where a traitor alone keeps a run from its end", async () => {
    const costs = await found(switches);
    expect(Object.keys(costs)).toHaveLength(7);
    expect(costs).toEqual(tried(switches, [0, 1]));
  });

  it("where fewer messages would do, and they would be lies", async () => {
    const costs = await found(bell);
    expect(Object.values(costs)).toEqual(["0, 0", "0, 4", "0, 4"]);
    expect(costs).toEqual(tried(bell, [1]));
  });
});

describe("a rule that fires keeps a run going, though it leaves no other trace", () => {
  it("and so a note comes after an up and a down", async () => {
    const { verdict, counterexample } = await check(switches);
    expect(verdict).toBe("violated");
    expect(counterexample).toMatchObject({ lies: 3, length: 3, minimal: true });
    const said = counterexample!.steps.flatMap(({ round, reads }) =>
      reads.map(({ message }) => `${round} ${message!.tag}`),
    );
    expect(said).toEqual(["0 Up", "0 Down", "1 Note"]);
  });
});
