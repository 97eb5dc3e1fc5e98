/** All that a search knows of a model, as numbers: the tables, which refer to each other. */
import { Environment } from "../environment/environment.ts";
import { History } from "../environment/history.ts";
import { coalitionsOf } from "../adversary/coalitions.ts";
import type { Instance } from "../model/instance.ts";
import { CellTable } from "./cells.ts";
import { EnvelopeTable } from "./envelopes.ts";
import { SendMemo } from "./send-memo.ts";
import { StepMemo } from "./steps.ts";
import { TransitionMemo } from "./transitions.ts";
import { Turns } from "./turns.ts";

export interface Tables {
  readonly instance: Instance;
  readonly envelopes: EnvelopeTable;
  readonly steps: StepMemo;
  /** One table for each node. */
  readonly cells: readonly CellTable[];
  readonly environment: Environment;
  readonly history: History;
  readonly lists: TransitionMemo;
  readonly sending: SendMemo;
  /** Every set of nodes that may be the traitors. */
  readonly coalitions: readonly ReadonlySet<number>[];
  readonly turns: Turns;
}

export const tablesOf = (instance: Instance, keepsHistory: boolean): Tables => {
  const envelopes = new EnvelopeTable(instance);
  const steps = new StepMemo(instance, envelopes);
  return tablesOver({ instance, envelopes, steps }, keepsHistory, false);
};

/** Of the same steps, with lies counted: then traitors have states of their own. */
export const countingTables = (tables: Tables): Tables => tablesOver(tables, false, true);

const tablesOver = (
  { instance, envelopes, steps }: Pick<Tables, "instance" | "envelopes" | "steps">,
  keepsHistory: boolean,
  counting: boolean,
): Tables => {
  const coalitions = coalitionsOf(instance);
  const cells = instance.nodes.map(
    () => new CellTable(instance.network, envelopes, coalitions.length),
  );
  const environment = new Environment(instance.budgets.amounts);
  const history = new History(instance, steps, keepsHistory);
  const turns = new Turns({ instance, envelopes, steps, cells, coalitions, counting });
  const lists = new TransitionMemo({ instance, envelopes, steps, cells, history, turns });
  const sending = new SendMemo({ instance, envelopes, cells });
  const tables = { instance, envelopes, steps, cells, environment, history, lists, sending };
  return { ...tables, coalitions, turns };
};
