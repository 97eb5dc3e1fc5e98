/** What properties say of a world, of what may follow from it, and of one step. */
import type { Property, Scenario, Within } from "../../models/protocol.ts";
import { keyOfWorld, type Action, type Kind, type System, type World } from "./semantics.ts";
import { keyOf } from "./values.ts";

/** As soon as a world is found: an invariant that it breaks, or a witness that it is. */
export const isSettledIn = (
  system: System,
  { kind, ...property }: Property,
  world: World,
  isInside: boolean,
): boolean => {
  if (kind === "always") return !holds(system, property, world);
  return kind === "sometimes" && isInside && holds(system, property, world);
};

/** When a world is expanded: nothing more can happen, and it is not where a run may end. */
export const isBrokenAtEnd = (
  system: System,
  { kind, ...property }: Property,
  world: World,
  actions: readonly Action[],
): boolean => {
  const isEnd =
    (kind === "atQuiescence" && isQuiescent(world, actions)) ||
    (kind === "noDeadlock" && isDeadlock(actions));
  return isEnd && !holds(system, property, world);
};

/** A step that changes nothing it sees is no step of a property. */
export const isBrokenBetween = (
  system: System,
  property: Property,
  before: World,
  after: World,
): boolean => {
  const { kind, observation } = property;
  if (kind !== "alwaysStep") return false;
  const [from, to] = [system.see(observation, before), system.see(observation, after)];
  return keyOf(from) !== keyOf(to) && !property.holds(from, to);
};

export const isWithin = (system: System, scenario: Scenario, world: World): boolean => {
  const { within, caps: { inFlight = Infinity, copies = Infinity } = {} } = scenario;
  const inboxes = world.cells.map(({ inbox }) => inbox.map(({ key }) => key));
  const most = inboxes.flatMap((inbox) =>
    inbox.map((key) => inbox.filter((other) => other === key).length),
  );
  return (
    inboxes.flat().length <= inFlight &&
    most.every((count) => count <= copies) &&
    (within === undefined || holds(system, within, world))
  );
};

const holds = (system: System, { observation, holds }: Within, world: World): boolean =>
  holds(system.see(observation, world));

const FAULTS: ReadonlySet<Kind> = new Set<Kind>([
  "drop",
  "duplicate",
  "suspect",
  "crash",
  "power-loss",
  "partition",
  "one-way",
]);
/** A restart and a heal are none: as long as one may come, nothing is final. */
const isFault = ({ kind, unsent }: Action): boolean => FAULTS.has(kind) || unsent !== null;

/** Nothing but a fault can change the state any more. */
const isQuiescent = (world: World, actions: readonly Action[]): boolean =>
  actions.every((action) => isFault(action) || keyOfWorld(action.next) === keyOfWorld(world));

/** Nothing but a fault can happen any more. */
const isDeadlock = (actions: readonly Action[]): boolean => actions.every(isFault);
