import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** Each is one mistake in a model of a voter that hears `Ask` and `Stop`. */
const mistakes = [
  {
    claim: "names the message that has no rule",
    code: `rules.voter({ Ask: () => null, Timeout: () => null, Abstain: () => null });`,
    says: "Property 'Stop' is missing",
  },
  {
    claim: "names the timer that has no rule",
    code: `rules.voter({ Ask: () => null, Stop: () => null, Abstain: () => null });`,
    says: "Property 'Timeout' is missing",
  },
  {
    claim: "names the request that has no rule",
    code: `rules.voter({ Ask: () => null, Stop: () => null, Timeout: () => null });`,
    says: "Property 'Abstain' is missing",
  },
  {
    claim: "names the message that no role receives",
    code: `to([], "Veto", {});`,
    says: `'"Veto"' is not assignable to parameter of type '"Ask" | "Stop"'`,
  },
  {
    claim: "names the phase that the schema lacks, and the one that may be meant",
    code: `rules.voter({ ...voter, Stop: cite("1", () => become({ phase: "bond" })) });`,
    says: `Type '"bond"' is not assignable to type '"bound" | "free"'. Did you mean '"bound"'?`,
  },
  {
    claim: "names the field that the schema lacks",
    code: `rules.voter({ ...voter, Stop: (node) => become({ ...node, fase: "bound" }) });`,
    says: "is not assignable to type '\"bound\" & NotInTheSchema'",
  },
  {
    claim: "names the property that a bug cannot break",
    code: `model({ ...body, bugs: { hasty: { breaks: "bond", in: "small", length: 1 } } });`,
    says: `Type '"bond"' is not assignable to type '"bound"'`,
  },
] as const;

const root = fileURLToPath(new URL("../..", import.meta.url));

const source = (code: string): string => `
  import { Schema as S } from "@effect/schema";
  import { always, become, cite, int, vocabulary } from "${root}models/protocol.ts";
  export const { model, observe, rules, to } = vocabulary({
    parameters: S.Struct({ voters: int(1, 5) }),
    roles: {
      voter: {
        state: S.Struct({ phase: S.Literal("free", "bound") }),
        receives: { Ask: { term: int(0, 3) }, Stop: {} },
        timers: { Timeout: {} },
        requests: { Abstain: {} },
      },
    },
  });
  export const voter = rules.voter({
    Ask: cite("1", () => null),
    Stop: () => null,
    Timeout: () => null,
    Abstain: () => null,
  });
  export const body = {
    name: "vote",
    source: "Nobody 2001",
    population: () => ({ voter: 3 }),
    initial: { voter: () => [become({ phase: "free" as const })] },
    rules: { voter },
    properties: { bound: always(observe({ voter: ({ phase }) => phase }), () => true) },
    scenarios: { small: { parameters: { voters: 3 } } },
  };
  ${code}
`;

describe("the compiler", () => {
  const folder = mkdtempSync(join(tmpdir(), "strategos-types-"));
  let output = "";

  beforeAll(() => {
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const sources = ["", ...mistakes.map(({ code }) => code)].map(source);
    sources.forEach((text, index) => writeFileSync(join(folder, `case${index}.mts`), text));
    const tsconfig = { extends: join(root, "tsconfig.json"), include: ["*.mts"] };
    const compilerOptions = {
      rootDir: "/",
      rewriteRelativeImportExtensions: false,
      allowImportingTsExtensions: true,
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ ...tsconfig, compilerOptions }));
    output = compile(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const errorsOf = (index: number): string[] =>
    output.split(/\n(?=\S)/).filter((error) => error.startsWith(`case${index}.mts(`));

  it("accepts the model without a mistake, and complains of nothing but the mistakes", () => {
    expect(errorsOf(0)).toEqual([]);
    expect(output.trim().split(/\n(?=\S)/)).toHaveLength(mistakes.length);
  });

  it.each(mistakes.map((mistake, index) => ({ ...mistake, index })))("$claim", (mistake) => {
    expect(errorsOf(mistake.index + 1)).toEqual([expect.stringContaining(mistake.says)]);
  });
});

/** What the compiler prints; it fails, as it should. */
const compile = (folder: string): string => {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  try {
    return execFileSync(process.execPath, [compiler, "-p", folder, "--pretty", "false"], {
      cwd: folder,
      encoding: "utf8",
    });
  } catch (error) {
    return String(Object(error).stdout);
  }
};
