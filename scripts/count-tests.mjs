// Prints `N passed, N failed` from JSON reports of Vitest. A report that is missing, or without a
// test that passed, makes the exit status 1: then nothing was shown.
import { readFileSync } from "node:fs";

/** @type {{ passed: number; failed: number }[]} */
const reports = process.argv.slice(2).map((file) => {
  try {
    const report = JSON.parse(readFileSync(file, "utf8"));
    const broken = report.testResults.filter(brokeOutside).length;
    return { passed: report.numPassedTests, failed: report.numFailedTests + broken };
  } catch {
    // The tests did not come as far as a report, and have said why.
    return { passed: 0, failed: 0 };
  }
});
/** @param {"passed" | "failed"} what */
const all = (what) => reports.reduce((sum, counts) => sum + counts[what], 0);

console.log(`${all("passed")} passed, ${all("failed")} failed`);
const isShown = reports.length > 0 && reports.every(({ passed }) => passed > 0);
process.exitCode = isShown && all("failed") === 0 ? 0 : 1;

/**
 * A file that cannot be loaded fails without a test that fails.
 *
 * @param {{ status: string; assertionResults: { status: string }[] }} file
 */
function brokeOutside({ status, assertionResults }) {
  return status === "failed" && assertionResults.every((test) => test.status !== "failed");
}
