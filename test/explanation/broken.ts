/** Every bug of the catalogue, and every scenario that is there to show a violation. */
import { check, type CheckReport, type Counterexample } from "../../checks/index.ts";
import { catalogue } from "../../models/index.ts";
import type { Model } from "../../models/protocol.ts";

export type Choice = { readonly bug: string } | { readonly scenario: string };

const choicesOf = (model: Model): readonly Choice[] => [
  ...Object.keys(model.bugs).map((bug) => ({ bug })),
  ...Object.entries(model.scenarios)
    .filter(([, { expect }]) => expect?.verdict === "violated")
    .map(([scenario]) => ({ scenario })),
];

export const broken = catalogue.flatMap((model) =>
  choicesOf(model).map(
    (choice) => [`${model.name} ${Object.values(choice).join()}`, model, choice] as const,
  ),
);

interface Found {
  readonly report: CheckReport;
  readonly counterexample: Counterexample;
}

/** By composition where a model declares it, since a search would take long. */
export const found = async (model: Model, choice: Choice): Promise<Found> => {
  const isComposed = model.recursion !== undefined && "scenario" in choice;
  const report = await check(model, { ...choice, ...(isComposed && { method: "composition" }) });
  return { report, counterexample: report.counterexample! };
};
