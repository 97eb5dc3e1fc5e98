// Tries the package as users get it: packs it, installs the tarball in empty projects outside this
// repository, with what it needs from the registry, and takes a user's first steps there. Prints
// what the package weighs, and fails where it has grown beyond the limits below.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** In bytes, a fifth above what was measured when they were set. */
const LIMITS = { tarball: 568_000, installed: 41_000_000, page: 150_000 };
const TIMEOUT_MS = 5 * 60_000;

const root = fileURLToPath(new URL("..", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "strategos-package-"));

/**
 * @param {string} folder
 * @param {string} command
 * @param {string[]} args
 */
function run(folder, command, ...args) {
  return ended(0, folder, command, args);
}

/**
 * @param {number} expected exit status
 * @param {string} folder
 * @param {string} command
 * @param {string[]} args
 */
function ended(expected, folder, command, args) {
  console.log(`$ ${[command, ...args].join(" ")}`);
  const { status, signal, error, stdout } = spawnSync(command, args, {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", expected === 0 ? "inherit" : "pipe"],
    env: { ...process.env, NO_COLOR: "1", npm_config_loglevel: "error" },
    timeout: TIMEOUT_MS,
  });
  if (status === expected) return stdout;
  process.stdout.write(stdout ?? "");
  throw new Error(
    `${command} ended otherwise than with ${expected}: ` +
      (error?.message ?? signal ?? `exit status ${status}`),
  );
}

/**
 * @param {string} text
 * @param {RegExp} pattern
 * @returns {string} what is in its parentheses, or all of it
 */
function expectIn(text, pattern) {
  const found = pattern.exec(text);
  if (found !== null) return found[1] ?? found[0];
  process.stdout.write(text);
  throw new Error(`expected ${pattern} in what was printed`);
}

/** @param {string} name */
function projectCalled(name) {
  const folder = join(work, name);
  mkdirSync(folder);
  run(folder, "npm", "init", "-y");
  run(folder, "npm", "pkg", "set", "type=module");
  return folder;
}

/**
 * @param {string} path
 * @returns {number}
 */
function bytesOf(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
}

/**
 * @param {string} what
 * @param {number} bytes
 * @param {number} limit
 */
function weigh(what, bytes, limit) {
  console.log(
    `${what}: ${bytes.toLocaleString("en-US")} bytes, of ${limit.toLocaleString("en-US")}`,
  );
  if (bytes > limit) throw new Error(`${what} is larger than the limit in scripts/try-package.mjs`);
}

/**
 * @param {string} tarball
 * @param {"ts" | "js"} language
 */
function tryAs(tarball, language) {
  const project = projectCalled(`user-of-${language}`);
  const types = language === "ts" ? ["typescript"] : [];
  run(project, "npm", "install", "--no-audit", "--no-fund", tarball, "vitest@^4", ...types);
  if (language === "ts") {
    const compilerOptions = { module: "nodenext", target: "es2023", strict: true, noEmit: true };
    const skipping = { ...compilerOptions, skipLibCheck: true, types: [] };
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions: skipping }));
  }
  run(project, "npx", "--no-install", "strategos", "init");
  run(project, "npx", "--no-install", "strategos", "check", `models/lock.${language}`);
  run(project, "npx", "--no-install", "vitest", "run");
  tryTraces(project, `models/lock.${language}`);
  if (language === "ts") run(project, "npx", "--no-install", "tsc", "--noEmit");
}

/**
 * A mistake is found, kept as a test that fails, and shown again by its path; and others of it.
 * @param {string} project
 * @param {string} model
 */
function tryTraces(project, model) {
  /** @param {string[]} args */
  const strategos = (...args) => run(project, "npx", "--no-install", "strategos", ...args);
  const bug = ["--bug", "no-fence"];
  const found = strategos("check", model, ...bug, "--out", "test/pinned");
  const pinned = ["--no-install", "vitest", "run", "test/pinned"];
  expectIn(ended(1, project, "npx", pinned), /fenced is not violated by these \d+ actions/);
  weigh("the page of a trace", bytesOf(join(project, "test/pinned/trace.html")), LIMITS.page);
  const again = expectIn(found, /^ {2}npx strategos (replay \S+ --path .*)$/m);
  expectIn(strategos(...again.split(" ")), /^violates fenced \(/m);
  expectIn(strategos("simulate", model), /^nothing found$/m);
  expectIn(strategos("simulate", model, ...bug), /^violated: fenced$/m);
  const several = strategos("check", model, ...bug, "--counterexamples", "2");
  expectIn(several, /^another counterexample: \d+ actions$/m);
}

try {
  run(root, "npm", "pack", "--pack-destination", work);
  const name = readdirSync(work).find((file) => file.endsWith(".tgz")) ?? "";
  const tarball = join(work, name);
  weigh("the tarball", statSync(tarball).size, LIMITS.tarball);
  const alone = projectCalled("alone");
  run(alone, "npm", "install", "--no-audit", "--no-fund", tarball);
  weigh("installed with what it needs", bytesOf(join(alone, "node_modules")), LIMITS.installed);
  tryAs(tarball, "ts");
  tryAs(tarball, "js");
  console.log(
    "the package does what it should in a project of TypeScript and in one of JavaScript",
  );
} finally {
  rmSync(work, { recursive: true, force: true });
}
