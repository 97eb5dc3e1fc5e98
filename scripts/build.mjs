// Compiles what is published, and builds the page that reports are shown in. The program is made
// executable: the compiler writes plain files, and npm does so only when it links it first.
import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** @param {string[]} args the path of a tool in node_modules, and what it is told */
function run(...args) {
  const [tool, ...rest] = args;
  const { status } = spawnSync(process.execPath, [`${root}node_modules/${tool}`, ...rest], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}

run("typescript/bin/tsc", "-b", "tsconfig.build.json");
chmodSync(`${root}dist/checks/cli/main.js`, 0o755);
run("vite/bin/vite.js", "build", "--config", "pages/vite.config.ts");
