/** Pages as they are written for users. */
import { htmlOf } from "../../checks/reports/page/html.ts";
import type { Model } from "../../models/protocol.ts";
import { pageOf } from "../pages/views.ts";

interface Choice {
  readonly scenario?: string;
  readonly bug?: string;
}

/** The page of a counterexample. */
export const written = async (model: Model, choice: Choice): Promise<string> =>
  htmlOf(await pageOf(model, choice));
