import { textOf } from "./text.ts";
import { diceOf } from "./dice.ts";
import { modelOf } from "./interpret.ts";
import { randomRecipe } from "./models.ts";
import { explore } from "./reference.ts";
import { systemOf } from "./semantics.ts";
const N = Number(process.argv[2] ?? 500), cap = Number(process.argv[3] ?? 4000);
const verdicts: Record<string, number> = {}; const sizes: number[] = []; let skip = 0; const lengths: Record<string, number> = {};
const t0 = performance.now(); let skipTime = 0; const slow: [number, number, number][] = [];
for (let run = 1; run <= N; run++) {
  const recipe = randomRecipe(diceOf(1, run));
  const model = modelOf(recipe);
  const scenario = model.scenarios["only"]!;
  const observed = [...Object.values(model.properties), ...(scenario.within ? [scenario.within] : [])];
  const t = performance.now();
  let a;
  try { a = explore(systemOf(model, scenario, observed), model.properties, scenario, cap); } catch (e) { console.log(run, e); break; }
  const dt = performance.now() - t;
  if (!a) { skip++; skipTime += dt; continue; }
  slow.push([dt, run, a.generated]);
  verdicts[a.verdict] = (verdicts[a.verdict] ?? 0) + 1; sizes.push(a.states);
  if (a.states < 6 && a.verdict !== "violated" && run < 60) console.log(run, textOf(recipe).replace(/as data.*/, ""), a.states);
  if (a.length !== null) lengths[a.length] = (lengths[a.length] ?? 0) + 1;
}
sizes.sort((a, b) => a - b);
console.log({ verdicts, skip, lengths, ms: performance.now() - t0, skipTime, quantiles: [0, .1, .25, .5, .75, .9, 1].map((q) => sizes[Math.min(sizes.length - 1, Math.floor(q * sizes.length))]) });
console.log(slow.sort((a, b) => b[0] - a[0]).slice(0, 5));
