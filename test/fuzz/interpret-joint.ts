/** Makes the joint steps of a random model. */
import type { Context, Model, NodeId } from "../../models/protocol.ts";
import { phaseOf } from "./names.ts";
import { react, type Local, type Surroundings } from "./reactions.ts";
import type { JointRecipe, Recipe } from "./recipe.ts";

export const jointStepsOf = (recipe: Recipe): NonNullable<Model["joint"]> =>
  Object.fromEntries(recipe.joint.map((joint) => [joint.name, jointStepOf(recipe, joint)]));

/** Each partner reacts to the node as if it had sent it something, or there is no such step. */
const jointStepOf = (recipe: Recipe, joint: JointRecipe): NonNullable<Model["joint"]>[string] => ({
  role: joint.role,
  with: joint.with,
  ...(joint.partners !== null && { partners: joint.partners }),
  rule: (state, states, { partners }, context) => {
    const outcomeOf = (byPhase: JointRecipe["node"], of: object, self: NodeId, event: object) => {
      const reaction = byPhase[phaseOf(of as Local)] ?? null;
      return reaction && react(recipe, reaction, of as Local, event, around(context, self));
    };
    const node = outcomeOf(joint.node, state, context.self, {});
    const others = states.map((of, at) =>
      outcomeOf(joint.partner, of, partners[at]!, { from: context.self }),
    );
    const willing = others.filter((outcome) => outcome !== null);
    return node && willing.length === others.length ? { node, partners: willing } : null;
  },
});

/** The surroundings of a partner, which a joint rule is not given. */
const around = (context: Context, self: NodeId): Surroundings => {
  const alike = Object.values(context.nodes).find((ids) => ids.includes(self)) ?? [];
  return { ...context, self, peers: alike.filter((peer) => peer !== self) } as Surroundings;
};
