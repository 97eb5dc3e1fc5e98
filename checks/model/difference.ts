/**
 * Where two values begin to differ: the path of the first field, as `state.votes` or `sends[0]`.
 */
export const firstDifference = (a: unknown, b: unknown, path = ""): string | null => {
  if (Object.is(a, b)) return null;
  if (a instanceof Set && b instanceof Set) return ofLists([...a], [...b], path);
  if (a instanceof Map && b instanceof Map) return ofLists([...a], [...b], path);
  if (Array.isArray(a) && Array.isArray(b)) return ofLists(a, b, path);
  if (!isRecord(a) || !isRecord(b)) return path;
  for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const found = firstDifference(a[name], b[name], path === "" ? name : `${path}.${name}`);
    if (found !== null) return found;
  }
  return null;
};

/** Lists of different lengths differ as a whole: which item is missing, nobody can tell. */
const ofLists = (a: readonly unknown[], b: readonly unknown[], path: string): string | null => {
  if (a.length !== b.length) return path;
  for (const [index, item] of a.entries()) {
    const found = firstDifference(item, b[index], `${path}[${index}]`);
    if (found !== null) return found;
  }
  return null;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Set || value instanceof Map);
