/** How an unknown name is answered: with the nearest one, and with all there are. */
import { closest, distance } from "fastest-levenshtein";

export const unknownName = (
  what: string,
  name: string,
  known: readonly string[],
  of?: string,
): string => {
  const where = of === undefined ? "" : ` of ${of}`;
  const nearest = known.length === 0 ? null : closest(name, [...known]);
  const near = nearest !== null && distance(name, nearest) <= Math.max(2, name.length / 2);
  const hint = near ? `; did you mean "${nearest}"?` : "";
  const choice = known.length === 0 ? "there is none" : `known: ${known.join(", ")}`;
  return `unknown ${what} "${name}"${where}${hint} (${choice})`;
};
