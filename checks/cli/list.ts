/** `strategos list`: the catalogue, or all that can be chosen of one model. */
import type { Bug, Model, Scenario } from "../../models/protocol.ts";
import { networkOf } from "../reports/bounds-text.ts";
import { listText, modelText, type ModelEntry } from "../reports/list-text.ts";
import { jsonText } from "../reports/terminal.ts";
import { rangesOf } from "../schema/parameters.ts";
import { toJsonRecord } from "../schema/to-json.ts";
import type { ExitStatus } from "./expectation.ts";
import { loadCatalogue, loadModel } from "./load-model.ts";

export const runList = async (
  name: string | undefined,
  { json }: { readonly json?: true },
): Promise<ExitStatus> => {
  const models = name === undefined ? await loadCatalogue() : [(await loadModel(name)).model];
  const entries = models.map(entryOf);
  if (json) process.stdout.write(jsonText({ version: 1, models: entries }));
  else process.stdout.write(name === undefined ? listText(entries) : modelText(entries[0]!));
  return 0;
};

const entryOf = (model: Model): ModelEntry => ({
  name: model.name,
  source: model.source,
  parameters: rangesOf(model),
  scenarios: Object.entries(model.scenarios).map(([name, scenario]) =>
    scenarioOf(model, name, scenario),
  ),
  properties: Object.entries(model.properties).map(([name, { kind }]) => ({ name, kind })),
  bugs: Object.entries(model.bugs).map(([name, bug]) => bugOf(name, bug)),
});

const scenarioOf = (
  model: Model,
  name: string,
  scenario: Scenario,
): ModelEntry["scenarios"][number] => ({
  name,
  parameters: toJsonRecord(scenario.parameters),
  network: networkOf(model, scenario),
  faults: scenario.faults ?? {},
  resetsLinks: scenario.resetsLinks === true,
  perfect: scenario.perfect ?? [],
  silence: scenario.silence ?? [],
  caps: scenario.caps ?? {},
  limits: scenario.limits ?? {},
  outOfReach: scenario.outOfReach ?? [],
  pinned: scenario.expect !== undefined,
  expect: scenario.expect ?? { verdict: "holds-within-bounds" },
});

const bugOf = (name: string, bug: Bug): ModelEntry["bugs"][number] => ({
  name,
  breaks: bug.breaks,
  in: bug.in,
  length: bug.length,
});
