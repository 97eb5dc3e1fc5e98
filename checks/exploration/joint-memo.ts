/** Joint steps: (who takes part, their local states) -> their next states, and what they send. */
import type { Outcome } from "../../models/protocol.ts";
import { InvalidModel } from "../errors.ts";
import { callModel, checkedOutcome } from "../model/apply.ts";
import { firstDifference } from "../model/difference.ts";
import type { Instance } from "../model/instance.ts";
import type { JointStep } from "../model/joint-steps.ts";
import { envelopesOf, insideSchema } from "../model/sends.ts";
import { print } from "../schema/print.ts";
import type { CellTable } from "./cells.ts";
import type { EnvelopeTable } from "./envelopes.ts";
import type { StepMemo } from "./steps.ts";

/** For each that takes part, the one who takes the step first: its index and its next state. */
export interface Jointly {
  readonly nodes: readonly number[];
  readonly after: readonly number[];
  readonly sends: readonly number[];
}

/** Answers that are kept; rules are asked again beyond them. */
const KEPT = 2 ** 18;

interface Sources {
  readonly instance: Instance;
  readonly envelopes: EnvelopeTable;
  readonly steps: StepMemo;
}

export class JointMemo {
  readonly #sources: Sources;
  readonly #known = new Map<string, Jointly | null>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** What comes of a joint step of nodes that are up; null: it is not enabled. */
  take(number: number, localOf: (node: number) => number): Jointly | null {
    const step = this.#sources.instance.joint[number]!;
    const nodes = [step.node, ...step.partners];
    const locals = nodes.map(localOf);
    const key = `${number} ${locals.join()}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#known.size === KEPT) this.#known.clear();
    const found = this.#ask(step, nodes, locals);
    this.#known.set(key, found);
    return found;
  }

  #ask(step: JointStep, nodes: readonly number[], locals: readonly number[]): Jointly | null {
    this.#sources.steps.onRun();
    const outcomes = this.#outcomes(step, nodes, locals);
    const again = this.#outcomes(step, nodes, locals);
    const place = { rule: step.name };
    if (outcomes === null && again === null) return null;
    const first = outcomes && this.#numbered(nodes, outcomes, place);
    const second = again && this.#numbered(nodes, again, place);
    const difference = firstDifference(first, second);
    if (first === null || difference !== null)
      throw new InvalidModel("it is not deterministic: two runs on equal input differ", place);
    return first;
  }

  #numbered(
    nodes: readonly number[],
    outcomes: readonly Outcome<object>[],
    place: { readonly rule: string },
  ): Jointly {
    const { instance, envelopes, steps } = this.#sources;
    const after = nodes.map((node, at) =>
      insideSchema("state", place, () => steps.internState(node, outcomes[at]!.state)),
    );
    const sends = nodes.flatMap((node, at) =>
      envelopesOf(instance, envelopes.intern, node, outcomes[at]!, place),
    );
    return { nodes, after, sends };
  }

  #outcomes(
    step: JointStep,
    nodes: readonly number[],
    locals: readonly number[],
  ): readonly Outcome<object>[] | null {
    const { instance, steps } = this.#sources;
    const states = nodes.map((node, at) => steps.state(node, locals[at]!));
    return askJointly(instance, step, states);
  }
}

type Jointed = Sources & {
  readonly cells: readonly CellTable[];
  readonly joint: JointMemo;
};

/** What comes of a joint step in a state, given by its cells; null: it is not enabled. */
export const jointlyFrom = (
  { instance, cells, joint }: Jointed,
  number: number,
  cellOf: (node: number) => number,
): Jointly | null => {
  const { node, partners } = instance.joint[number]!;
  const areUp = [node, ...partners].every((index) => cells[index]!.isUp(cellOf(index)));
  return areUp ? joint.take(number, (index) => cells[index]!.local(cellOf(index))) : null;
};

/** Asks the rule of a joint step. @throws InvalidModel for what is no answer to it. */
export const askJointly = (
  { nodes }: Instance,
  { node, partners, rule, name }: JointStep,
  [state, ...others]: readonly object[],
): readonly Outcome<object>[] | null => {
  const place = { rule: name };
  const together = { partners: partners.map((partner) => nodes[partner]!.id) };
  const answer: unknown = callModel(
    () => rule(state!, others, together, nodes[node]!.context),
    place,
  );
  if (answer === null) return null;
  const parts = Object(answer) as { readonly node?: unknown; readonly partners?: unknown };
  const given = [
    parts.node,
    ...(Array.isArray(parts.partners) ? (parts.partners as unknown[]) : []),
  ];
  if (given.length !== 1 + partners.length)
    throw new InvalidModel(
      `expected null, or an outcome of the node and of each of its ${partners.length} partners, ` +
        `actual ${print(answer)}`,
      place,
    );
  return given.map((outcome) => {
    const checked = checkedOutcome(outcome, place);
    if (checked === null) throw new InvalidModel("expected become(...), actual null", place);
    return checked;
  });
};
