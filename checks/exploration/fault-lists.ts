/** What may go wrong at a node that is up, with or in its cell. */
import type { Node } from "../model/instance.ts";
import { deliverable } from "../network/inbox.ts";
import { InvalidModel } from "../errors.ts";
import { actionOf } from "./actions.ts";
import { noReasonOf } from "./detection.ts";
import type { ListWriter } from "./list-writer.ts";
import { inputEvent, NONE } from "./steps.ts";
import type { ListSources, Offer } from "./list-sources.ts";

/** Sends of one step of which any subset may leave: beyond these there are too many subsets. */
const MOST_SENDS = 12;

/** Writes them in the order in which they are declared. */
export const writeFaults = (
  sources: ListSources,
  writer: ListWriter,
  node: Node,
  cell: number,
  offers: readonly Offer[],
): void => {
  const at = { sources, writer, node, cell };
  writeMessageFaults(at);
  writeSuspicions(at);
  writeCrashes(at);
  if (node.faults.crashMidStep >= 0)
    for (const offer of offers) if (offer.step !== NONE) writeMidSteps(at, offer);
};

interface At {
  readonly sources: ListSources;
  readonly writer: ListWriter;
  readonly node: Node;
  readonly cell: number;
}

const NOTHING: readonly number[] = [];

const writeMessageFaults = ({ sources, writer, node, cell }: At): void => {
  if (node.receives.every(({ drop, duplicate }) => drop < 0 && duplicate < 0)) return;
  const { envelopes, environment } = sources;
  const cells = sources.cells[node.index]!;
  const [inbox, local] = [cells.inbox(cell), cells.local(cell)];
  const list = cells.envelopesIn(inbox).slice();
  const changes = { drop: cells.inboxWithout, duplicate: cells.inboxTwice };
  for (const kind of ["drop", "duplicate"] as const)
    for (const place of deliverable(list, envelopes)) {
      const envelope = list[place]!;
      const pool = node.receives[envelopes.tag(envelope)]![kind];
      if (pool < 0) continue;
      writer.write({
        action: actionOf(kind, envelope),
        next: cells.intern(local, changes[kind](inbox, place), true),
        step: NONE,
        gate: environment.gate({ spends: [pool] }),
        sends: NOTHING,
      });
    }
};

/** A timer that needs a reason errs where there is none. */
const writeSuspicions = ({ sources, writer, node, cell }: At): void => {
  const { steps, environment } = sources;
  const cells = sources.cells[node.index]!;
  const inbox = cells.inbox(cell);
  for (const [number, { detects, budget }] of node.inputs.entries()) {
    if (detects === null || detects.suspect < 0) continue;
    const step = steps.step(node.index, cells.local(cell), inputEvent(number));
    if (step === NONE) continue;
    const spends = [detects.suspect, ...(budget < 0 ? [] : [budget])];
    writer.write({
      action: actionOf("suspect", number),
      next: cells.intern(steps.after(step), inbox, true),
      step,
      gate: environment.gate({ spends, ...noReasonOf(sources, node, cell, detects) }),
      sends: steps.sends(step),
    });
  }
};

const writeCrashes = ({ sources, writer, node, cell }: At): void => {
  const { environment, steps } = sources;
  const cells = sources.cells[node.index]!;
  const local = cells.local(cell);
  const { crash, powerLoss } = node.faults;
  const write = (kind: "crash" | "power-loss", pool: number, left: number): void =>
    writer.write({
      action: actionOf(kind, 0),
      next: cells.intern(left, cells.inboxWhenDown(cells.inbox(cell)), false),
      step: NONE,
      gate: environment.gate({ spends: [pool], goesDown: node.index }),
      sends: NOTHING,
    });
  if (crash >= 0) write("crash", crash, local);
  if (powerLoss >= 0) write("power-loss", powerLoss, steps.afterLoss(node, local));
};

/** Any subset of the sends leaves, counted up in binary. */
const writeMidSteps = ({ sources, writer, node }: At, offer: Offer): void => {
  const { steps, environment, midSteps } = sources;
  const cells = sources.cells[node.index]!;
  const sends = steps.sends(offer.step);
  if (sends.length > MOST_SENDS)
    throw new InvalidModel(
      `one step sends ${sends.length} messages: if it crashes in the middle, any subset of them ` +
        `leaves, and more than ${MOST_SENDS} have too many`,
      { rule: steps.handler(node, steps.event(offer.step)).name },
    );
  const spends = [node.faults.crashMidStep, ...(offer.gate?.spends ?? [])];
  const gate = environment.gate({ ...offer.gate, spends, goesDown: node.index });
  const next = cells.intern(steps.after(offer.step), cells.inboxWhenDown(offer.inbox), false);
  for (let leaving = 0; leaving < 2 ** sends.length; leaving++)
    writer.write({
      action: midSteps.intern(offer.action, leaving),
      next,
      step: offer.step,
      gate,
      sends: sends.filter((_, at) => (leaving & (1 << at)) !== 0),
    });
};
