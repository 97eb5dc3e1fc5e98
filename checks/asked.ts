/** What is asked of a model, as it is chosen and as it is reported. */
import type { Model } from "../models/protocol.ts";
import { digestOf } from "./host.ts";
import type { CheckOptions } from "./report.ts";

type Asked = Pick<CheckOptions, "scenario" | "bug" | "parameters">;

/** Those that are given: what is not given is not there. */
export const choiceOf = ({ scenario, bug, parameters }: Asked) => ({
  ...(scenario !== undefined && { scenario }),
  ...(bug !== undefined && { bug }),
  ...(parameters !== undefined && { parameters }),
});

/** Without a scenario, the bug's own or the model's first. */
export const namesOf = (model: Model, { scenario, bug }: Asked) => ({
  version: 1 as const,
  model: model.name,
  digest: modelDigest(model),
  scenario: scenario ?? model.bugs[bug ?? ""]?.in ?? Object.keys(model.scenarios)[0] ?? "",
  bug: bug ?? null,
});

/**
 * Of a model's schemas, data and functions, as they were compiled: another digest, another text of
 * the model. What its functions call is not in it.
 */
export const modelDigest = (model: Model): string =>
  digestOf(
    JSON.stringify(model, (_, value: unknown) => {
      if (value instanceof Set || value instanceof Map) return [...value];
      if (typeof value !== "function") return value;
      return "ast" in value ? value.ast : String(value);
    }),
  );
