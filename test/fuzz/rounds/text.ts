/** A random synchronous model as a reader would want it, and as one line that a test can keep. */
import { phaseName } from "../names.ts";
import type { Condition } from "../recipe.ts";
import type { Reaction, Recipe, RoleRecipe, SendRecipe } from "./recipe.ts";

export const textOf = (recipe: Recipe): string => {
  const { top, rounds, traitors, fields, roles, properties, outOfReach, judged } = recipe;
  return [
    `${traitors} traitors, top = ${top}, no rule fires from round ${rounds} on`,
    ...Object.entries(fields).map(([tag, of]) => {
      const kinds = of.map(({ name, kind }) => `${name}: ${kind}`);
      return `message ${tag} { ${kinds.join(", ")} }`;
    }),
    ...roles.flatMap(roleText),
    ...(recipe.within === null ? [] : [`within: ${conditionText(recipe.within)}`]),
    ...properties.map((property) => {
      const reach = outOfReach.includes(property.name) ? " (out of reach)" : "";
      return `${property.name}: ${property.kind}${reach} ${conditionText(property)}`;
    }),
    ...(judged === null ? [] : [`judged: ${judged.join(", ")}`]),
    `as data: ${JSON.stringify(recipe)}`,
  ].join("\n");
};

const roleText = (role: RoleRecipe): readonly string[] => {
  const { name, population, phases, memory, receives, positions, initial, rules } = role;
  return [
    `role ${name}, ${population} nodes, ${phases} phases${memory.map((it) => `, ${it}`).join("")}`,
    `  receives ${receives.join(", ")}; positions: ${positions.join(", ") || "none"}`,
    ...initial.map(({ phase, sends }) => `  starts at ${phaseName(phase)}${sendsText(sends)}`),
    ...Object.entries(rules).flatMap(([tag, byPhase]) =>
      byPhase.flatMap((reactions, phase) =>
        reactions.map((reaction) => `  ${tag} at ${phaseName(phase)}${reactionText(reaction)}`),
      ),
    ),
  ];
};

const reactionText = ({ guard, phase, effects, sends }: Reaction): string => {
  const condition = guard.is === "none" ? "" : ` if ${guard.is} ${guard.at}`;
  const changes = Object.entries(effects).map(([name, effect]) => `, ${effect} ${name}`);
  return `${condition} -> ${phaseName(phase)}${changes.join("")}${sendsText(sends)}`;
};

const sendsText = (sends: readonly SendRecipe[]): string =>
  sends.map(({ tag, to, value, at }) => `, send ${tag}(${value}, ${at}) to ${to}`).join("");

const conditionText = ({ clauses, join, negated }: Condition): string => {
  const parts = clauses.map(
    ({ role, view, is, how }) => `${how} ${role}.${view} is ${JSON.stringify(is)}`,
  );
  return `${negated ? "not " : ""}(${parts.join(` ${join} `)})`;
};
