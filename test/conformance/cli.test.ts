import { describe, expect, it } from "vitest";
import type { ConformResult } from "../../checks/index.ts";
import { implementations } from "../../impl/index.ts";
import { document, strategos, strategosHere, temporaryFolder, write } from "../cli/strategos.ts";

const folder = temporaryFolder();

const counting = (name: string, ...tick: readonly string[]): string =>
  write(
    folder,
    name,
    'import type { Adapter } from "strategos/adapter";',
    "const adapter: Adapter = {",
    "  roles: {",
    "    counter: () => {",
    "      let count = 0;",
    "      return {",
    "        take: ({ tag }) => {",
    ...tick.map((line) => `          ${line}`),
    "          return [];",
    "        },",
    "        state: () => ({ count }),",
    "      };",
    "    },",
    "  },",
    "};",
    "export default adapter;",
  );

const model = write(
  folder,
  "counter.ts",
  'import { Schema as S } from "@effect/schema";',
  'import { become, int, vocabulary } from "strategos/model";',
  "const { model, rules } = vocabulary({",
  "  parameters: S.Struct({ most: int(1, 9) }),",
  '  roles: { counter: { state: S.Struct({ count: int(0, "most") }), timers: { Tick: {} } } },',
  "});",
  "const counter = rules.counter({",
  "  Tick: ({ count }, _, { parameters }) =>",
  "    count < parameters.most ? become({ count: count + 1 }) : null,",
  "});",
  "export default model({",
  '  name: "counter", source: "fingers", population: () => ({ counter: 1 }),',
  "  initial: { counter: () => [become({ count: 0 })] }, rules: { counter }, properties: {},",
  "  scenarios: { few: { parameters: { most: 2 } }, many: { parameters: { most: 5 } } }, bugs: {},",
  "});",
);
const counter = counting("upto5.ts", 'if (tag === "Tick" && count < 5) count++;');

