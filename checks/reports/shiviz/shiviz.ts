/**
 * A trace as a log for ShiViz, which draws who has heard of what from vector clocks:
 * https://bestchai.bitbucket.io/shiviz. An event is two lines, as ShiViz reads them by default.
 */
import { clocksOf } from "../../explanation/past.ts";
import type { Instance } from "../../model/instance.ts";
import type { Counterexample } from "../../trace.ts";
import { harmless } from "../terminal.ts";
import { eventsOf } from "./event-log.ts";

/** What ShiViz parses a log by, if nothing else is said. */
const PARSER = String.raw`(?<event>.*)\n(?<host>\S*) (?<clock>{.*})`;
/** What stands between several executions: there is one. */
const DELIMITER = "";

/** The trace of an instance; `end` says what its end does, as "violates agreement". */
export const shivizText = (instance: Instance, trace: Counterexample, end: string): string => {
  const hosts = hostsFor([...Object.keys(trace.initial), "network"]);
  const events = eventsOf(instance, trace);
  const clocks = clocksOf(
    hosts.length,
    events.map(({ host, count, follows }) => ({ places: [host], number: count, follows })),
  );
  const lines = events.flatMap(({ host, text }, at) => {
    const clock = hosts.flatMap((name, place) => {
      const count = clocks[at]![place]!;
      return count === 0 ? [] : [[name, count] as const];
    });
    const ends = at === events.length - 1 ? `; ${harmless(end)}` : "";
    return [`${text}${ends}`, `${hosts[host]} ${JSON.stringify(Object.fromEntries(clock))}`];
  });
  return [PARSER, DELIMITER, ...lines, ""].join("\n");
};

/** Without spaces, no two the same, and none that every object has a field of. */
const hostsFor = (names: readonly string[]): readonly string[] => {
  const hosts: string[] = [];
  for (const name of names) {
    let host = harmless(name).replaceAll(/\s/g, "_");
    while (host === "" || host in {} || hosts.includes(host)) host += "_";
    hosts.push(host);
  }
  return hosts;
};
