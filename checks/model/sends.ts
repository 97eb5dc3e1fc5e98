/** What an outcome sends, as envelopes: one for each receiver, in the order that the rule gave. */
import type { Outcome } from "../../models/protocol.ts";
import { InvalidModel, OutsideSchema, type Place } from "../errors.ts";
import type { Instance } from "./instance.ts";

/** Numbers an envelope. @throws OutsideSchema */
export type InternEnvelope = (
  sender: number,
  receiver: number,
  tag: number,
  payload: unknown,
) => number;

/**
 * @throws InvalidModel for a receiver that does not receive this, or a payload it does not allow.
 */
export const envelopesOf = (
  { nodes, indexOf }: Instance,
  intern: InternEnvelope,
  sender: number,
  { sends }: Outcome<object>,
  place: Place,
): readonly number[] =>
  sends.flatMap(({ to, tag, payload }, at) =>
    to.map((id) => {
      const receiver = indexOf.get(id);
      const number = receiver === undefined ? undefined : nodes[receiver]!.tagNumber.get(tag);
      if (receiver === undefined || number === undefined)
        throw new InvalidModel(`it sends ${tag} to ${String(id)}, who does not receive it`, {
          ...place,
          field: `sends[${at}]`,
        });
      return insideSchema(`sends[${at}]`, place, () => intern(sender, receiver, number, payload));
    }),
  );

/** Says where in what the model answered a value strays from its schema. */
export const insideSchema = <T>(field: string, place: Place, intern: () => T): T => {
  try {
    return intern();
  } catch (error) {
    if (!(error instanceof OutsideSchema)) throw error;
    const path = error.path === "" ? field : `${field}.${error.path}`;
    throw new InvalidModel(`${field} is outside its schema: ${error.message}`, {
      ...place,
      field: path,
    });
  }
};
