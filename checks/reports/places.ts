/** How a place in a file is shown: short where a reader knows the folder, complete elsewhere. */
import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this package, whether the code runs from its sources or from `dist`. */
export const packageRoot: string = (() => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json")) && folder !== dirname(folder))
    folder = dirname(folder);
  return folder;
})();

/** Relative to the current folder or else to the package, whichever the file is below. */
export const shownPath = (file: string): string => {
  const path = shortPath(file);
  SHOWN.set(path, file);
  return path;
};

/** The file that was shown as a path, as long as the program runs; null: none was. */
export const fileShownAs = (path: string): string | null => SHOWN.get(path) ?? null;

/** A short path may be that of another file elsewhere, so it is kept which one was meant. */
const SHOWN = new Map<string, string>();

const shortPath = (file: string): string => {
  for (const folder of [process.cwd(), packageRoot]) {
    const path = relative(folder, file);
    if (path !== "" && path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path))
      return path;
  }
  return file;
};
