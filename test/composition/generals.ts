/** Instances of the oral messages, composed. */
import { compose, type Composition } from "../../checks/composition/compose.ts";
import { host } from "../../checks/host.ts";
import { instanceOf, type Instance } from "../../checks/model/instance.ts";
import { claimsOf } from "../../checks/properties/claims.ts";
import model from "../../models/oral-messages.ts";
import type { Model, Recursion } from "../../models/protocol.ts";

export const UNLIMITED = { maxStates: Infinity, maxMemory: Infinity, timeout: Infinity };

export interface Size {
  readonly nodes: number;
  readonly traitors: number;
  readonly m?: number;
}

export const generals = (parameters: Size, bug?: string, of: Model = model): Instance =>
  instanceOf(of, {
    scenario: "three-generals-one-traitor",
    parameters: { m: parameters.traitors, ...parameters },
    ...(bug !== undefined && { bug }),
  });

export const composed = (
  instance: Instance,
  properties: readonly string[] = ["ic1", "ic2"],
): Promise<Composition> => compose(instance, claimsOf(instance, properties, true), UNLIMITED, host);

/** The generals with something else in the place of a part of their recursion. */
export const generalsWith = (part: Partial<Record<keyof Recursion, unknown>>): Model => ({
  ...model,
  recursion: { ...model.recursion!, ...(part as Partial<Recursion>) },
});
