/** A trace told in plain sentences, for the message of a test or for a file: never in colour. */
import { stripVTControlCharacters } from "node:util";
import type { Counterexample } from "../report.ts";
import { traceText, type Words } from "./counterexample-text.ts";
import { harmlessTrace } from "./harmless-report.ts";

export const storyOf = (trace: Counterexample, words: Words, inRounds: boolean): string =>
  stripVTControlCharacters(traceText(harmlessTrace(trace), words, inRounds).join("\n"));
