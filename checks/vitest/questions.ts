/** The questions that a test may ask of a model, each by one check. */
import type { Model } from "../../models/protocol.ts";
import { check } from "../check.ts";
import { refuseOthers, refuseWitness } from "../properties/witnesses.ts";
import type { CheckOptions, CheckReport } from "../report.ts";
import { counted } from "../reports/figures.ts";
import { unitOf, type Answer } from "./answer.ts";

const HOLDS = "it holds within these bounds";

export const holding = async (model: Model, options: CheckOptions): Promise<Answer> => {
  const report = await check(model, options);
  const violated = `it violates ${report.property}${lengthText(model, report)}`;
  const found = report.verdict === "violated" ? violated : HOLDS;
  return { model, options, report, asked: "hold", isSo: isHolding(report), found };
};

const isHolding = ({ verdict }: CheckReport): boolean | null => {
  if (verdict === "holds-within-bounds") return true;
  return verdict === "violated" ? false : null;
};

/** @param property any will do, where none is named. */
export const violating = async (
  model: Model,
  property: string | undefined,
  within: number,
  more: CheckOptions,
): Promise<Answer> => {
  if (property !== undefined) refuseWitness(model, property, more);
  const options = property === undefined ? more : { ...more, properties: [property] };
  const report = await check(model, options);
  const asked = `violate ${property ?? "a property"}${withinText(model, within)}`;
  const violated = `it violates ${report.property}${lengthText(model, report)}`;
  const found = report.verdict === "violated" ? violated : HOLDS;
  return { model, options, report, asked, isSo: isEndingWithin(report, within), found };
};

export const reaching = async (
  model: Model,
  witness: string,
  within: number,
  more: CheckOptions,
): Promise<Answer> => {
  refuseOthers(model, witness);
  const options = { ...more, seek: witness };
  const report = await check(model, options);
  const asked = `reach ${witness}${withinText(model, within)}`;
  const isMet = report.verdict === "violated";
  const met = `it reaches it${lengthText(model, report)}`;
  const found = isMet ? met : "it is reached in no state within these bounds";
  return { model, options, report, asked, isSo: isEndingWithin(report, within), found };
};

/** Whether there is a way that short; a longer one settles it only if it is the shortest. */
const isEndingWithin = (report: CheckReport, within: number): boolean | null => {
  const isHeld = isHolding(report);
  if (isHeld !== false) return isHeld === null ? null : false;
  const { length, minimal } = report.counterexample ?? { length: 0, minimal: false };
  if (length <= within) return true;
  return minimal ? false : null;
};

const withinText = (model: Model, within: number): string =>
  within === Infinity ? "" : ` within ${counted(within, unitOf(model))}`;

const lengthText = (model: Model, { counterexample }: CheckReport): string =>
  counterexample === null ? "" : ` after ${counted(counterexample.length, unitOf(model))}`;
