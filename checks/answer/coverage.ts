/** What a search has touched, as it is reported. */
import type { Kind } from "../exploration/actions.ts";
import type { Search } from "../exploration/search.ts";
import type { Instance } from "../model/instance.ts";
import type { Coverage, RuleReport } from "../report.ts";

/** States of each node that are looked at for the values of their fields. */
const LOOKED_AT = 2_000;

/** Of the rules that are written in the model: a restart needs none. */
export const rulesOf = (search: Search): readonly RuleReport[] => {
  const written = new Set(unfiredRules(search.tables.instance).map(({ rule }) => rule));
  const rules = search.tables.steps.coverage.rules.filter(({ rule }) => written.has(rule));
  return rules.map(({ rule, times, first, declined }) => ({
    rule,
    fired: first < Infinity,
    times,
    depth: first < Infinity ? search.levelOf(first) : null,
    declined,
  }));
};

/** Every rule, of a model that was not searched. */
export const unfiredRules = ({ model }: Instance): readonly RuleReport[] => {
  const own = Object.entries(model.rules).flatMap(([role, table]) =>
    Object.keys(table).map((tag) => `${role}.${tag}`),
  );
  const names = [...own, ...Object.keys(model.joint ?? {}).map((name) => `joint.${name}`)];
  return names.map((rule) => ({ rule, fired: false, times: 0, depth: null, declined: 0 }));
};

export const coverageOf = (search: Search): Coverage => ({
  actions: actionsOf(search),
  levels: search.statesByLevel,
  fields: fieldsOf(search),
});

/** By role in declared order, then by kind. */
const actionsOf = ({ tables }: Search): Coverage["actions"] => {
  const { instance, steps } = tables;
  const byRole = new Map<string | null, Map<Kind, number>>();
  for (const [node, kinds] of steps.coverage.kinds.entries()) {
    const role = instance.nodes[node]?.role ?? null;
    const sums = byRole.get(role) ?? new Map<Kind, number>();
    for (const [kind, times] of kinds) sums.set(kind, (sums.get(kind) ?? 0) + times);
    byRole.set(role, sums);
  }
  return [...byRole].flatMap(([role, sums]) =>
    [...sums]
      .filter(([, times]) => times > 0)
      .map(([kind, times]) => ({
        role,
        action: kind === "mid-step" ? "crash-mid-step" : kind,
        times,
      })),
  );
};

/** How many different values the fields of each role have, among the first states of its nodes. */
const fieldsOf = ({ tables }: Search): Coverage["fields"] => {
  const { instance, steps } = tables;
  const values = new Map<string, Set<string>>();
  for (const { index, role } of instance.nodes)
    for (let local = 0; local < Math.min(LOOKED_AT, steps.locals(index)); local++)
      for (const [field, value] of Object.entries(steps.state(index, local))) {
        const name = `${role}.${field}`;
        const known = values.get(name) ?? new Set();
        values.set(name, known.add(keyOf(value)));
      }
  return [...values]
    .map(([name, known]) => {
      const [role = "", field = ""] = name.split(".");
      return { role, field, values: known.size };
    })
    .toSorted((a, b) => b.values - a.values);
};

/** Sets and maps are in canonical order in the states that the engine gives out. */
const keyOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part instanceof Set || part instanceof Map ? [...part] : part,
  );
