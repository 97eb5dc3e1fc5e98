import { check } from "../../checks/index.ts";
import { compare } from "./compare.ts";
import { diceOf } from "./dice.ts";
import { randomRecipe } from "./models.ts";
const [seed, n] = process.argv.slice(2).map(Number) as [number, number];
const groups = new Map<string, { runs: number[]; sample: string }>();
let engine = 0;
for (let run = 1; run <= n; run++) {
  const { differences } = await compare(randomRecipe(diceOf(seed, run)), async (m, o) => { const t = performance.now(); try { return await check(m, o); } finally { engine += performance.now() - t; } });
  if (differences.length === 0) continue;
  const key = differences.map((d) => d.startsWith("verdict") || d.startsWith("trace") || d.startsWith("the engine") ? d.replace(/\{.*/, "") : d.split(":")[0]).join(" | ");
  const g = groups.get(key) ?? { runs: [], sample: differences.join("\n    ") };
  g.runs.push(run); groups.set(key, g);
}
for (const [k, g] of groups) console.log(g.runs.length, k, "\n  runs", g.runs.slice(0, 6).join(","), "\n   ", g.sample);
console.log("engine ms", engine);
