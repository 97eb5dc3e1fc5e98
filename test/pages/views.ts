/** What a page is told of a model of the catalogue, as the command line has it. */
import { check } from "../../checks/index.ts";
import { instanceOf } from "../../checks/model/instance.ts";
import type { TracePage, TraceView } from "../../checks/reports/page/document.ts";
import { pageOfCheck } from "../../checks/reports/page/trace-page.ts";
import type { Model } from "../../models/protocol.ts";

interface Choice {
  readonly scenario?: string;
  readonly bug?: string;
}

export const pageOf = async (model: Model, choice: Choice = {}): Promise<TracePage> => {
  const again = (): readonly string[] => [`npx strategos check ${model.name}`];
  const page = pageOfCheck(await check(model, choice), instanceOf(model, choice), again);
  if (page === null) throw new Error(`${model.name} has no counterexample here`);
  return page;
};

export const viewOf = async (model: Model, choice: Choice = {}): Promise<TraceView> =>
  (await pageOf(model, choice)).traces[0];
