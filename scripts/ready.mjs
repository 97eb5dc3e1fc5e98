// Makes a clone ready to run: installs what is missing, then builds what is stale. It runs before
// `npm start` and `npm test`, hence with Node alone, and says nothing when there is nothing to do.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * npm leaves a copy of the lockfile in node_modules when an installation succeeds, so that nothing
 * else needs to be remembered, whoever installed. Optional packages serve other platforms.
 */
function isInstalled() {
  const installed = packagesOf("node_modules/.package-lock.json");
  return Object.entries(packagesOf("package-lock.json") ?? {}).every(
    ([path, { version, integrity, optional }]) =>
      path === "" ||
      (optional && installed !== null) ||
      (installed?.[path]?.version === version && installed[path].integrity === integrity),
  );
}

/**
 * @param {string} lockfile
 * @returns {Record<string, { version: string; integrity?: string; optional?: boolean }> | null}
 */
function packagesOf(lockfile) {
  try {
    return JSON.parse(readFileSync(root + lockfile, "utf8")).packages ?? null;
  } catch {
    return null;
  }
}

/**
 * Everything goes to standard error: standard output belongs to the command that follows.
 *
 * @param {string} what
 * @param {string} command
 * @param {string[]} args
 */
function run(what, command, args) {
  const { status, signal, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  if (status === 0) return;
  console.error(`ready: ${what} failed (${error?.message ?? signal ?? `exit status ${status}`})`);
  process.exit(status ?? 1);
}

if (!isInstalled()) {
  console.error("ready: installing the packages of package-lock.json (npm ci)");
  // Under npm, the same npm is used again, even where none is on the path.
  const npm = process.env.npm_execpath;
  const args = ["ci", "--include=dev"];
  if (npm?.endsWith("npm-cli.js")) run("npm ci", process.execPath, [npm, ...args]);
  else run("npm ci", "npm", args);
}

run("the build (tsc -b)", process.execPath, [`${root}scripts/build.mjs`]);
