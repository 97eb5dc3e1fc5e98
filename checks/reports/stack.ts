/** Where in a module of the user something was thrown. */
import { fileURLToPath } from "node:url";
import { packageRoot, shownPath } from "./places.ts";

/** `desk.ts:14`, of the innermost line that the user wrote, or null if nobody can tell. */
export const placeOfThrow = ({ name, message, stack }: Error): string | null => {
  if (typeof stack !== "string") return null;
  // A message of several lines may look like what is below it.
  const heading = [`${name}: ${message}`, message].find((text) => stack.startsWith(text)) ?? "";
  const frames = stack.slice(heading.length);
  // Columns are those of the compiled text, so without.
  for (const [, found = "", line = ""] of frames.matchAll(FRAME)) {
    const file = found.replace(/^.*?(?=file:)/, "").replace(/^async /, "");
    const local = file.startsWith("file:") ? fileURLToPath(file.replace(/\?.*$/, "")) : file;
    if (isOfUser(local)) return `${shownPath(local)}:${line}`;
  }
  return null;
};

const FRAME = /^ *at (?:.*\()?([^()\n]+?):(\d+):\d+\)?$/gm;

/** The tests and the models of a clone are inside the package, and yet written by a user. */
const isOfUser = (file: string): boolean =>
  file.startsWith("/") &&
  !file.includes("/node_modules/") &&
  !["dist", "checks"].some((folder) => file.startsWith(`${packageRoot}/${folder}/`));
