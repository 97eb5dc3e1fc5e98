/** What an implementation answers, taken with care: it may throw, or answer anything. */
import type { EnvelopeTable } from "../exploration/envelopes.ts";
import type { Send } from "../../models/protocol.ts";
import { OutsideSchema } from "../errors.ts";
import { firstDifference } from "../model/difference.ts";
import type { Node } from "../model/instance.ts";
import { placeOfThrow } from "../reports/stack.ts";
import { print } from "../schema/print.ts";

/** It did something that is no answer: it threw, or left the vocabulary of the model. */
export class Fault extends Error {
  override readonly name = "Fault";
  readonly field: string | null;
  constructor(message: string, field: string | null) {
    super(message);
    this.field = field;
  }
}

/** Whatever an implementation throws is a difference, and no fault of the program. */
export const called = <T>(field: string | null, call: () => T): T => {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof Error)) throw new Fault(`it throws: ${String(error)}`, field);
    const place = placeOfThrow(error);
    const where = place === null ? "" : ` (${place})`;
    throw new Fault(`it throws: ${error.message}${where}`, field);
  }
};

/** @throws Fault that names the field which is outside the schema. */
export const encoded = (node: Node, state: unknown, what: "state" | "durable"): Uint8Array => {
  try {
    return node.state.encode(state);
  } catch (error) {
    if (!(error instanceof OutsideSchema)) throw error;
    const after = what === "durable" ? " after a restart" : "";
    const path = error.path === "" ? what : `${what}.${error.path}`;
    throw new Fault(`its state${after} is outside the schema: ${error.message}`, path);
  }
};

/** A state as the engine gives it to rules. */
export const canonical = (node: Node, state: unknown, what: "state" | "durable"): object =>
  node.state.decode(encoded(node, state, what)) as object;

/** @throws Fault for what is no list of messages. */
export const sendsIn = (answer: unknown): readonly Send[] => {
  if (!Array.isArray(answer))
    throw new Fault(`expected a list of what it sends, actual ${shown(answer)}`, "sends");
  const stranger = answer.findIndex((send: unknown) => !isSend(send));
  if (stranger < 0) return answer;
  const expected = "expected { to: [...], tag, payload }";
  throw new Fault(`${expected}, actual ${shown(answer[stranger])}`, `sends[${stranger}]`);
};

const isSend = (send: unknown): send is Send =>
  typeof send === "object" &&
  send !== null &&
  "to" in send &&
  Array.isArray(send.to) &&
  "tag" in send &&
  typeof send.tag === "string" &&
  "payload" in send;

const shown = (value: unknown): string => {
  if (value instanceof Promise) return "a promise";
  return typeof value === "function" ? "a function" : print(value);
};

/** Whether two lists of numbers are equal but for their order. */
const sameMembers = (a: readonly number[], b: readonly number[]): boolean => {
  if (a.length !== b.length) return false;
  if (a.length < 2) return a[0] === b[0];
  const [left, right] = [a.toSorted(byValue), b.toSorted(byValue)];
  return left.every((one, at) => one === right[at]);
};

const byValue = (a: number, b: number): number => a - b;

/**
 * Whether two lists of envelopes are the same sends. In which order a step sends matters where one
 * message cannot overtake another, or takes its place.
 */
export const sameSends = (
  a: readonly number[],
  b: readonly number[],
  { kind, receiver, tag }: EnvelopeTable,
): boolean => {
  if (!sameMembers(a, b)) return false;
  const inOrder = (sends: readonly number[]): string => {
    const links = new Map<string, number[]>();
    for (const envelope of sends) {
      const how = kind(envelope);
      if (how !== "fifo" && how !== "latest") continue;
      const link =
        how === "fifo" ? `${receiver(envelope)}` : `${receiver(envelope)} ${tag(envelope)}`;
      links.set(link, [...(links.get(link) ?? []), envelope]);
    }
    return [...links]
      .map(([link, order]) => `${link}: ${order.join()}`)
      .toSorted()
      .join("; ");
  };
  return a.length < 2 || inOrder(a) === inOrder(b);
};

/** For each field of a state where it begins to differ, as `state.votes[0]`. */
export const fieldsThatDiffer = (what: string, a: object, b: object): readonly string[] => {
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  const names = new Set([...left.keys(), ...right.keys()]);
  return [...names].flatMap((name) => {
    const found = firstDifference(left.get(name), right.get(name), `${what}.${name}`);
    return found === null ? [] : [found];
  });
};

/** These fields of an object, in their order. */
export const only = (names: readonly string[], of: object): object =>
  Object.fromEntries(Object.entries(of).filter(([name]) => names.includes(name)));
