import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ConformResult } from "../../checks/index.ts";
import { document, root, strategosHere, temporaryFolder, write } from "../cli/strategos.ts";

const folder = temporaryFolder();
const size = ["--nodes", "4", "--traitors", "1"];

const only = async (...args: readonly string[]): Promise<ConformResult> => {
  const { results } = await document(["conform", ...args]);
  return (results as readonly [ConformResult])[0];
};

describe("strategos conform", () => {
  it("takes --nodes and --traitors for the parameters of these names", async () => {
    const { parameters, verdict } = await only("oral-messages", ...size);
    expect(parameters).toEqual({ nodes: 4, traitors: 1, m: 1 });
    expect(verdict).toBe("conforms-within-bounds");
    const { out } = await strategosHere(["conform", "oral-messages", ...size, "--runs", "2"]);
    expect(out).toContain("oral-messages with nodes = 4, traitors = 1, held against");
  });

  it("shows a difference again with what these stand for", async () => {
    const deaf = "() => ({ take: () => [], state: () => ({ order: 'attack' }) })";
    const text = `export default { roles: { commander: ${deaf}, lieutenant: "model" } };`;
    const adapter = write(folder, "deaf.js", text);
    const args = ["oral-messages", "--impl", adapter];
    const { out } = await strategosHere(["conform", ...args, ...size]);
    expect(out).toContain(
      `  npx strategos conform ${args.join(" ")} --scenario three-generals-one-traitor ` +
        "--param nodes=4 --param traitors=1\n",
    );
  });

  it("ends with 3 where the memory is used up, and says which limit it was", async () => {
    const args = ["two-phase-commit", "--max-memory", "1"];
    const { status, out } = await strategosHere(["conform", ...args]);
    expect(status).toBe(3);
    expect(out).toContain("budget exceeded: stopped by --max-memory 1; ");
    expect(await only(...args)).toMatchObject({ stopped: "memory", memoryLimit: 1 });
    expect(await only("two-phase-commit")).toMatchObject({ stopped: null, memoryLimit: null });
  });

  it("says of a node that differs before anything happens: as it starts", async () => {
    const late = "() => ({ take: () => [], state: () => ({ order: null }) })";
    const text = `export default { roles: { commander: ${late}, lieutenant: "model" } };`;
    const adapter = write(folder, "late.js", text);
    const { status, out } = await strategosHere(["conform", "oral-messages", "--impl", adapter]);
    expect(status).toBe(1);
    expect(out).toContain("\ndifference: as it starts\n");
    expect(out).toContain("\nthen commander starts\n");
  });

  it.each([
    [["--max-memory", "2", "--runs", "1"], "--max-memory is for all states, and --runs visits"],
    [["--nodes", "4", "--param", "nodes=5"], 'parameter "nodes" is given twice'],
    [["--nodes", "x"], "--nodes: expected a whole number of at least 0"],
  ])("refuses %j", async (args, message) => {
    const { status, out, err } = await strategosHere(["conform", "oral-messages", ...args]);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toContain(message);
  });

  it("refuses with 2 and one line what several nodes do at once", async () => {
    const path = JSON.stringify(join(root, "models/two-phase-commit.ts"));
    const file = write(
      folder,
      "meeting.ts",
      `import model from ${path};`,
      'const joint = { Meet: { role: "participant", with: "participant", rule: () => null } };',
      "export default { ...model, joint };",
    );
    const adapter = join(root, "impl/adapters/two-phase-commit.ts");
    const { status, out, err } = await strategosHere(["conform", file, "--impl", adapter]);
    expect([status, out]).toEqual([2, ""]);
    expect(err).toMatch(
      /^strategos: two-phase-commit has steps [^\n]+ at once \(Meet\), [^\n]+\n$/,
    );
  });
});
