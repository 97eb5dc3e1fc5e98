/** One random synchronous model, searched by both; and all in which the answers differ. */
import type { CheckReport } from "../../../checks/report.ts";
import type { Engine } from "../compare.ts";
import { SCENARIO } from "../names.ts";
import { modelOf } from "./interpret.ts";
import { mirrorOf } from "./mirror.ts";
import type { Recipe } from "./recipe.ts";
import { enumerate, type Answer } from "./reference.ts";
import { faultInTrace } from "./replay.ts";
import type { Cost, Limits } from "./turns.ts";

/** Rules that are asked: most models need a few thousand, and some millions. */
const MOST_RULES = 7_000;

/** Nothing, where the model is too large for the reference. All its properties are looked into. */
export const answerTo = (recipe: Recipe, talk: Limits["talk"] = "useful"): Answer | null => {
  const model = modelOf(recipe);
  return enumerate(model, model.scenarios[SCENARIO]!, model.properties, { talk, left: MOST_RULES });
};

/** One line each; none, where both agree. */
export const differencesIn = async (
  recipe: Recipe,
  answer: Answer,
  engine: Engine,
): Promise<readonly string[]> => {
  const differences = [];
  const model = modelOf(recipe);
  try {
    for (const asked of askedOf(recipe, answer)) {
      const { judged } = asked;
      const report = await engine(model, judged === null ? {} : { properties: judged });
      const fault = faultInTrace(model, report);
      const figures = differencesBetween(expected(asked, answer), figuresOf(report));
      differences.push(...figures, ...(fault === null ? [] : [fault]));
    }
    if (answer.loyal > 1)
      differences.push(...strayStates(await engine(mirrorOf(model, answer), {})));
    return differences;
  } catch (error) {
    return [...differences, `the engine throws: ${String(error)}`];
  }
};

/** What is violated may hide what takes more lies, which is therefore asked for alone too. */
const askedOf = (recipe: Recipe, answer: Answer): readonly Recipe[] => {
  const hidden = violableIn(recipe).filter(({ name }) => answer.costs.has(name));
  const alone = hidden.map(({ name }) => ({ ...recipe, judged: [name] }));
  return hidden.length > 1 ? [recipe, ...alone] : [recipe];
};

type Figures = ReadonlyMap<string, string>;

/** What the engine should say. Where it may stop early, it need not know of all properties. */
const expected = (recipe: Recipe, answer: Answer): Figures => {
  const verdict = verdictOf(recipe, answer);
  if (verdict === "vacuous" && answer.loyal < 2) return new Map([["verdict", verdict]]);
  const least = cheapestIn(recipe, answer);
  const adversary = recipe.traitors === 0 ? "none" : `${recipe.traitors} in ${answer.coalitions}`;
  const common = [["verdict", verdict] as const, ["adversary", adversary] as const];
  if (least !== null) {
    const { lies, length } = least;
    const cost = Object.entries({ lies, length, minimal: true });
    return new Map([...common, ...cost.map(([name, value]) => [name, String(value)] as const)]);
  }
  const statuses = judgedIn(recipe).map(({ name, kind }) => {
    const isMet = answer.costs.has(name);
    if (kind !== "sometimes") return [name, "holds"] as const;
    if (recipe.outOfReach.includes(name)) return [name, "out-of-reach"] as const;
    return [name, isMet ? "met" : "not-met"] as const;
  });
  return new Map([...common, ...statuses]);
};

const judgedIn = ({ properties, judged }: Recipe): Recipe["properties"] =>
  properties.filter(({ name }) => judged?.includes(name) ?? true);

export const verdictOf = (recipe: Recipe, answer: Answer): CheckReport["verdict"] => {
  if (answer.loyal < 2) return "vacuous";
  if (cheapestIn(recipe, answer) !== null) return "violated";
  const isMet = judgedIn(recipe).every(
    ({ name, kind }) =>
      kind !== "sometimes" || recipe.outOfReach.includes(name) || answer.costs.has(name),
  );
  return isMet ? "holds-within-bounds" : "vacuous";
};

/** Of all that is violated: fewest lies, then fewest messages. */
export const cheapestIn = (recipe: Recipe, answer: Answer): Cost | null => {
  if (answer.loyal < 2) return null;
  const costs = violableIn(recipe).flatMap(({ name }) => answer.costs.get(name) ?? []);
  return costs.toSorted((a, b) => a.lies - b.lies || a.length - b.length)[0] ?? null;
};

/** What may be violated. To meet a witness that should be out of reach is a violation too. */
const violableIn = (recipe: Recipe): Recipe["properties"] =>
  judgedIn(recipe).filter(
    ({ name, kind }) => kind !== "sometimes" || recipe.outOfReach.includes(name),
  );

const figuresOf = (report: CheckReport): Figures => {
  const { verdict, adversary, counterexample, properties, problem } = report;
  const cost: readonly (readonly [string, string])[] = counterexample
    ? (["lies", "length", "minimal"] as const).map((name) => [name, String(counterexample[name])])
    : [];
  return new Map([
    ["verdict", verdict + (problem === null ? "" : ` (${problem.message})`)],
    ["adversary", adversary ? `${adversary.traitors} in ${adversary.coalitions}` : "none"],
    ...cost,
    ...properties.map(({ name, status }) => [name, status] as const),
  ]);
};

/** Of what is expected only: the engine may say more. */
const differencesBetween = (reference: Figures, engine: Figures): readonly string[] =>
  [...reference].flatMap(([name, value]) =>
    engine.get(name) === value
      ? []
      : [`${name}: reference ${value}, engine ${engine.get(name) ?? "nothing"}`],
  );

const strayStates = ({ verdict, property, problem }: CheckReport): readonly string[] =>
  verdict === "holds-within-bounds"
    ? []
    : [`states: ${verdict} ${property ?? ""} ${problem?.message ?? ""}`];
