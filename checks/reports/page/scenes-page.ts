/** The page of scenes: the chain, what is asked of a rule, and the argument. */
import type { Scene, ScenesReport } from "../../scenes/report.ts";
import { liesText } from "../figures.ts";
import { harmlessScenes } from "../harmless-scenes.ts";
import {
  answerOf,
  argumentOf,
  boundsOf,
  conclusionOf,
  DOUBT,
  dutiesOf,
  lookedAt,
  SUBJECT,
  titlesOf,
  toldText,
  twinOf,
  viewTexts,
  type Limits,
} from "../scenes-sentences.ts";
import { harmless } from "../terminal.ts";
import type { ReadingView, ScenesPage, SceneView } from "./document.ts";

/** @param command the command line that asks it again. */
export const pageOfScenes = (
  reported: ScenesReport,
  limits: Limits,
  command: string,
): ScenesPage => {
  const report = harmlessScenes(reported);
  const { model, chain } = report;
  return {
    kind: "scenes",
    title: `${model}: ${SUBJECT}`,
    bounds: boundsOf(report),
    ...answerOf(report, limits),
    looked: lookedAt(report),
    ...(chain === null ? NO_CHAIN : chainOf(report, chain)),
    command: harmless(command),
  };
};

type Chain = Pick<ScenesPage, "chain" | "doubt" | "duties" | "argument" | "conclusion">;

const NO_CHAIN: Chain = { chain: [], doubt: null, duties: [], argument: [], conclusion: null };

const chainOf = (report: ScenesReport, chain: readonly Scene[]): Chain => ({
  chain: chain.map((_, at) => sceneView(report, chain, at)),
  doubt: report.minimal ? null : DOUBT,
  duties: dutiesOf(report),
  argument: argumentOf(report, chain),
  conclusion: conclusionOf(report),
});

const sceneView = (report: ScenesReport, chain: readonly Scene[], at: number): SceneView => {
  const scene = chain[at]!;
  const { traitors, lies, told } = scene;
  return {
    traitors,
    titles: titlesOf(report, scene),
    givers: report.givers,
    readings: report.readers.map((node) => readingView(chain, at, node)),
    lieCount: liesText(lies),
    lies: told.map(toldText),
  };
};

const readingView = (chain: readonly Scene[], at: number, node: string): ReadingView => {
  const view = chain[at]!.views[node];
  const twin = twinOf(chain, at, node);
  return {
    node,
    lines: view === undefined ? null : viewTexts(view),
    twin: twin === null ? null : twin + 1,
  };
};
