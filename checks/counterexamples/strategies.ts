/** Strategies from ways through the tables: who the traitors are, and what they say on this way. */
import type { Said, Strategy } from "../adversary/strategy.ts";
import type { Cheapest } from "../exploration/cheapest.ts";
import { afterTurn } from "../exploration/path.ts";
import type { Search } from "../exploration/search.ts";
import type { Tables } from "../exploration/tables.ts";
import type { Turn } from "../exploration/turns.ts";
import { combinations, initialOutcomes } from "../model/initial.ts";
import type { Instance } from "../model/instance.ts";
import { RoundRun } from "../rounds/run.ts";

/** A strategy, and how many turns of loyal nodes belong to it. */
export interface Way {
  readonly strategy: Strategy;
  readonly turns: number;
}

export const wayOfCheapest = (
  tables: Tables,
  { start, turns }: Pick<Cheapest, "start" | "turns">,
): Way => wayOf(tables, start.columns, start.outcomes, turns);

/** The way by which a search found a row, with the fewest lies that it can be said to have. */
export const wayTo = (search: Search, row: number): Way => {
  const { tables } = search;
  const { actions, outcomes, columns } = search.pathTo(row);
  let at = columns;
  const turns = actions.map(({ node, subject }) => {
    const turn = tables.turns.of(tables.instance.nodes[node]!, at[node]!)[subject]!;
    at = afterTurn(tables, at, turn);
    return turn;
  });
  const way = wayOf(tables, columns, outcomes, turns);
  return { ...way, strategy: mostTruthful(tables.instance, way) };
};

export const wayOf = (
  tables: Tables,
  columns: readonly number[],
  outcomes: Strategy["outcomes"],
  turns: readonly Turn[],
): Way => {
  const coalition = tables.coalitions[tables.cells[0]!.coalition(columns[0]!)]!;
  const said = turns.flatMap(({ said }) => said.map((envelope) => saidBy(tables, envelope)));
  return {
    strategy: { traitors: [...coalition], outcomes, said },
    turns: turns.filter(({ node }) => !coalition.has(node)).length,
  };
};

const saidBy = ({ envelopes }: Tables, envelope: number): Said => ({
  round: envelopes.round(envelope),
  from: envelopes.sender(envelope),
  to: envelopes.receiver(envelope),
  tag: envelopes.tag(envelope),
  payload: envelopes.payload(envelope) as object,
});

/** Lies are counted against how a traitor would have started, which is taken to its favour. */
const mostTruthful = (instance: Instance, { strategy, turns }: Way): Strategy => {
  const choices = initialOutcomes(instance).map((outcomes, node) =>
    strategy.traitors.includes(node) ? outcomes : [strategy.outcomes[node]!],
  );
  let best = { strategy, lies: Infinity };
  for (const chosen of combinations(choices.map(({ length }) => length))) {
    const outcomes = choices.map((some, node) => some[chosen[node]!]!);
    const candidate = { ...strategy, outcomes };
    const { lies } = new RoundRun(instance, candidate).run(turns);
    if (lies < best.lies) best = { strategy: candidate, lies };
  }
  return best.strategy;
};
