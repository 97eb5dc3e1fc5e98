/** `--dump FILE.dot`: the states of a small search, drawn. */
import { existsSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "../errors.ts";
import { MOST_DRAWN, type CheckOptions, type CheckReport } from "../report.ts";
import { dotText } from "../reports/dot.ts";
import { grouped } from "../reports/figures.ts";
import { attempt } from "./attempt.ts";
import type { StateGraph } from "../state-graph.ts";

interface Drawing {
  readonly options: Pick<CheckOptions, "onGraph">;
  /** @throws UsageError if there is nothing to draw, or too much. */
  readonly write: (report: CheckReport) => void;
}

/** Where it is written is settled before a search starts. */
export const drawingIn = (file: string, force: boolean): Drawing => {
  if (!file.endsWith(".dot")) throw new UsageError(`--dump: expected FILE.dot, actual "${file}"`);
  if (existsSync(file) && !force)
    throw new UsageError(`--dump: ${file} exists; --force replaces it`);
  if (!existsSync(dirname(file))) throw new UsageError(`--dump: no folder ${dirname(file)}`);
  if (existsSync(file) && statSync(file).isDirectory())
    throw new UsageError(`--dump: ${file} is a folder`);
  let drawn: StateGraph | null = null;
  return {
    options: { onGraph: (graph) => void (drawn = graph) },
    write: (report) => {
      if (drawn === null)
        throw new UsageError(
          `--dump: ${grouped(report.states)} states are not drawn; at most ` +
            `${grouped(MOST_DRAWN)} of a search are`,
        );
      const title = [report.model, report.scenario, ...(report.bug === null ? [] : [report.bug])];
      attempt("--dump", () => writeFileSync(file, dotText(title.join(" "), drawn!)));
    },
  };
};
