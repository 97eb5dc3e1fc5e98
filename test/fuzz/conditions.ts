/** What a random property sees, and what it demands of that. */
import type { Observation, Observed, Standing } from "../../models/protocol.ts";
import type { Clause, Condition, View } from "./recipe.ts";
import { keyOf } from "./values.ts";

type Shown = Readonly<Record<string, Observed>>;

/** A projection for each role that a clause is about, which shows what its clauses look at. */
export const observationOf = ({ clauses }: Condition): Observation => {
  const roles = [...new Set(clauses.map(({ role }) => role))];
  return Object.fromEntries(
    roles.map((role) => {
      const views = new Set(
        clauses.filter((clause) => clause.role === role).map(({ view }) => view),
      );
      const project = (of: object, standing: Partial<Standing>): Shown =>
        Object.fromEntries(
          [...views].map((view) => [view, show({ ...of, ...pick(standing) }, view)]),
        );
      return [role, project];
    }),
  );
};

const pick = ({ up, inboxEmpty }: Partial<Standing>): object => ({ up, inboxEmpty });

/** Sets are shown by their size, and lists and all else as they are. */
const show = (of: object, view: View): Observed => {
  const value: unknown = new Map(Object.entries(of)).get(view) ?? null;
  return value instanceof Set ? value.size : (value as Observed);
};

export const verdictOf =
  ({ clauses, join, negated }: Condition) =>
  (seen: object): boolean => {
    const holds = (clause: Clause): boolean => holdsFor(clause, seen);
    return (join === "and" ? clauses.every(holds) : clauses.some(holds)) !== negated;
  };

const holdsFor = ({ role, view, is, how }: Clause, seen: object): boolean => {
  const shown = new Map<string, Shown | readonly Shown[]>(Object.entries(seen)).get(role) ?? [];
  const nodes: readonly Shown[] =
    role === "history" ? [shown as Shown] : (shown as readonly Shown[]);
  const fitting = nodes.filter((node) => keyOf(node[view]) === keyOf(is)).length;
  return { some: fitting > 0, every: fitting === nodes.length, "at most one": fitting <= 1 }[how];
};