describe("strategos conform", () => {
  it("says of each scenario what was compared, and ends with 0 where nothing differs", async () => {
    const { status, out, err } = await strategosHere(["conform", "two-phase-commit"]);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(out).toContain("two-phase-commit, held against its implementation\n");
    expect(out).toMatch(
      / nobody-crashes +conforms within these bounds: 543 pairs at 4 nodes, 6,623 states, 0\./,
    );
    expect(out).toMatch(/\nconforms within these bounds: every reachable pair [^]* in 4\n? +scen/);
    expect(out.replace(/\n +/g, " ")).toContain(
      " 4 scenarios, each after one shortest history; --runs N tries others. These bounds say ",
    );
    expect(out).not.toMatch(/\bproved|\bproven|\[\d+m/);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it("tells a difference step by step, and the command that shows it again, with 1", async () => {
    const args = ["conform", model, "--impl", counter];
    const { status, out, err } = await strategosHere(args);
    expect({ status, err }).toEqual({ status: 1, err: "" });
    expect(out).toMatch(/ few +differs at counter: 3 pairs at 1 node, 3 states, /);
    expect(out).toContain(
      "bounds  most = 2; network bag; no faults\ndifference: after 2 actions\n",
    );
    expect(out).toMatch(/ 1 {2}● {4}counter on expiry of Tick\n +│ +count: 0 -> 1 {2}\S+:8\n/);
    expect(out).toMatch(/\nthen counter is told of the expiry of Tick {2}\S+:8\n/);
    expect(out).toContain("  before           {count: 2}\n");
    expect(out).toContain("  model            ignores it: {count: 2}, sends nothing\n");
    expect(out).toContain("  implementation   its state is outside the schema: count: ");
    expect(out).toContain("  differs in       state.count\n");
    const again = `npx strategos conform ${model} --impl ${counter} --scenario few`;
    expect(out).toContain(`to see it again:\n  ${again}\n`);
    expect(out).toMatch(/ many +conforms within these bounds: 6 pairs at 1 node, 6 states, /);
    expect(out).toMatch(/\nnot as its model: differs in 1 of 2 scenarios\n$/);
    expect((await strategosHere(again.split(" ").slice(2))).status).toBe(1);
  });

  it("compares one scenario if it is named, and the first with other parameters", async () => {
    const many = await document(["conform", model, "--impl", counter, "--scenario", "many"]);
    const other = await document(["conform", model, "--impl", counter, "--param", "most=5"]);
    const told = (results: unknown): unknown =>
      (results as readonly ConformResult[]).map(({ scenario, parameters, verdict }) => [
        scenario,
        parameters,
        verdict,
      ]);
    expect(told(many["results"])).toEqual([["many", { most: 5 }, "conforms-within-bounds"]]);
    expect(told(other["results"])).toEqual([["few", { most: 5 }, "conforms-within-bounds"]]);
  });

  it("finds the same with random runs, and prints the seed that shows it again", async () => {
    const twice = counting(
      "twice.ts",
      'if (tag === "Tick" && count < 5) count += count === 3 ? 2 : 1;',
    );
    const args = ["conform", model, "--impl", twice, "--scenario", "many", "--runs", "20"];
    const { status, out } = await strategosHere(args);
    expect(status).toBe(1);
    expect(out).toMatch(/ events in \d+ random runs? of seed 1 at 1 node/);
    expect(out).toContain("difference: after 3 actions\n");
    expect(out).toContain(`  npx strategos ${args.join(" ")} --seed 1\n`);
  });

  it("says at which line of the user's code something was thrown", async () => {
    const twice = counting("trouble.ts", 'if (count === 1) throw new Error("boom");', "count++;");
    const { status, out } = await strategosHere(["conform", model, "--impl", twice]);
    expect(status).toBe(1);
    expect(out).toMatch(/\n {2}implementation {3}it throws: boom \(\S*trouble\.ts:8\)\n/);
  });

  it("says of a difference before anything else has happened: at the first event", async () => {
    const idle = counting("idle.ts", 'if (tag === "never") count++;');
    const { out } = await strategosHere(["conform", model, "--impl", idle]);
    expect(out).toContain("\ndifference: at the first event\n\nthen counter is told of");
  });

  it("ends with 3 where a limit ends it, and says that the rest is unknown", async () => {
    const { status, out } = await strategosHere([
      "conform",
      "two-phase-commit",
      "--max-states",
      "9",
    ]);
    expect(status).toBe(3);
    expect(out).toMatch(/budget exceeded: stopped by --max-states 9; no difference in \d+ pairs/);
    expect(out).toContain("the rest is unknown");
    expect(out).toContain("no answer within these limits");
  });

  it("ends with 3 after a Ctrl-C", async () => {
    const args = ["conform", "oral-messages", "--param", "nodes=6", "--param", "traitors=2"];
    const { status, out } = await strategos(args, { interruptAfter: 1_500 });
    expect(status).toBe(3);
    expect(out).toContain("stopped by an interrupt");
  });

  it("ends with 2 and one line where the model is at fault", async () => {
    const strays = write(
      folder,
      "strays.ts",
      'import { Schema as S } from "@effect/schema";',
      'import { become, int, vocabulary } from "strategos/model";',
      "const { model, rules } = vocabulary({",
      "  parameters: S.Struct({}),",
      "  roles: { counter: { state: S.Struct({ count: int(0, 1) }), timers: { Tick: {} } } },",
      "});",
      "const counter = rules.counter({",
      "  Tick: ({ count }) => become({ count: count + 1 }),",
      "});",
      "export default model({",
      '  name: "strays", source: "fingers", population: () => ({ counter: 1 }),',
      "  initial: { counter: () => [become({ count: 0 })] }, rules: { counter }, properties: {},",
      "  scenarios: { only: { parameters: {} } }, bugs: {},",
      "});",
    );
    const { status, err } = await strategosHere(["conform", strays, "--impl", counter]);
    expect(status).toBe(2);
    expect(err).toMatch(/^strategos: strays, only: \S+strays\.ts:8: counter\.Tick: [^\n]*\n$/);
  });
});

describe("strategos conform refuses with 2 and one line", () => {
  const known = Object.keys(implementations).join(", ");
  const file = (name: string, ...lines: readonly string[]): string => write(folder, name, ...lines);
  const node = "() => ({ take: () => [], state: () => ({ count: 0 }) })";

  it.each([
    [["conform"], "missing required argument 'MODEL'"],
    [["conform", "two-phase-comit"], 'did you mean "two-phase-commit"?'],
    [
      ["conform", model],
      `counter has no implementation here (there is one of ${known}); ` +
        "name a module that exports an adapter: --impl PATH",
    ],
    [["conform", model, "--impl", "nowhere.ts"], "nowhere.ts: no such file"],
    [["conform", model, "--impl", "test"], "test: not a file"],
    [["conform", model, "--impl", model], "exports no adapter: its default export has to be"],
    [
      ["conform", model, "--impl", file("page.md", "# A page")],
      "page.md is no module: its path has to end as .ts or .js does",
    ],
    [
      [
        "conform",
        model,
        "--impl",
        file("odd.js", 'export default { roles: { counter: "modle" } };'),
      ],
      'odd.js: role counter: expected a function or "model", actual "modle"',
    ],
    [
      ["conform", model, "--impl", file("object.js", "export default { roles: { counter: {} } };")],
      'object.js: role counter: expected a function or "model", actual an object',
    ],
    [["conform", model, "--impl", file("broken.ts", "", "const wrong = ;")], "broken.ts:2:14: "],
    [
      ["conform", model, "--impl", file("throws.ts", "", 'throw new Error("no");')],
      "throws.ts:2: no",
    ],
    [
      [
        "conform",
        model,
        "--impl",
        file("other.js", `export default { roles: { conter: ${node} } };`),
      ],
      'the implementation: unknown role "conter" of counter; did you mean "counter"?',
    ],
    [
      ["conform", model, "--impl", file("none.js", "export default { roles: {} };")],
      "the implementation has no role counter of counter",
    ],
    [
      [
        "conform",
        model,
        "--impl",
        file("null.js", "export default { roles: { counter: () => 1 } };"),
      ],
      "the implementation of role counter starts no node",
    ],
    [
      [
        "conform",
        model,
        "--impl",
        file("half.js", "export default { roles: { counter: () => ({ take: () => [] }) } };"),
      ],
      "the implementation of role counter has no state()",
    ],
    [
      [
        "conform",
        "two-phase-commit",
        "--impl",
        file(
          "brief.js",
          `export default { roles: { coordinator: ${node}, participant: ${node} } };`,
        ),
      ],
      "the implementation of role coordinator has no restarted(), and the model keeps phase over",
    ],
    [["conform", "two-phase-commit", "--scenario", "nobody-crash"], "did you mean"],
    [["conform", "two-phase-commit", "--param", "participants=21"], "from 1 to 20, actual 21"],
    [["conform", "two-phase-commit", "--seed", "1"], "--seed is for --runs only"],
    [["conform", "two-phase-commit", "--steps", "1"], "--steps is for --runs only"],
    [
      ["conform", "two-phase-commit", "--runs", "0"],
      "--runs: expected a whole number of at least 1",
    ],
    [
      ["conform", "two-phase-commit", "--runs", "x"],
      "--runs: expected a whole number of at least 1",
    ],
    [
      ["conform", "two-phase-commit", "--runs", "1", "--seed", "2147483648"],
      "--seed: expected a whole number up to 2147483647, actual 2147483648",
    ],
    [
      ["conform", "two-phase-commit", "--runs", "1", "--steps", "100001"],
      "--steps: expected a whole number up to 100000, actual 100001",
    ],
    [["conform", "two-phase-commit", "--runs", "1", "--runs", "2"], "--runs is given twice"],
    [
      ["conform", "two-phase-commit", "--runs", "1", "--max-states", "2"],
      "--max-states is for all states, and --runs visits some; drop one",
    ],
    [["conform", "two-phase-commit", "--bug", "x"], 'unknown option "--bug" of conform'],
    [
      ["conform", "oral-messages", "--param", "nodes=3", "--param", "traitors=2"],
      "fewer than two nodes are loyal",
    ],
  ])("%j", async (args, message) => {
    const { status, out, err } = await strategosHere(args);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toMatch(/^strategos: [^\n]*\n$/);
    expect(err).toContain(message);
  });
});
