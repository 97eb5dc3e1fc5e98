/** A strategy as the engine runs it, from what the traitors of a recursion tell. */
import type { Said, Strategy } from "../adversary/strategy.ts";
import { InvalidModel } from "../errors.ts";
import { initialOutcomes } from "../model/initial.ts";
import type { Instance, Node } from "../model/instance.ts";
import { insideSchema } from "../model/sends.ts";
import type { Outcomes, Part } from "./outcomes.ts";
import { rebuild, type Telling } from "./rebuild.ts";
import { askModel, placeOf, type Roles } from "./recursion.ts";
import type { Starts } from "./starts.ts";

/** All that is known of an instance when it is composed. */
export interface Setup {
  readonly instance: Instance;
  readonly roles: Roles;
  readonly starts: Starts;
  readonly outcomes: Outcomes;
}

/**
 * What the traitors say so that the loyal lieutenants come to an outcome with the fewest lies. The
 * traitors are the last among the lieutenants, and the commander if it is one.
 */
export const strategyOf = (setup: Setup, part: Part, wanted: readonly number[]): Strategy => {
  const { commander, lieutenants } = setup.roles;
  const loyal = lieutenants.slice(0, part.loyal);
  const traitors = lieutenants.slice(part.loyal);
  const cast = { part, path: [], loyal: indices(loyal), traitors: indices(traitors) };
  const said = rebuild(setup.outcomes, cast, wanted).map((telling) => saidOf(setup, telling));
  const liars = part.commander === "traitor" ? [commander, ...traitors] : traitors;
  const outcomes = initialOutcomes(setup.instance).map((some, index) =>
    index === commander.index ? setup.starts.outcomes[part.order]! : some[0]!,
  );
  return {
    traitors: indices(liars).toSorted((a, b) => a - b),
    outcomes,
    said: said.toSorted((a, b) => a.round - b.round),
  };
};

const indices = (nodes: readonly Node[]): readonly number[] => nodes.map(({ index }) => index);

const saidOf = ({ instance, roles }: Setup, { path, to, order }: Telling): Said => {
  const { recursion, commander } = roles;
  const { nodes } = instance;
  const receiver = nodes[to]!;
  const names = Object.freeze(path.map((index) => nodes[index]!.id));
  const place = placeOf("tells");
  const send = askModel("tells", () =>
    recursion.tells(receiver.id, names, recursion.orders[order]!),
  );
  const tag = receiver.tagNumber.get(send?.tag);
  if (tag === undefined)
    throw new InvalidModel(`it tells ${send?.tag}, which no lieutenant receives`, place);
  const { payload } = receiver.receives[tag]!;
  insideSchema("tells", place, () => payload.encode(send.payload));
  const from = path.at(-1) ?? commander.index;
  return { round: path.length + 1, from, to, tag, payload: send.payload };
};
