// What `npm start` shows: how many generals it takes to bear how many traitors, computed now; the
// smallest failure in full, with the command that runs it again; and why no other rule would do
// better. All is asked of the built command line, as a user would ask, and is written as pages as
// well; it exits with 0 if every answer is the expected one.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../dist/checks/cli/main.js", import.meta.url));

const questions = [
  {
    asks: "How many generals bear how many traitors, whoever they are and whatever they say?",
    args: ["bounds", "oral-messages", "--nodes", "3..7", "--traitors", "0..2"],
    out: ".strategos/bounds",
  },
  {
    asks: "How do three generals fail with one traitor? By the fewest lies:",
    args: ["check", "oral-messages"],
    out: ".strategos/three-generals",
  },
  {
    asks: "Why? Would another rule have done better with the same messages?",
    args: ["scenes", "oral-messages", "--nodes", "3", "--traitors", "1"],
    out: ".strategos/scenes",
  },
];

for (const [index, { asks, args: asked, out }] of questions.entries()) {
  const args = [...asked, "--out", out, "--force"];
  console.log(`${index + 1}. ${asks}\n\n$ npx strategos ${args.join(" ")}\n`);
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
console.log("All answers are the expected ones. To be opened in a browser:\n");
const pages = {
  ".strategos/bounds/bounds.html": "the grid; each failing cell opens its counterexample",
  ".strategos/three-generals/trace.html": "how three generals fail, step by step",
  ".strategos/scenes/scenes.html": "why no other rule would do better",
};
for (const [file, shows] of Object.entries(pages)) console.log(`  ${file.padEnd(36)}  ${shows}`);
console.log("\nNext: npx strategos check two-phase-commit");
