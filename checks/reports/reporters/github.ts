/**
 * The lines for people, and below each that tells of a failure the workflow command by which GitHub
 * shows it beside the line of the model at fault.
 */
import { posix } from "node:path";
import { harmless, plain } from "../terminal.ts";
import type { Again, Reporter, Result, SilentRule } from "./reporter.ts";
import { textReporter } from "./text.ts";
import {
  faultsOf,
  harmlessResult,
  INTERRUPTED,
  nameOf,
  placeIn,
  silenceOf,
  sourceOf,
  WHOLE,
  type Place,
} from "./wording.ts";

/** @param folder of the run, from the root of the repository on; empty for the root. */
export const githubReporter = (again: Again, folder: string): Reporter => {
  const text = textReporter(again);
  return {
    answer: (result, fate) =>
      inert(text.answer(result, fate)) +
      (result.ok ? "" : failureCommand(harmlessResult(result), harmless(again(result)), folder)),
    silence: (model, rules) =>
      inert(text.silence(model, rules)) +
      rules.map((rule) => silenceCommand(harmless(model), rule, folder)).join(""),
    end: (run) =>
      inert(text.end(run)) + (run.interrupted ? errorCommand(WHOLE, INTERRUPTED, null) : ""),
  };
};

const silenceCommand = (model: string, { rule, source }: SilentRule, folder: string): string =>
  errorCommand(model, silenceOf(harmless(rule)), inRepository(source && harmless(source), folder));

const failureCommand = (result: Result, again: string, folder: string): string => {
  const message = [...faultsOf(result), `try ${again}`].join("\n");
  return errorCommand(nameOf(result), message, inRepository(sourceOf(result), folder));
};

const inRepository = (source: string | null, folder: string): Place | null => {
  const place = placeIn(source);
  return place === null || posix.isAbsolute(place.file)
    ? place
    : { ...place, file: posix.join(folder, place.file) };
};

const errorCommand = (title: string, message: string, place: Place | null): string => {
  const properties = Object.entries({ ...place, title });
  const told = properties.map(([name, value]) => `${name}=${propertyOf(String(value))}`);
  return `::error ${told.join(",")}::${dataOf(message)}\n`;
};

const dataOf = (text: string): string =>
  withoutOldCommands(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const propertyOf = (text: string): string =>
  dataOf(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** The runner takes a line that begins with two colons for a command, whatever space is before. */
const inert = (text: string): string =>
  withoutOldCommands(plain(text)).replaceAll(/^(\s*):(?=:)/gm, "$1\\u{3a}");

/** The older form is taken for a command even within a line. */
const withoutOldCommands = (text: string): string => text.replaceAll("##[", "#\\u{23}[");
