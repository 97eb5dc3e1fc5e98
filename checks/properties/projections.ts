/**
 * What one function of an observation sees, as small numbers: of a node's cells, or of histories.
 */
import type { Context, Observation, Observed, Standing } from "../../models/protocol.ts";
import { InvalidModel, type Place } from "../errors.ts";
import { callModel } from "../model/apply.ts";
import { deepFreeze } from "../model/freeze.ts";
import { grown } from "../exploration/byte-table.ts";
import { PairMap } from "../exploration/pair-map.ts";
import type { Tables } from "../exploration/tables.ts";
import { print } from "../schema/print.ts";
import type { Look } from "./ask.ts";

/** Instead of what is seen of a node: it is a traitor. */
export const ABSENT: Observed = Object.freeze({ absent: true });

export class Projection {
  /** The column of the row that it looks at. */
  readonly column: number;
  /** For each number of the column the number of what is seen, or -1. */
  ids = new Int32Array(64).fill(-1);
  /** What is seen, by its number. */
  readonly values: Observed[] = [];
  readonly #numbers = new Map<string, number>();
  #absent: number | null = null;
  readonly #find: (number: number) => number;

  constructor(column: number, find: (projection: Projection, number: number) => number) {
    this.column = column;
    this.#find = (number) => find(this, number);
  }

  /** The number of what is seen of a number of the column. */
  idOf(number: number): number {
    if (number >= this.ids.length) this.ids = grown(this.ids, number + 1, -1);
    const known = this.ids[number]!;
    if (known >= 0) return known;
    const id = this.#find(number);
    this.ids[number] = id;
    return id;
  }

  /** The number that stands for nothing to be seen: properties speak of loyal nodes only. */
  absent(): number {
    return (this.#absent ??= this.values.push(ABSENT) - 1);
  }

  /** The number of what is seen. Looks twice, since one that remembers sees something else then. */
  see(look: () => Observed, place: Place): number {
    const id = this.intern(callModel(look, place), place);
    if (id === this.intern(callModel(look, place), place)) return id;
    throw new InvalidModel("it is not deterministic: looking twice, it sees something else", place);
  }

  /** @throws InvalidModel for what has no text of its own: two values would be taken for one. */
  intern(value: Observed, place: Place): number {
    const key = JSON.stringify(value, (_, part: unknown) => plainPart(part, place));
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.values.length);
    return this.values.push(deepFreeze(value)) - 1;
  }
}

const plainPart = (part: unknown, place: Place): unknown => {
  const prototype: unknown = Object(part) === part ? Object.getPrototypeOf(part) : null;
  const plain = prototype === null || prototype === Object.prototype || Array.isArray(part);
  const known = typeof part === "number" ? Number.isFinite(part) : OBSERVABLE.has(typeof part);
  if (plain && known) return part;
  throw new InvalidModel(`it sees ${print(part)}, which is no small value: ${EXPECTED}`, place);
};

const OBSERVABLE: ReadonlySet<string> = new Set(["string", "boolean", "object"]);
const EXPECTED = "expected text, finite numbers, booleans, null, and lists and records of these";

/** A projection for each node that an observation sees, and for the history; and whose it is. */
export const projectionsOf = (
  tables: Tables,
  observation: Observation,
): { readonly projections: readonly Projection[]; readonly roles: readonly string[] } => {
  const { nodes } = tables.instance;
  const seen = nodes.filter(({ role }) => observation[role] !== undefined);
  const history = observation["history"];
  const projections = [
    ...seen.map(({ index, role }) => nodeProjection(tables, index, observation[role] as Look)),
    ...(history === undefined ? [] : [historyProjection(tables, history as Look)]),
  ];
  return { projections, roles: [...seen.map(({ role }) => role), ...(history ? ["history"] : [])] };
};

/** A list for each role, in the order of its nodes, without traitors; and the history. */
export const seenBy = (
  observation: Observation,
  roles: readonly string[],
  values: readonly Observed[],
): object => {
  const seen: Record<string, unknown> = {};
  for (const name of Object.keys(observation)) if (name !== "history") seen[name] = [];
  values.forEach((value, at) => {
    const role = roles[at]!;
    if (value === ABSENT) return;
    if (role === "history") seen[role] = value;
    else (seen[role] as Observed[]).push(value);
  });
  return seen;
};

/** The projection of one node. It depends on the state, on up or down, and on an empty inbox. */
export const nodeProjection = (tables: Tables, index: number, look: Look): Projection => {
  const node = tables.instance.nodes[index]!;
  const cells = tables.cells[index]!;
  const known = new PairMap();
  return new Projection(index, (projection, cell) => {
    const traitors = tables.coalitions[cells.coalition(cell)]!;
    if (traitors.has(index)) return projection.absent();
    // A turn is no message; what a traitor would truly say is there only while lies are counted.
    const { isTurn, sender } = tables.envelopes;
    const inboxEmpty = cells
      .envelopesIn(cells.inbox(cell))
      .every((envelope) => isTurn(envelope) || traitors.has(sender(envelope)));
    const standing: Standing = { up: cells.isUp(cell), inboxEmpty };
    const bits = (standing.up ? 2 : 0) + (standing.inboxEmpty ? 1 : 0);
    const local = cells.local(cell);
    const before = known.get(local, bits);
    if (before >= 0) return before;
    const context: Context & Standing = { ...node.context, ...standing };
    const place = { rule: `observation of ${node.role}` };
    const state = tables.steps.state(index, local);
    const id = projection.see(() => look(state, context), place);
    known.set(local, bits, id);
    return id;
  });
};

const historyProjection = (tables: Tables, look: Look): Projection => {
  const { instance, history } = tables;
  const place = { rule: "observation of history" };
  return new Projection(instance.nodes.length + 1, (projection, number) =>
    projection.see(() => look(history.value(number), instance.setting), place),
  );
};
