/** What came out of a question about a model. */
import type { Model } from "../../models/protocol.ts";
import type { CheckOptions, CheckReport } from "../report.ts";

export interface Answer {
  readonly model: Model;
  /** What `check` was asked. */
  readonly options: CheckOptions;
  readonly report: CheckReport;
  /** What was asked, as it follows "to": `violate agreement within 12 actions`. */
  readonly asked: string;
  /** Null where it was not found out, or where what was found says too little. */
  readonly isSo: boolean | null;
  /** Where it was found out, in words. */
  readonly found: string;
}

/** How the length of a trace is counted. */
export const unitOf = (model: Model): string =>
  model.vocabulary.synchronous === true ? "message" : "action";
