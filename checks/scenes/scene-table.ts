/**
 * Scenes by number, in the order of first sight. A scene is what matters of a state in which a run
 * has ended: who the traitors are, which order was given, and what each loyal node has read.
 */
import type { Look } from "../properties/ask.ts";
import type { Observation, Observed, Scenes } from "../../models/protocol.ts";
import { InvalidModel } from "../errors.ts";
import { PairMap } from "../exploration/pair-map.ts";
import type { Tables } from "../exploration/tables.ts";
import type { Instance, Node } from "../model/instance.ts";
import { ABSENT, nodeProjection, type Projection } from "../properties/projections.ts";
import { print } from "../schema/print.ts";

/** A scene as numbers, by which scenes are compared. */
export interface Seen {
  readonly coalition: number;
  /** -1: nobody's order has to be obeyed. */
  readonly order: number;
  /** For each node that reads, the number of its view; -1 for a traitor. */
  readonly views: readonly number[];
}

export class SceneTable {
  /** Nodes that give an order, and nodes that read. */
  readonly givers: readonly Node[];
  readonly readers: readonly Node[];
  readonly scenes: Scenes;
  /** Orders by their numbers, as text. */
  readonly orders: string[] = [];
  readonly #orderNumbers = new Map<string, number>();
  /** For each view its node, as a place among the readers, and what the node has read. */
  readonly #views: { readonly reader: number; readonly read: Observed }[] = [];
  readonly #viewNumbers: readonly Map<string, number>[];
  readonly #seen: Seen[] = [];
  /** A row in which each scene was met first. */
  readonly rows: number[] = [];
  readonly #folds: readonly PairMap[];
  #partial = 0;

  /** @throws InvalidModel for an observation of a role that there is not. */
  constructor(instance: Instance, scenes: Scenes) {
    this.scenes = scenes;
    this.givers = observed(instance, scenes.order, "order");
    this.readers = observed(instance, scenes.views, "views");
    this.#viewNumbers = this.readers.map(() => new Map());
    this.#folds = [0, 1, ...this.readers].map(() => new PairMap());
  }

  get size(): number {
    return this.#seen.length;
  }

  get views(): number {
    return this.#views.length;
  }

  of(scene: number): Seen {
    return this.#seen[scene]!;
  }

  /** What a node has read, by the number of its view. */
  read(view: number): Observed {
    return this.#views[view]!.read;
  }

  /** The number of a scene, if it is known. */
  find(seen: Seen): number | null {
    let scene = 0;
    for (const [at, part] of partsOf(seen).entries()) {
      scene = this.#folds[at]!.get(scene, part);
      if (scene < 0) return null;
    }
    return scene;
  }

  add(seen: Seen, row: number): void {
    const parts = partsOf(seen);
    let at = 0;
    for (const [place, part] of parts.entries()) {
      const fold = this.#folds[place]!;
      let next = fold.get(at, part);
      if (next < 0) {
        const isNew = place === parts.length - 1;
        next = isNew ? this.#seen.push(seen) - 1 : this.#partial++;
        if (isNew) this.rows.push(row);
        fold.set(at, part, next);
      }
      at = next;
    }
  }

  order(given: readonly Observed[]): number {
    const [first = null] = given;
    const order = given.length === 1 ? first : given;
    if (order === null || given.length === 0) return -1;
    const text = typeof order === "string" ? order : print(order);
    return numberIn(this.#orderNumbers, text, () => this.orders.push(text) - 1);
  }

  view(reader: number, read: Observed): number {
    const key = JSON.stringify(read);
    return numberIn(this.#viewNumbers[reader]!, key, () => this.#views.push({ reader, read }) - 1);
  }
}

const partsOf = ({ coalition, order, views }: Seen): readonly number[] => [
  coalition,
  order + 1,
  ...views.map((view) => view + 1),
];

const numberIn = (numbers: Map<string, number>, key: string, next: () => number): number => {
  const number = numbers.get(key) ?? next();
  numbers.set(key, number);
  return number;
};

const observed = ({ nodes, model }: Instance, of: Observation, name: string): readonly Node[] => {
  const roles = Object.keys(model.vocabulary.roles);
  const stranger = Object.keys(of).find((role) => !roles.includes(role));
  if (stranger === undefined) return nodes.filter(({ role }) => of[role] !== undefined);
  const known = roles.join(", ");
  throw new InvalidModel(`it observes "${stranger}", which is none of ${known}`, {
    rule: `scenes.${name}`,
  });
};

/** Sees scenes in the columns of one set of tables. */
export class Spectator {
  readonly #table: SceneTable;
  readonly #tables: Tables;
  readonly #orders: readonly Projection[];
  readonly #views: readonly Projection[];
  /** For each reader, by the number of its projection, the number of its view; -1 for a traitor. */
  readonly #numbers: readonly number[][];

  constructor(table: SceneTable, tables: Tables) {
    const { givers, readers, scenes } = table;
    const project = (nodes: readonly Node[], of: Observation): readonly Projection[] =>
      nodes.map(({ index, role }) => nodeProjection(tables, index, of[role] as Look));
    this.#table = table;
    this.#tables = tables;
    this.#orders = project(givers, scenes.order);
    this.#views = project(readers, scenes.views);
    this.#numbers = readers.map(() => []);
  }

  see(columns: readonly number[]): Seen {
    const valueIn = (projection: Projection): Observed =>
      projection.values[projection.idOf(columns[projection.column]!)]!;
    const given = this.#orders.map(valueIn);
    // Where one of several is a traitor, it is not said whom of them to obey.
    const order = given.includes(ABSENT) ? -1 : this.#table.order(given);
    const views = this.#views.map((projection, reader) => {
      const id = projection.idOf(columns[projection.column]!);
      return (this.#numbers[reader]![id] ??= this.#view(reader, projection.values[id]!));
    });
    return { coalition: this.#tables.cells[0]!.coalition(columns[0]!), order, views };
  }

  #view(reader: number, read: Observed): number {
    return read === ABSENT ? -1 : this.#table.view(reader, read);
  }
}
