/** A search that goes on from where a trace ends. */
import { UsageError } from "../errors.ts";
import { bits } from "../environment/environment.ts";
import { Interpreter } from "../counterexamples/interpreter.ts";
import { endOf } from "../counterexamples/replay.ts";
import type { World } from "../counterexamples/world.ts";
import type { Start } from "../exploration/starts.ts";
import type { Tables } from "../exploration/tables.ts";
import type { CheckOptions } from "../report.ts";

/**
 * The state in which a trace ends, as one to start from, with all that led there.
 * @throws UsageError that names the step which cannot happen.
 */
export const startAtEndOf = (
  tables: Tables,
  { counterexample }: NonNullable<CheckOptions["from"]>,
  keepsHistory: boolean,
): Start => {
  const { instance, envelopes } = tables;
  if (instance.inRounds) throw new UsageError("--from: a trace in rounds cannot be gone on from");
  const interpreter = new Interpreter(instance, keepsHistory, envelopes);
  const { world, outcomes, actions } = endOf(interpreter, counterexample);
  return { columns: columnsOf(tables, world), outcomes, past: actions, key: [] };
};

const columnsOf = (
  { instance, cells, steps, environment, history }: Tables,
  { states, up, inboxes, left, cut, history: remembered }: World,
): readonly number[] => {
  const nodes = instance.nodes.map(({ index }) => {
    const inbox = cells[index]!.internInbox(inboxes[index]!);
    return cells[index]!.intern(steps.internState(index, states[index]), inbox, up[index]!);
  });
  const down = bits(up.flatMap((isUp, node) => (isUp ? [] : [node])));
  const around = environment.intern({ left, down, cut: bits([...cut]) });
  return [...nodes, around, remembered === undefined ? 0 : history.intern(remembered)];
};
