import { describe, expect, it } from "vitest";
import { causesOf } from "../../checks/explanation/causality.ts";
import { circumstancesOf } from "../../checks/explanation/circumstances.ts";
import { Interpreter } from "../../checks/counterexamples/interpreter.ts";
import { endOf } from "../../checks/counterexamples/replay.ts";
import type { Counterexample } from "../../checks/index.ts";
import { instanceOf, type Instance } from "../../checks/model/instance.ts";
import { observedIn } from "../../checks/properties/evaluate.ts";
import type { Why } from "../../checks/report.ts";
import type { Property } from "../../models/protocol.ts";
import { broken, found } from "./broken.ts";

/** What a predicate is given where it sees these nodes alone. */
const seenOf = (
  instance: Instance,
  { observation }: Property,
  seen: Why["seen"],
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.keys(observation).map((name) => [
      name,
      name === "history"
        ? seen.find(({ node }) => node === null)!.value
        : seen.flatMap(({ node, value }) =>
            instance.nodes.find(({ id }) => id === node)?.role === name ? [value] : [],
          ),
    ]),
  );

/** What is seen of these nodes before the last step, for a claim about that step. */
const seenBefore = (
  instance: Instance,
  { kind, observation }: Property,
  counterexample: Counterexample,
  { nodes }: Why,
): readonly Why["seen"][] => {
  if (kind !== "alwaysStep") return [];
  const interpreter = new Interpreter(instance, true);
  const { previous } = endOf(interpreter, counterexample);
  const seen = observedIn(interpreter.sight(previous!), observation).map(({ node, value }) => ({
    node: node?.id ?? null,
    value,
  }));
  return [seen.filter(({ node }) => node === null || nodes.includes(node))];
};

describe("the catalogue explains", () => {
  it.each(broken)(
    "%s",
    async (_, model, choice) => {
      const { report, counterexample } = await found(model, choice);
      const why = counterexample.why!;
      const { steps } = counterexample;
      const instance = instanceOf(model, choice);

      expect(why.property).toBe(report.property);
      expect(why.source).toMatch(new RegExp(String.raw`^models/${model.name}\.ts:\d+$`));

      const { holds } = why.truths.find(({ property }) => property === why.property)!;
      expect(holds).toEqual([...steps.map(() => true), false]);
      expect(why.truths.map(({ property }) => property)).toEqual(
        report.properties.map(({ name }) => name),
      );

      const { predecessors } = causesOf(counterexample, circumstancesOf(instance, steps));
      const before = why.past.flatMap((step) => predecessors[step - 1]!);
      expect(why.past).toContain(steps.length);
      expect(why.past).toEqual(expect.arrayContaining(before));

      const property = model.properties[why.property]!;
      const views = [...seenBefore(instance, property, counterexample, why), why.seen];
      expect(why.nodes).not.toEqual([]);
      expect(why.seen.flatMap(({ node }) => node ?? [])).toEqual(why.nodes);
      expect(property.holds(...views.map((seen) => seenOf(instance, property, seen)))).toBe(false);
    },
    60_000,
  );
});
