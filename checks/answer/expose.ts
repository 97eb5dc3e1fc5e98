/** Finds the counterexamples that are shown for what a search has found violated. */
import { counterexampleOf, traceOf, type Course } from "../counterexamples/counterexample.ts";
import { Interpreter } from "../counterexamples/interpreter.ts";
import { pathText } from "../exploration/path.ts";
import type { Search, Watching } from "../exploration/search.ts";
import { traceShape } from "../explanation/shape.ts";
import type { Instance } from "../model/instance.ts";
import { readsHistory, type Claim } from "../properties/claims.ts";
import { isViolation, type Settlement } from "../properties/judge.ts";
import { leastCourses } from "../shortest/least.ts";
import { MOST_COMPARED } from "../shortest/ways.ts";
import { exposeInRounds } from "./expose-rounds.ts";
import type { Exposed, Exposing } from "./exposed.ts";

/** Courses that are looked at, where several of different shape are wanted. */
const MOST_CANDIDATES = 2_000;

/** The first claim that is violated, by depth and then by declaration. */
const firstViolated = (claims: readonly Claim[], search: Search): Claim | undefined => {
  const { settled } = search.judge;
  const depth = (claim: Claim): number => search.depthOf(settled.get(claim)!);
  return claims
    .filter((claim) => claim.decides && isViolation(claim) && settled.has(claim))
    .toSorted((a, b) => depth(a) - depth(b))[0];
};

export const expose = async (
  instance: Instance,
  claims: readonly Claim[],
  search: Search,
  exposing: Exposing,
): Promise<Exposed | null> => {
  const claim = firstViolated(claims, search);
  if (claim === undefined) return null;
  if (instance.inRounds) return exposeInRounds(instance, claims, claim, search, exposing);
  const { wanted, watching } = exposing;
  const settled = search.judge.settled.get(claim)!;
  const interpreter = new Interpreter(
    instance,
    readsHistory(instance, claims),
    search.tables.envelopes,
  );
  const shown = { claim, claims, minimal: !search.goesOn };
  const shape = (course: Course): string => traceShape(instance, traceOf(interpreter, course));
  const before = search.depthOf(settled);
  let found = ofDifferentShape(leastCourses(search, claim, before), shape, wanted);
  if (found.length < wanted && (await deepened(search, watching)))
    found = ofDifferentShape(leastCourses(search, claim, search.levels.length), shape, wanted);
  const courses = found.length === 0 ? [firstCourse(search, settled)] : found;
  const [counterexample, ...others] = courses.map((course) =>
    counterexampleOf(interpreter, course, shown),
  );
  return { claim, counterexample: counterexample!, others };
};

const ofDifferentShape = (
  courses: Iterable<Course>,
  shapeOf: (course: Course) => string,
  wanted: number,
): readonly Course[] => {
  const found = new Map<string, Course>();
  let left = MOST_CANDIDATES;
  for (const course of courses) {
    const shape = wanted === 1 ? "" : shapeOf(course);
    if (!found.has(shape)) found.set(shape, course);
    if (found.size === wanted || --left === 0) break;
  }
  return [...found.values()];
};

/** Expands further levels, as long as all that was found can still be walked through again. */
const deepened = async (search: Search, watching: Watching): Promise<boolean> => {
  const before = search.levels.length;
  while (search.generated * 2 < MOST_COMPARED && (await search.deepen(watching)));
  return search.levels.length > before && search.generated <= MOST_COMPARED;
};

/** The first of the shortest, where there are too many to find the least. */
const firstCourse = (search: Search, { row, after }: Settlement): Course => {
  const { initial, outcomes, actions, numbers } = search.pathTo(row, after);
  return { outcomes, actions, path: pathText(initial, numbers, search.startAt(initial)) };
};
