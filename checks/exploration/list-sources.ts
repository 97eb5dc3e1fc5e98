/** What transition lists are derived from. */
import type { Environment, Gate } from "../environment/environment.ts";
import type { Instance } from "../model/instance.ts";
import type { MidSteps } from "./actions.ts";
import type { CellTable } from "./cells.ts";
import type { WriterSources } from "./list-writer.ts";
import type { Turns } from "./turns.ts";

export interface ListSources extends WriterSources {
  readonly instance: Instance;
  readonly cells: readonly CellTable[];
  readonly environment: Environment;
  readonly turns: Turns;
  readonly midSteps: MidSteps;
}

/** What a node that is up may do: an event, and where it leads. */
export interface Offer {
  /** A message that is declined at the head of a queue has none. */
  readonly step: number;
  readonly action: number;
  /** What is left of the inbox. */
  readonly inbox: number;
  /** Null: nothing is asked. */
  readonly gate: Gate | null;
}
