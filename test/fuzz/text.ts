/** A random model as a reader would want it, and as one line that a regression test can keep. */
import { phaseName } from "./names.ts";
import type { Condition, JointRecipe, Reaction, Recipe, RoleRecipe, SendRecipe } from "./recipe.ts";

export const textOf = (recipe: Recipe): string => {
  const { top, fields, roles, joint, recorded, quorum, properties, outOfReach } = recipe;
  const { perfect, silence, unused } = recipe;
  return [
    `network ${JSON.stringify(recipe.network ?? "bag, unsaid")}, top = ${top}`,
    ...(quorum === null ? [] : [`quorum: ${quorum} nodes`]),
    ...entry("fields", fields),
    ...entry("limits", recipe.limits),
    ...entry("faults", recipe.faults),
    ...(recipe.resetsLinks ? ["a crash resets links"] : []),
    ...(perfect.length > 0 ? [`with a reason: ${perfect.join(", ")}`] : []),
    ...(silence.length > 0 ? [`of silence: ${silence.join(", ")}`] : []),
    ...entry("caps", recipe.caps),
    ...(unused.length > 0 ? [`need not be used: ${unused.join(", ")}`] : []),
    ...roles.flatMap(roleText),
    ...joint.flatMap(jointText),
    ...(recipe.initially === null ? [] : [`initially: ${conditionText(recipe.initially)}`]),
    ...(recorded.length > 0 ? [`history counts ${recorded.join(", ")}`] : []),
    ...(recipe.within === null ? [] : [`within: ${conditionText(recipe.within)}`]),
    ...properties.map((property) => {
      const reach = outOfReach.includes(property.name) ? " (out of reach)" : "";
      return `${property.name}: ${property.kind}${reach} ${conditionText(property)}`;
    }),
    ...(recipe.judged === null ? [] : [`judged: ${recipe.judged.join(", ")}`]),
    ...(recipe.goesOn ? ["goes on beyond a violation"] : []),
    `as data: ${JSON.stringify(recipe)}`,
  ].join("\n");
};

const entry = (name: string, table: object): readonly string[] => {
  const entries = Object.entries(table).map(([key, value]) => `${key} ${plain(value)}`);
  return entries.length === 0 ? [] : [`${name}: ${entries.join(", ")}`];
};

const plain = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);

const roleText = (role: RoleRecipe): readonly string[] => {
  const { name, population, phases, memory, initial, rules } = role;
  const starts = initial.map(
    ({ phase, count, sends }) => `${phaseName(phase)} count ${count}${sendsText(sends)}`,
  );
  return [
    `role ${name}, ${population} nodes, ${phases} phases${memory.map((it) => `, ${it}`).join("")}`,
    ...starts.map((start) => `  starts at ${start}`),
    ...(role.durable === null ? [] : [`  durable: ${role.durable.join(", ") || "nothing"}`]),
    ...(role.isUnsynced ? ["  the count is on disk as far as it is saved"] : []),
    ...(["receives", "timers", "requests"] as const).flatMap((kind) =>
      role[kind].flatMap((tag) => rulesText(`${kind.replace(/s$/, "")} ${tag}`, rules[tag] ?? [])),
    ),
    ...rulesText("restart", rules["Restart"] ?? []),
  ];
};

const jointText = ({ name, role, with: other, partners, ...rules }: JointRecipe) => [
  `joint step ${name} of ${role} with ${partners ?? "any number"} of ${other}`,
  ...rulesText(role, rules.node),
  ...rulesText(`each ${other}`, rules.partner),
];

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
