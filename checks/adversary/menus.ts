/**
 * What a traitor may say to a node: every message that the node's role receives, with every value
 * that its schema allows. Derived from the model's schemas, so no model says a word about it.
 */
import { InvalidModel } from "../errors.ts";
import type { Instance, Message, Node } from "../model/instance.ts";
import { domainOf, NotFinite } from "../schema/domain.ts";

/** A message that can be forged. */
export interface Forgery {
  readonly tag: number;
  readonly payload: object;
  /** Messages of one slot take each other's place. */
  readonly slot: string;
}

const MENUS = new WeakMap<Instance, Map<string, readonly Forgery[]>>();

/**
 * In the order of canonical bytes.
 * @throws InvalidModel for a field with too many values, or no end of them.
 */
export const menuFor = (instance: Instance, node: Node): readonly Forgery[] => {
  const known = MENUS.get(instance) ?? new Map<string, readonly Forgery[]>();
  MENUS.set(instance, known);
  const menu =
    known.get(node.role) ??
    node.receives.flatMap((message, tag) =>
      payloadsOf(message, instance).map((payload) => ({
        tag,
        payload,
        slot: `${tag} ${message.slot.of(payload)}`,
      })),
    );
  known.set(node.role, menu);
  return menu;
};

/** The largest menu of the instance: how many messages there are to choose from for one reader. */
export const largestMenu = (instance: Instance): number =>
  Math.max(0, ...instance.nodes.map((node) => menuFor(instance, node).length));

const payloadsOf = ({ name, shape }: Message, { setting }: Instance): readonly object[] => {
  try {
    return domainOf(shape, setting.everyone) as readonly object[];
  } catch (error) {
    if (!(error instanceof NotFinite)) throw error;
    const bound = "bound it with literals, int(min, max) or list(item, max)";
    throw new InvalidModel(`a traitor cannot choose what to say: ${error.message}; ${bound}`, {
      rule: name,
      field: error.path,
    });
  }
};
