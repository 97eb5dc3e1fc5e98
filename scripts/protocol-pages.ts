/** Asks of every protocol of the catalogue what its page tells, one question after the other. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gridOf } from "../checks/cli/bounds.ts";
import { commandLine, pathLines } from "../checks/cli/command-lines.ts";
import { check, scenes, type CheckReport, type ScenesReport } from "../checks/index.ts";
import type { Grid } from "../checks/reports/grid.ts";
import { failingOf } from "../checks/reports/grid.ts";
import { indexOf } from "../checks/reports/protocol-page/index-page.ts";
import { pageOf } from "../checks/reports/protocol-page/page.ts";
import type { Answer, Protocol } from "../checks/reports/protocol-page/protocol.ts";
import { catalogue } from "../models/index.ts";
import type { Model } from "../models/protocol.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

export const PAGES: string = `${ROOT}docs/protocols/`;

/** By the name of its file, the text of each page. */
export const protocolPages = async (): Promise<ReadonlyMap<string, string>> => {
  const protocols: Protocol[] = [];
  for (const model of catalogue) protocols.push(await protocolOf(model));
  return new Map([
    ["README.md", indexOf(protocols)],
    ...protocols.map((protocol) => [`${protocol.model.name}.md`, pageOf(protocol)] as const),
  ]);
};

const protocolOf = async (model: Model): Promise<Protocol> => {
  const file = `models/${model.name}.ts`;
  const scenarios: Answer[] = [];
  for (const scenario of Object.keys(model.scenarios))
    scenarios.push(await answerOf(model, scenario));
  const bugs: CheckReport[] = [];
  for (const bug of Object.keys(model.bugs)) bugs.push(await check(model, { bug }));
  const grid = model.predicts === undefined ? null : await gridOf(model.name, model, {});
  return {
    model,
    file,
    source: readFileSync(`${ROOT}${file}`, "utf8"),
    scenarios,
    bugs,
    grid,
    scenes: await scenesOf(model, grid),
    commands: {
      of: commandLine,
      again: (trace, choices) => pathLines(model.name, [trace], choices),
    },
  };
};

const answerOf = async (model: Model, scenario: string): Promise<Answer> => {
  const report = await check(model, { scenario });
  const { properties, rules } = report;
  const isComplete =
    properties.every(({ status }) => status !== "unknown") && rules.every(({ fired }) => fired);
  if (report.verdict !== "violated" || isComplete) return { report, complete: report };
  return { report, complete: await check(model, { scenario, goOn: true }) };
};

const scenesOf = async (model: Model, grid: Grid | null): Promise<ScenesReport | null> => {
  const [failing] = grid === null ? [] : failingOf(grid);
  if (model.scenes === undefined || failing === undefined) return null;
  const { nodes, traitors } = failing;
  return await scenes(model, { parameters: { nodes, traitors } });
};
