/** What every model must keep, whatever its protocol. One call a model declares the tests. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { check, replay, type CheckReport, type Json, type Trace } from "../../checks/index.ts";
import { fromJson } from "../../checks/schema/json.ts";
import { toJson } from "../../checks/schema/to-json.ts";
import type { Model } from "../../models/protocol.ts";
import { sampleOf } from "./sample.ts";
import { partialRules } from "./symmetry.ts";

export interface Subject {
  readonly model: Model;
  /** From the root of the repository. */
  readonly file: string;
  /** All of them, if none are named. */
  readonly scenarios?: readonly string[];
  /** Why rules may tell nodes of one role apart; without a reason they must not. */
  readonly ordered?: string;
  /** Rules of which the source does not speak, since its clients are not part of the protocol. */
  readonly uncitable?: readonly string[];
}

export const describeModel = (subject: Subject): void => {
  const { model } = subject;
  const reports = new Map<string, Promise<CheckReport>>();
  const checked: Checked = (options) => {
    const key = JSON.stringify(options);
    if (!reports.has(key)) reports.set(key, check(model, options));
    return reports.get(key)!;
  };
  const names = subject.scenarios ?? Object.keys(model.scenarios);
  describe(model.name, () => {
    describeScenarios(model, names, checked);
    describeBugs(model, checked);
    describeBehaviour(model, names, subject.ordered);
    describeText(subject);
  });
};

type Checked = (options: { scenario: string; bug?: string }) => Promise<CheckReport>;

const describeScenarios = (model: Model, names: readonly string[], checked: Checked): void => {
  it.each(names)("finds in scenario %s what is pinned there", async (scenario) => {
    const { counterexample, ...report } = await checked({ scenario });
    const { expect: pinned = { verdict: "holds-within-bounds" } } = model.scenarios[scenario]!;
    const length = counterexample === null ? {} : { length: counterexample.length };
    expect({ ...report, ...length }).toMatchObject(pinned);
  });

  it("fires every rule in some scenario", async () => {
    const all = await Promise.all(names.map((scenario) => checked({ scenario })));
    const fired = new Set(
      all.flatMap(({ rules }) => rules.filter((rule) => rule.fired)).map(({ rule }) => rule),
    );
    expect(all[0]!.rules.map(({ rule }) => rule).filter((rule) => !fired.has(rule))).toEqual([]);
  });

  it("has a witness, if it has an invariant: a model that does nothing must not pass", () => {
    const kinds = new Set(Object.values(model.properties).map(({ kind }) => kind));
    expect(kinds.has("sometimes") || !kinds.has("always")).toBe(true);
  });
};

const describeBugs = (model: Model, checked: Checked): void => {
  const bugs = Object.entries(model.bugs);

  it.each(bugs)(
    "finds bug %s, as short as it is pinned",
    async (bug, { breaks, in: scenario, length }) => {
      const report = await checked({ scenario, bug });
      expect(report).toMatchObject({
        verdict: "violated",
        property: breaks,
        counterexample: { length },
      });
    },
  );

  it.each(bugs)("keeps, without bug %s, the property that it breaks", async (_, bug) => {
    const report = await check(model, { scenario: bug.in, properties: [bug.breaks] });
    expect(report.verdict).toBe("holds-within-bounds");
  });

  it.each(bugs)(
    "violates when the trace of bug %s is run again, and not without the bug",
    async (bug, { in: scenario }) => {
      const trace = JSON.parse(JSON.stringify(await checked({ scenario, bug }))) as Trace;
      expect(replay(model, trace).outcome).toBe("violates");
      expect(replay(model, { ...trace, bug: null }).outcome).not.toBe("violates");
    },
  );
};

const describeBehaviour = (
  model: Model,
  names: readonly string[],
  ordered: string | undefined,
): void => {
  const samples = new Map<string, ReturnType<typeof sampleOf>>();
  const sampled = (scenario: string): ReturnType<typeof sampleOf> => {
    if (!samples.has(scenario)) samples.set(scenario, sampleOf(model, scenario));
    return samples.get(scenario)!;
  };

  it.each(names)(
    "has states in scenario %s that come through bytes and JSON unchanged",
    (scenario) => {
      const { instance, questions } = sampled(scenario);
      expect(questions.length).toBeGreaterThan(0);
      const changed = questions.filter(({ node: { state: codec, shape }, state }) => {
        const bytes = codec.encode(state).join();
        const json = JSON.parse(JSON.stringify(toJson(state))) as Json;
        const read = fromJson(shape, instance.setting.everyone, json);
        const decoded = codec.decode(codec.encode(state).slice());
        return codec.encode(decoded).join() !== bytes || codec.encode(read).join() !== bytes;
      });
      expect(changed).toEqual([]);
    },
  );

  it.each(names)(
    ordered === undefined
      ? "has rules that treat the nodes of a role alike, in scenario %s"
      : `has rules that may tell nodes of a role apart in scenario %s: ${ordered}`,
    (scenario) => {
      const { instance, questions } = sampled(scenario);
      const partial = partialRules(instance, questions);
      if (ordered === undefined) expect(partial).toEqual([]);
      else expect(partial).not.toEqual([]);
    },
  );
};

const describeText = ({ model, file, uncitable = [] }: Subject): void => {
  it("cites a section for every rule, clients of a reference model excepted", () => {
    const uncited = Object.entries(model.rules).flatMap(([role, table]) =>
      Object.entries(table)
        .filter(([, rule]) => !rule.section)
        .map(([tag]) => `${role}.${tag}`),
    );
    expect(uncited.filter((rule) => !uncitable.includes(rule))).toEqual([]);
  });

  it("says in its header what it follows, what may happen, and what it leaves out", () => {
    const [header] = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8").split("*/");
    for (const title of ["Source", "Network", "Left out"])
      expect(header).toMatch(new RegExp(`^ \\* ${title} +\\S.{9}`, "m"));
  });

  it("has names that people can type", () => {
    const { scenarios, properties, bugs, defaults = {} } = model;
    const typed = [model.name, ...[scenarios, properties, bugs, defaults].flatMap(Object.keys)];
    expect(typed.filter((name) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))).toEqual([]);
  });
};
