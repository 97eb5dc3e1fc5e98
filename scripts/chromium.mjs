// Prints where a Chromium is, which the tests in `test/browser` drive; none is ever downloaded.
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const ON_MACOS = ["Google Chrome", "Chromium"].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

export const NOT_FOUND =
  "no Chromium was found: install one (as `apt-get install chromium`, or Google Chrome), " +
  "or let CHROMIUM_PATH name its program";

/**
 * What the environment names is meant, even where it is not there: then there is none.
 *
 * @param {Readonly<Record<string, string | undefined>>} [environment]
 * @returns {string | null}
 */
export function findChromium(environment = process.env) {
  const { CHROMIUM_PATH, CHROME_PATH, PATH = "" } = environment;
  const named = [CHROMIUM_PATH, CHROME_PATH].filter((path) => path !== undefined && path !== "");
  const folders = PATH.split(delimiter).filter((folder) => folder !== "");
  const usual = [
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...(process.platform === "darwin" ? ON_MACOS : []),
  ];
  return (named.length > 0 ? named : usual).find((path) => isProgram(path ?? "")) ?? null;
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const path = findChromium();
  if (path === null) console.error(NOT_FOUND);
  else console.log(path);
  process.exitCode = path === null ? 1 : 0;
}
