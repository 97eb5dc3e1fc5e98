/** All that a search knows of a model, as numbers: the tables, which refer to each other. */
import { Environment } from "../environment/environment.ts";
import { History } from "../environment/history.ts";
import type { Instance } from "../model/instance.ts";
import { CellTable } from "./cells.ts";
import { EnvelopeTable } from "./envelopes.ts";
import { StepMemo } from "./steps.ts";
import { TransitionMemo } from "./transitions.ts";

export interface Tables {
  readonly instance: Instance;
  readonly envelopes: EnvelopeTable;
  readonly steps: StepMemo;
  /** One table for each node. */
  readonly cells: readonly CellTable[];
  readonly environment: Environment;
  readonly history: History;
  readonly lists: TransitionMemo;
}

export const tablesOf = (instance: Instance, keepsHistory: boolean): Tables => {
  const envelopes = new EnvelopeTable(instance);
  const steps = new StepMemo(instance, envelopes);
  const cells = instance.nodes.map(() => new CellTable(instance.network, envelopes));
  const environment = new Environment(instance.budgets.amounts);
  const history = new History(instance, steps, keepsHistory);
  const lists = new TransitionMemo({ instance, envelopes, steps, cells, history });
  return { instance, envelopes, steps, cells, environment, history, lists };
};
