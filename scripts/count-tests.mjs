// Prints `N passed, N failed` from a JSON report of Vitest. A report that is missing, or without a
// test that passed, makes the exit status 1: then nothing was shown.
import { readFileSync } from "node:fs";

/** @type {{ passed: number; failed: number }} */
const counts = { passed: 0, failed: 0 };
try {
  const report = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
  counts.passed = report.numPassedTests;
  counts.failed = report.numFailedTests + report.testResults.filter(brokeOutside).length;
} catch {
  // The tests did not come as far as a report, and have said why.
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.passed > 0 && counts.failed === 0 ? 0 : 1;

/**
 * A file that cannot be loaded fails without a test that fails.
 *
 * @param {{ status: string; assertionResults: { status: string }[] }} file
 */
function brokeOutside({ status, assertionResults }) {
  return status === "failed" && assertionResults.every((test) => test.status !== "failed");
}
