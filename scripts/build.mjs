// Compiles what is published, and lets the program be executed: the compiler writes plain files,
// and npm makes a program executable only when it links it for the first time.
import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const tsc = `${root}node_modules/typescript/bin/tsc`;
const { status } = spawnSync(process.execPath, [tsc, "-b", "tsconfig.build.json"], {
  cwd: root,
  stdio: "inherit",
});
if (status === 0) chmodSync(`${root}dist/checks/cli/main.js`, 0o755);
process.exitCode = status ?? 1;
