/** A random model as a reader would want it, and as one line that a regression test can keep. */
import { phaseName } from "./names.ts";
import type { Condition, Reaction, Recipe, RoleRecipe, SendRecipe } from "./recipe.ts";

export const textOf = (recipe: Recipe): string => {
  const { top, fields, roles, recorded, quorum, properties, outOfReach } = recipe;
  return [
    `network ${recipe.network ?? "bag, unsaid"}, top = ${top}`,
    ...(quorum === null ? [] : [`quorum: ${quorum} nodes`]),
    ...entry("fields", fields),
    ...entry("limits", recipe.limits),
    ...(recipe.crashes === null ? [] : [`crashes: ${JSON.stringify(recipe.crashes)}`]),
    ...roles.flatMap(roleText),
    ...(recorded.length > 0 ? [`history counts ${recorded.join(", ")}`] : []),
    ...(recipe.within === null ? [] : [`within: ${conditionText(recipe.within)}`]),
    ...properties.map((property) => {
      const reach = outOfReach.includes(property.name) ? " (out of reach)" : "";
      return `${property.name}: ${property.kind}${reach} ${conditionText(property)}`;
    }),
    ...(recipe.judged === null ? [] : [`judged: ${recipe.judged.join(", ")}`]),
    `as data: ${JSON.stringify(recipe)}`,
  ].join("\n");
};

const entry = (name: string, table: object): readonly string[] => {
  const entries = Object.entries(table).map(([key, value]) => `${key} ${String(value)}`);
  return entries.length === 0 ? [] : [`${name}: ${entries.join(", ")}`];
};

const roleText = (role: RoleRecipe): readonly string[] => {
  const { name, population, phases, memory, initial, rules } = role;
  const starts = initial.map(
    ({ phase, count, sends }) => `${phaseName(phase)} count ${count}${sendsText(sends)}`,
  );
  return [
    `role ${name}, ${population} nodes, ${phases} phases${memory.map((it) => `, ${it}`).join("")}`,
    ...starts.map((start) => `  starts at ${start}`),
    ...(["receives", "timers", "requests"] as const).flatMap((kind) =>
      role[kind].flatMap((tag) => rulesText(`${kind.replace(/s$/, "")} ${tag}`, rules[tag] ?? [])),
    ),
  ];
};

const rulesText = (event: string, byPhase: readonly (Reaction | null)[]): readonly string[] =>
  byPhase.map((reaction, phase) => {
    const head = `  ${event} at ${phaseName(phase)}:`;
    if (reaction === null) return `${head} null`;
    const guard = reaction.guard === "none" ? "" : ` if ${reaction.guard}`;
    const effects = Object.entries(reaction.effects).map(([name, effect]) => `, ${effect} ${name}`);
    const sends = sendsText(reaction.sends);
    return `${head}${guard} -> ${phaseName(reaction.phase)}${effects.join("")}${sends}`;
  });

const sendsText = (sends: readonly SendRecipe[]): string =>
  sends.map(({ tag, to, value }) => `, send ${tag}(${value}) to ${to}`).join("");

const conditionText = ({ clauses, join, negated }: Condition): string => {
  const parts = clauses.map(
    ({ role, view, is, how }) => `${how} ${role}.${view} is ${JSON.stringify(is)}`,
  );
  return `${negated ? "not " : ""}(${parts.join(` ${join} `)})`;
};
