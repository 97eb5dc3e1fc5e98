/** What a rule is asked. */
import type { Message, Node } from "../../checks/model/instance.ts";
import type { Shape } from "../../checks/schema/shape.ts";

/** A node in a state, and an event that it could be asked about there, wanted or not. */
export interface Question {
  readonly node: Node;
  readonly state: object;
  readonly rule: Message["rule"];
  readonly name: string;
  readonly event: object;
  readonly payload: Shape;
}
