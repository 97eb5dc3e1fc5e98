/** What a model says of its recursion, made concrete for one instance, and held against it. */
import type { Recursion } from "../../models/protocol.ts";
import { InvalidModel } from "../errors.ts";
import { callModel } from "../model/apply.ts";
import type { Instance, Node } from "../model/instance.ts";
import { print } from "../schema/print.ts";
import { numbers, type Voting } from "./ballots.ts";

/** As the model declares it, with what the chosen bug puts in its place; null: it declares none. */
export const recursionOf = ({ model, bug }: Instance): Recursion | null =>
  model.recursion === undefined ? null : { ...model.recursion, ...bug?.recursion };

/** Why an instance cannot be checked by composition; null if it can. */
export const refusalOf = (instance: Instance): string | null => {
  const { model, scenario, scenarioName, bug, bugName, inRounds } = instance;
  if (recursionOf(instance) === null) return `${model.name} declares no recursion`;
  const isReplaced = bug?.rules !== undefined || bug?.quorum !== undefined;
  if (isReplaced && bug.recursion === undefined)
    return `the bug ${bugName} replaces rules, and does not say what becomes of the recursion`;
  if (!inRounds) return `${model.name} does not run in synchronous rounds`;
  if (scenario.within !== undefined || scenario.caps !== undefined)
    return `the scenario ${scenarioName} has a bound of states, and composition visits none`;
  return null;
};

/** Who is who in the recursion, and how many are what. */
export interface Roles {
  readonly recursion: Recursion;
  readonly commander: Node;
  readonly lieutenants: readonly Node[];
  readonly traitors: number;
  readonly relays: number;
}

/** @throws InvalidModel for a recursion that does not fit the instance. */
export const rolesOf = (instance: Instance): Roles => {
  const recursion = recursionOf(instance);
  if (recursion === null) throw new InvalidModel("it declares no recursion", placeOf("relays"));
  validateNames(instance, recursion);
  const commanders = instance.nodes.filter(({ role }) => role === recursion.commander);
  const lieutenants = instance.nodes.filter(({ role }) => role === recursion.lieutenants);
  if (commanders.length !== 1)
    throw wrong("commander", "one node of this role", String(commanders.length));
  const stranger = instance.nodes.find((it) => ![...commanders, ...lieutenants].includes(it));
  if (stranger !== undefined)
    throw wrong("lieutenants", "no nodes but these and the commander", stranger.id);
  const relays = askModel("relays", () => recursion.relays(instance.parameters));
  if (!isCount(relays)) throw wrong("relays", "a whole number from 0 on", print(relays));
  const { traitors } = instance;
  return { recursion, commander: commanders[0]!, lieutenants, traitors, relays };
};

const validateNames = ({ model }: Instance, recursion: Recursion): void => {
  const { orders, shows } = recursion;
  const known = Object.keys(model.vocabulary.roles);
  for (const field of ["commander", "lieutenants"] as const) {
    const role = recursion[field];
    if (!known.includes(role)) throw wrong(field, `one of ${known.join(", ")}`, print(role));
    if (typeof shows?.[role] !== "function")
      throw wrong(`shows.${role}`, "a function", print(shows?.[role]));
  }
  if (recursion.commander === recursion.lieutenants)
    throw wrong("lieutenants", "another role than the commander's", recursion.lieutenants);
  if (!Array.isArray(orders) || orders.length === 0 || new Set(orders).size < orders.length)
    throw wrong("orders", "one order or more, each once", print(orders));
};

const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

/**
 * The vote of a recursion, over the numbers of its orders.
 * @throws InvalidModel if somebody who hears of nobody else does not keep to its own order.
 */
export const votingOf = ({ orders, vote }: Recursion): Voting => {
  const ask = (own: number, said: readonly number[]): number => {
    const list = orders.flatMap((order, at) => Array<string>(said[at]!).fill(order));
    const answer = askModel("vote", () => vote(orders[own]!, Object.freeze(list)));
    const outcome = orders.indexOf(answer);
    if (outcome === -1) throw wrong("vote", `one of ${orders.join(", ")}`, print(answer));
    return outcome;
  };
  const nothing = numbers(orders.length).map(() => 0);
  for (const own of numbers(orders.length)) {
    const alone = ask(own, nothing);
    if (alone !== own)
      throw wrong("vote", `its own ${orders[own]} where nothing else is said`, orders[alone]!);
  }
  return { orders: orders.length, vote: ask };
};

/** Calls a part of a recursion. @throws InvalidModel in its name, whatever goes wrong. */
export const askModel = <T>(field: string, call: () => T): T => callModel(call, placeOf(field));

export const placeOf = (field: string) => ({ rule: "recursion", field });

const wrong = (field: string, expected: string, actual: string): InvalidModel =>
  new InvalidModel(`expected ${expected}, actual ${actual}`, placeOf(field));
