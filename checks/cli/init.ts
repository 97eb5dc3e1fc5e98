/** `strategos init`: a first model and its test in a project of the user's. */
import { existsSync, mkdirSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "../errors.ts";
import { initText } from "../reports/init-text.ts";
import { jsonText } from "../reports/terminal.ts";
import { quote } from "../schema/print.ts";
import { attempt } from "./attempt.ts";
import type { ExitStatus } from "./expectation.ts";
import { isInstalled, projectHere, withScripts, type Project } from "./project.ts";
import { templatesFor, type Template } from "./templates.ts";

export interface InitFlags {
  readonly ts?: true;
  readonly js?: true;
  readonly json?: true;
}

export const runInit = (name: string, flags: InitFlags): ExitStatus => {
  if (!/^[a-z][a-z\d]*(?:-[a-z\d]+)*$/.test(name))
    throw new UsageError(`NAME: expected a word in kebab-case, actual ${quote(name)}`);
  if (flags.ts && flags.js) throw new UsageError("--ts and --js exclude each other");
  const project = projectHere();
  const language = flags.ts || (!flags.js && project.hasTypes) ? "ts" : "js";
  const templates = templatesFor(name, project.isModule ? language : `m${language}`);
  const taken = templates.find(({ file }) => existsSync(file));
  if (taken !== undefined)
    throw new UsageError(`${taken.file} exists, and is not overwritten; nothing was written`);
  const [model = ""] = templates.map(({ file }) => file);
  const command = `strategos check ${model}`;
  const scripts = "check" in project.scripts ? {} : { check: command };
  write(templates, project, scripts);
  const files = templates.map(({ file }) => file);
  const missing = ["strategos", "vitest"].filter((dependency) => !isInstalled(dependency));
  const { isModule } = project;
  process.stdout.write(
    flags.json
      ? jsonText({ version: 1, files, scripts })
      : initText({ files, scripts, command, missing, isModule }),
  );
  return 0;
};

/** All of it, or nothing: what was written is taken back where the rest cannot be. */
const write = (
  templates: readonly Template[],
  project: Project,
  scripts: Readonly<Record<string, string>>,
): void => {
  const undo: (() => void)[] = [];
  try {
    for (const { file, text } of templates) {
      create(dirname(file), undo);
      attempt(file, () => writeFileSync(file, text, { flag: "wx" }));
      undo.push(() => rmSync(file));
    }
    if (Object.keys(scripts).length > 0)
      attempt("package.json", () => writeFileSync("package.json", withScripts(project, scripts)));
  } catch (error) {
    for (const back of undo.toReversed()) back();
    throw error;
  }
};

const create = (folder: string, undo: (() => void)[]): void => {
  if (existsSync(folder)) return;
  attempt(folder, () => mkdirSync(folder));
  undo.push(() => rmdirSync(folder));
};
