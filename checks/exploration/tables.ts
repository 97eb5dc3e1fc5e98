/** All that a search knows of a model, as numbers: the tables, which refer to each other. */
import { Environment } from "../environment/environment.ts";
import { History } from "../environment/history.ts";
import { coalitionsOf } from "../adversary/coalitions.ts";
import type { Instance } from "../model/instance.ts";
import { MidSteps } from "./actions.ts";
import { CellTable } from "./cells.ts";
import { EnvelopeTable } from "./envelopes.ts";
import { JointMemo } from "./joint-memo.ts";
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
  readonly joint: JointMemo;
  readonly midSteps: MidSteps;
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
    () => new CellTable(envelopes, coalitions.length, instance.scenario.resetsLinks === true),
  );
  const left = instance.budgets.pools.map(({ amount }) => amount);
  const environment = new Environment({ left, down: 0n, cut: 0n });
  const history = new History(instance, steps, keepsHistory);
  const turns = new Turns({ instance, envelopes, steps, cells, coalitions, counting });
  const joint = new JointMemo({ instance, envelopes, steps });
  const midSteps = new MidSteps();
  const parts = { instance, envelopes, steps, cells, environment, history, turns, midSteps };
  const lists = new TransitionMemo({ ...parts, coverage: steps.coverage });
  const sending = new SendMemo({ instance, envelopes, cells });
  return { ...parts, lists, sending, coalitions, joint };
};
