/** What belongs to no node: joint steps, and what happens to links. */
import { FORBIDDEN } from "../environment/environment.ts";
import { actionOf } from "./actions.ts";
import type { ListWriter } from "./list-writer.ts";
import { NONE } from "./steps.ts";
import type { ListSources } from "./list-sources.ts";

/** Writes the list of an environment. */
export const writeEnvironment = (
  { instance, environment }: ListSources,
  writer: ListWriter,
  now: number,
): void => {
  for (const [number, { links, budget }] of instance.joint.entries()) {
    const gate = { open: links, ...(budget >= 0 && { spends: [budget] }) };
    writer.writeJoint(actionOf("joint", number), environment.gate(gate));
  }
  if (instance.partitions.length === 0) return;
  const write = (action: number, next: number): void => {
    if (next !== FORBIDDEN) writer.write({ action, next, step: NONE, gate: -1, sends: [] });
  };
  for (const [number, { kind, links, budget }] of instance.partitions.entries()) {
    const gate = environment.gate({ spends: [budget], cuts: links });
    write(actionOf(kind, number), environment.pass(now, gate));
  }
  write(actionOf("heal", 0), environment.pass(now, environment.gate({ heals: true })));
};
