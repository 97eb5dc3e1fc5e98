/** Every counterexample of the catalogue, as other tools read it. */
import { describe, expect, it } from "vitest";
import { predecessorsOf } from "../../checks/explanation/causality.ts";
import { circumstancesOf } from "../../checks/explanation/circumstances.ts";
import { pastOf } from "../../checks/explanation/past.ts";
import type { Counterexample } from "../../checks/index.ts";
import { instanceOf, type Instance } from "../../checks/model/instance.ts";
import { changedBy } from "../../checks/reports/endings.ts";
import { itfText } from "../../checks/reports/itf/itf.ts";
import { shivizText } from "../../checks/reports/shiviz/shiviz.ts";
import { toJson } from "../../checks/schema/to-json.ts";
import { broken, found } from "../explanation/broken.ts";
import { faultsOf, valueOf } from "./itf-grammar.ts";
import { DEFAULT_PARSER, isWithin, parsed, readLog, type LogEvent } from "./shiviz-log.ts";

/** The local states before the first step and after each, as the trace has them. */
const statesOf = ({ initial, steps }: Counterexample): readonly Counterexample["initial"][] => {
  const now = { ...initial };
  return [
    { ...now },
    ...steps.map((step) => {
      for (const { node, state } of changedBy(step)) now[node] = state;
      return { ...now };
    }),
  ];
};

/** The event of a step at the node that takes it; an idle turn has none. */
const eventsOfSteps = (
  { steps }: Counterexample,
  log: readonly LogEvent[],
): readonly (LogEvent | undefined)[] =>
  steps.map(({ node }, at) =>
    log.find(
      ({ event, host }) => event.startsWith(`step ${at + 1}: `) && host === (node ?? "network"),
    ),
  );

/** For each step its past, where the network takes one step after the other. */
const pastsOf = (instance: Instance, trace: Counterexample): readonly (readonly number[])[] => {
  const { steps } = trace;
  const predecessors = predecessorsOf(trace, circumstancesOf(instance, steps));
  const inOrder = predecessors.map((some, index) =>
    steps[index]!.node === null
      ? [
          ...some,
          ...[...steps.keys()]
            .filter((at) => at < index && steps[at]!.node === null)
            .map((at) => at + 1),
        ]
      : some,
  );
  return steps.map((_, index) => pastOf([index + 1], inOrder));
};

describe("the catalogue is written", () => {
  it.each(broken)(
    "%s",
    async (_, model, choice) => {
      const { counterexample: trace } = await found(model, choice);
      const instance = instanceOf(model, choice);

      const itf = JSON.parse(itfText(instance, trace, "a trace"));
      expect(faultsOf(itf)).toEqual([]);
      const locals = itf.states.map(({ nodes }: { nodes: unknown }) => toJson(valueOf(nodes)));
      expect(locals).toEqual(
        statesOf(trace).map((states) => toJson(new Map(Object.entries(states)))),
      );

      const text = shivizText(instance, trace, "ends");
      const log = readLog(text);
      expect(parsed(DEFAULT_PARSER, text)).toEqual(log.map((one) => expect.objectContaining(one)));
      const events = eventsOfSteps(trace, log);
      const pasts = pastsOf(instance, trace).flatMap((past, at) => {
        const event = events[at];
        return event === undefined
          ? []
          : [[event, past.flatMap((step) => events[step - 1] ?? [])] as const];
      });
      const shown = events.flatMap((event) => event ?? []);
      for (const [event, past] of pasts)
        expect(shown.filter(({ clock }) => isWithin(clock, event.clock))).toEqual(past);
    },
    60_000,
  );
});
