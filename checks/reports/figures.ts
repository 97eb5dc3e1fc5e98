/** Numbers as people read them. */
import { match } from "ts-pattern";
import type { CheckReport, Method } from "../report.ts";

export const grouped = (value: number): string => value.toLocaleString("en-US");

/** `1 state`, `288 states`. */
export const counted = (value: number, noun: string): string =>
  `${grouped(value)} ${noun}${value === 1 ? "" : "s"}`;

/** `no lies`, `1 lie`, `2 lies`. */
export const liesText = (lies: number): string => {
  if (lies === 0) return "no lies";
  return lies === 1 ? "1 lie" : `${grouped(lies)} lies`;
};

/** What a composition counts are not states of the whole. */
export const statesText = (states: number, method: Method): string =>
  counted(states, method === "search" ? "state" : "outcome vector");

export const secondsText = (seconds: number): string => {
  if (seconds < 10) return `${seconds.toFixed(2)} s`;
  if (seconds < 120) return `${seconds.toFixed(0)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
};

/** Three digits are enough to see whether it is fast. */
export const rateText = (states: number, seconds: number): string =>
  seconds < 0.001 ? "" : `${grouped(Number((states / seconds).toPrecision(3)))} states/s`;

export const memoryText = (bytes: number): string => `${grouped(Math.round(bytes / 2 ** 20))} MiB`;

/** What ended a search. @param limits what it was given, by what may stop it. */
export const stopText = (
  report: Pick<CheckReport, "stopped" | "memoryLimit">,
  limits: Readonly<Record<string, string>>,
): string =>
  match(report.stopped)
    .with("states", () => `--max-states ${limits["states"] ?? ""}`)
    .with("depth", () => `--max-depth ${limits["depth"] ?? ""}`)
    .with("memory", () => memoryStop(report, limits["memory"]))
    .with("time", () => `--timeout ${limits["time"] ?? ""}`)
    .with("interrupt", () => "an interrupt")
    .with("strategies", () => "the number of strategies")
    .with(null, () => "a limit")
    .exhaustive()
    .trim();

/** What a search that ran out of memory was stopped by; `asked` is the limit, if one was set. */
export const memoryStop = (
  { memoryLimit }: { readonly memoryLimit: number | null },
  asked: string | undefined,
): string => {
  if (asked !== undefined) return `--max-memory ${asked}`;
  const size = memoryLimit === null ? "" : `, ${grouped(memoryLimit)} MiB in all`;
  return `memory (three quarters of what was free when it began${size})`;
};
