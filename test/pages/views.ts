/** What a page is told of a model of the catalogue, as the command line has it. */
import { instanceOf } from "../../checks/model/instance.ts";
import type { TracePage, TraceView } from "../../checks/reports/page/document.ts";
import { pageOfCheck } from "../../checks/reports/page/trace-page.ts";
import type { Model } from "../../models/protocol.ts";
import { found, type Choice } from "../explanation/broken.ts";

export const pageOf = async (model: Model, choice: Choice): Promise<TracePage> => {
  const { report, counterexample } = await found(model, choice);
  const again = (): readonly string[] => [`npx strategos check ${model.name}`];
  return pageOfCheck(report, counterexample, instanceOf(model, choice), again);
};

export const viewOf = async (model: Model, choice: Choice): Promise<TraceView> =>
  (await pageOf(model, choice)).traces[0];
