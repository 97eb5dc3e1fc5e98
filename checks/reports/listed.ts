/** Things as a sentence counts them up. */

/** `a`, `a and b`, `a, b and c`. */
export const listed = (items: readonly string[], joint = "and"): string =>
  items.length < 2
    ? items.join("")
    : `${items.slice(0, -1).join(", ")} ${joint} ${items.at(-1) ?? ""}`;
