/** Reads the parts of a trace that was written to a file, by the model as it is now. */
import type { Outcome } from "../../models/protocol.ts";
import { CannotHappen, InvalidModel, MalformedStep, OutsideSchema, UsageError } from "../errors.ts";
import { initialOutcomes } from "../model/initial.ts";
import type { Instance, Node } from "../model/instance.ts";
import { unknownName } from "../names.ts";
import type { Counterexample, Json, Message } from "../report.ts";
import { isRecord } from "../reports/cut.ts";
import { fromJson } from "../schema/json.ts";
import { toJson } from "../schema/to-json.ts";
import type { Recorded, RecordedMessage } from "./recorded.ts";
import { Impossible } from "./world.ts";

/** How a trace ends that can happen. */
export interface Passed {
  readonly outcome: "violates" | "holds";
  readonly property: string;
  readonly length: number;
  /** The same steps, with all that the model says of them now. */
  readonly show: () => Counterexample;
}

/**
 * For each node the outcomes with the recorded state. A model that was mended may remember more, or
 * less: then those that agree with it in the fields that both have.
 */
export const fittingOutcomes = (
  instance: Instance,
  initial: Counterexample["initial"],
): readonly (readonly Outcome<object>[])[] =>
  initialOutcomes(instance).map((outcomes, index) => {
    const node = instance.nodes[index]!;
    const bytes = (state: unknown): string => node.state.encode(state).join();
    const wanted = attempted(() => bytes(readState(instance, node, initial)));
    const same = outcomes.filter(({ state }) => bytes(state) === wanted);
    if (same.length > 0) return same;
    const recorded = initial[node.id] ?? null;
    const similar = outcomes.filter(({ state }) => agree(toJson(state), recorded));
    if (similar.length > 0) return similar;
    const why = wanted instanceof OutsideSchema ? wanted.message : "not a state in which it starts";
    throw new CannotHappen(`initial.${node.id}: ${why}`);
  });

/** What is outside the schema is no state, and that is why. */
const attempted = (read: () => string): string | OutsideSchema => {
  try {
    return read();
  } catch (error) {
    if (error instanceof OutsideSchema) return error;
    throw error;
  }
};

/** Whether the fields that both have are the same, and one of them has more. */
const agree = (state: Json, recorded: Json): boolean => {
  if (!isRecord(state) || !isRecord(recorded)) return false;
  const [now, then] = [Object.keys(state), Object.keys(recorded)];
  const common = now.filter((name) => then.includes(name));
  const isOther = common.length < now.length || common.length < then.length;
  const isSame = (name: string): boolean =>
    JSON.stringify(state[name]) === JSON.stringify(recorded[name]);
  return isOther && common.every(isSame);
};

/** Ways to start: those in which what was recorded is on its way come first. */
export const fittingFirst = <T>(
  starts: readonly T[],
  recorded: NonNullable<Recorded["sent"]>,
  sentAt: (start: T) => readonly Message[],
): readonly T[] => {
  const textOf = (messages: NonNullable<Recorded["sent"]>): string =>
    messages
      .map(({ from, to, tag, payload = {} }) => JSON.stringify([from, to, tag, payload]))
      .toSorted()
      .join();
  const wanted = textOf(recorded);
  const fits = (start: T): boolean => textOf(sentAt(start)) === wanted;
  return starts.length < 2 ? starts : starts.toSorted((a, b) => Number(fits(b)) - Number(fits(a)));
};

const readState = (
  instance: Instance,
  { id, shape }: Node,
  initial: Counterexample["initial"],
): unknown => fromJson(shape, instance.setting.everyone, initial[id] ?? null);

/** Says in which part of the trace something is wrong. */
export const at = <T>(where: string, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (error instanceof Impossible)
      throw new CannotHappen(`${where} cannot happen: ${error.message}`);
    if (error instanceof CannotHappen) throw new CannotHappen(`${where}: ${error.message}`);
    if (error instanceof OutsideSchema || error instanceof UsageError)
      throw new UsageError(`${where}: ${error.message}`);
    if (error instanceof InvalidModel)
      throw new UsageError(`${where}: rule ${error.rule}: ${error.message}`);
    throw error;
  }
};

/**
 * The same of a step. What it speaks of and the model does not have, or not any more, cannot
 * happen; that the trace is of another model, its other parts tell.
 */
export const atStep = <T>(number: number, read: () => T): T =>
  at(`step ${number}`, () => {
    try {
      return read();
    } catch (error) {
      const isForeign = error instanceof UsageError || error instanceof OutsideSchema;
      const isKnown = error instanceof CannotHappen || error instanceof MalformedStep;
      if (!isForeign || isKnown) throw error;
      throw new Impossible(error.message);
    }
  });

export const nodeNamed = ({ nodes, indexOf }: Instance, name: string | null | undefined): Node => {
  const index = indexOf.get(name ?? "");
  if (index === undefined)
    throw new UsageError(
      unknownName(
        "node",
        String(name ?? null),
        nodes.map(({ id }) => id),
      ),
    );
  return nodes[index]!;
};

/** A message as its receiver's schema reads it: the number of its tag, and its fields. */
export const readMessage = (
  { setting }: Instance,
  { tagNumber, role, receives }: Node,
  message: RecordedMessage,
): { readonly tag: number; readonly payload: object } => {
  const tag = tagNumber.get(message.tag);
  if (tag === undefined)
    throw new UsageError(unknownName("message", message.tag, [...tagNumber.keys()], role));
  const payload = fromJson(receives[tag]!.shape, setting.everyone, message.payload ?? {});
  return { tag, payload: payload as object };
};
