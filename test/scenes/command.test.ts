import { describe, expect, it } from "vitest";
import { document, strategosHere, temporaryFolder, write } from "../cli/strategos.ts";

const generals = "models/oral-messages.ts";
const ask = (...args: readonly string[]) => strategosHere(["scenes", generals, ...args]);

describe("strategos scenes", () => {
  it("ends with 0 where there is a chain, and where there is none", async () => {
    const chain = await ask("--nodes", "3", "--traitors", "1");
    const none = await ask("--nodes", "4", "--traitors", "1", "--param", "m=2");
    expect([chain.status, chain.err, none.status, none.err]).toEqual([0, "", 0, ""]);
    expect(chain.out).toContain("no decision rule works: a chain of 3 scenes\n");
    expect(none.out).toContain("no chain: some decision rule works\n");
  });

  it("ends with 1 where fewer than two nodes are loyal", async () => {
    const { status, out } = await ask("--nodes", "3", "--traitors", "2");
    expect(status).toBe(1);
    expect(out).toContain("nobody to agree with");
  });

  it("ends with 3 where a limit is reached, or too much would have to be explored", async () => {
    const limited = await ask("--max-states", "5");
    const large = await ask("--nodes", "10", "--traitors", "3");
    expect([limited.status, large.status]).toEqual([3, 3]);
    expect(limited.out).toContain("Stopped by --max-states 5.");
    expect(large.out).toContain("budget exceeded\n");
  });

  it("asks of the model's first scenario, unless told otherwise", async () => {
    expect((await ask()).out).toContain("nodes = 3; traitors = 1; m = 1");
  });

  it("has figures, not texts, in its JSON", async () => {
    const said = await document(["scenes", generals, "--nodes", "4", "--traitors", "1"]);
    expect(said).toMatchObject({ version: 1, model: "oral-messages", scenes: 32, views: 24 });
    expect(said).toMatchObject({ parameters: { nodes: 4, traitors: 1, m: 1 }, chain: null });
  });

  it.each([
    [["two-phase-commit"], "two-phase-commit has no scenes: it does not say what is ordered"],
    [["two-phase-commit", "--nodes", "3"], "two-phase-commit has no scenes"],
    [["oral-mesages.ts"], "oral-mesages.ts: no such file"],
    [["no-such-model"], 'unknown model "no-such-model"'],
    [[generals, "--nodes", "2"], "--nodes: expected a whole number from 3 to 10, actual 2"],
    [[generals, "--traitors", "9"], "--traitors: expected a whole number from 0 to 3, actual 9"],
    [[generals, "--param", "relays=1"], 'unknown parameter "relays" of oral-messages'],
    [[generals, "--nodes", "3", "--param", "nodes=3"], 'parameter "nodes" is given twice'],
    [[generals, "--scenario", "x"], 'unknown option "--scenario" of scenes'],
    [[], "missing required argument 'MODEL'"],
  ])("ends with 2 and one line for %j", async (args, line) => {
    const { status, out, err } = await strategosHere(["scenes", ...args]);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toContain(line);
    expect(err.split("\n")).toHaveLength(2);
  });

  it("ends with 2 for a model that observes what it does not have", async () => {
    const file = write(
      temporaryFolder(),
      "odd.ts",
      `import model from "${process.cwd()}/models/oral-messages.ts";`,
      "export default { ...model, scenes: { ...model.scenes, views: { general: () => 1 } } };",
    );
    const { status, err } = await strategosHere(["scenes", file]);
    expect(status).toBe(2);
    expect(err).toContain('scenes.views: it observes "general", which is none of commander');
  });

  it("has an example in its help", async () => {
    const { status, out } = await strategosHere(["scenes", "--help"]);
    expect(status).toBe(0);
    expect(out).toContain("$ strategos scenes oral-messages --nodes 3 --traitors 1\n");
  });
});
