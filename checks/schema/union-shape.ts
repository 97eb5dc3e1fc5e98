/** A union in its neutral form: flat, with its literals merged, and its members distinguishable. */
import { UsageError } from "../errors.ts";
import { bareShapes } from "./members.ts";
import type { Shape } from "./shape.ts";

/** Literals come first: a value that is one is never taken for a node or for any other string. */
export const unionOf = (members: readonly Shape[], path: string): Shape => {
  const flat = members.flatMap((member) => (member.kind === "union" ? member.members : [member]));
  const values = flat.flatMap((member) => (member.kind === "literal" ? member.values : []));
  const others = flat.filter(({ kind }) => kind !== "literal");
  const literals: readonly Shape[] =
    values.length === 0 ? [] : [{ kind: "literal", values: [...new Set(values)] }];
  const all = [...literals, ...others];
  const [only] = all;
  if (all.length === 1 && only !== undefined) return only;
  refuseAmbiguity(all, path);
  return { kind: "union", members: all };
};

const refuseAmbiguity = (members: readonly Shape[], path: string): void => {
  const kinds = members
    .flatMap(bareShapes)
    .map((one) => (one.kind === "map" && one.record ? "record" : one.kind));
  const where = path === "" ? "" : ` (field ${path})`;
  if (kinds.includes("node") && kinds.includes("string"))
    throw new UsageError(
      `a state cannot contain either a node or any string: they look the same${where}`,
    );
  const lists = kinds.filter((kind) => ["tuple", "list", "set", "map"].includes(kind));
  if (lists.length > 1 && lists.some((kind) => kind === "set" || kind === "map"))
    throw new UsageError(
      `a state cannot contain either of ${lists.join(" and ")}: they look the same in JSON${where}`,
    );
};
