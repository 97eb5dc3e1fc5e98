// The explorations that take too long for every change, one after the other: each of them may take
// all the memory there is. All of them run, also where one fails; then the exit status is 1.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const strategos = ["dist/checks/cli/main.js"];

const explorations = [
  [...strategos, "check", "test/reference/two-phase.ts", "--scenario", "rms-9"],
  [...strategos, "check", "test/reference/paxos.ts", "--scenario", "clients-3"],
  ["--import", "tsx", "test/fuzz/main.ts", "--runs", "20000"],
  ["--import", "tsx", "test/mutants/main.ts"],
  ["scripts/try-package.mjs"],
];

const failed = explorations.filter((args) => {
  const line = `node ${args.join(" ")}`;
  console.log(`\n$ ${line}`);
  const started = performance.now();
  const { status, signal, error } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: "inherit",
  });
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  const outcome = error?.message ?? signal ?? `exit status ${status}`;
  console.log(`nightly: ${line}: ${outcome} after ${minutes} min`);
  return status !== 0;
});

console.log(`\nnightly: ${explorations.length - failed.length} of ${explorations.length} passed`);
process.exitCode = failed.length === 0 ? 0 : 1;
