// What `npm start` shows: a protocol that holds, and the same protocol with a bug. Both are asked
// of the built command line, as a user would ask; it exits with 0 if both answers are the expected
// ones.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../dist/checks/cli/main.js", import.meta.url));

const questions = [
  ["check", "two-phase-commit"],
  ["check", "two-phase-commit", "--bug", "decides-on-first-vote"],
];

for (const args of questions) {
  console.log(`$ npx strategos ${args.join(" ")}\n`);
  const { status, signal, error } = spawnSync(process.execPath, [main, ...args], {
    stdio: "inherit",
  });
  if (error) throw error;
  if (status !== 0) {
    console.error(`start: this was not the expected answer (${signal ?? `exit status ${status}`})`);
    process.exit(status ?? 1);
  }
  console.log();
}
console.log("Both answers are the expected ones. Next: npx strategos list");
