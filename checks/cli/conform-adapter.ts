/** The implementation that is held against a model: one of ours, or a module with an adapter. */
import { relative, resolve } from "node:path";
import type { Adapter } from "../../impl/adapter.ts";
import { UsageError } from "../errors.ts";
import { defaultExportAt } from "./load-model.ts";

export interface LoadedAdapter {
  readonly adapter: Adapter;
  /** Its path relative to the current folder; null for one of ours. */
  readonly impl: string | null;
}

/** @throws UsageError where there is none, or where there is something else. */
export const loadAdapter = async (
  model: string,
  path: string | undefined,
): Promise<LoadedAdapter> => {
  if (path !== undefined)
    return { adapter: await adapterAt(path), impl: relative("", resolve(path)) };
  // Loaded late, as models are.
  const { implementations } = await import("../../impl/index.ts");
  const adapter = Object.hasOwn(implementations, model) ? implementations[model] : undefined;
  if (adapter !== undefined) return { adapter, impl: null };
  const known = Object.keys(implementations).join(", ");
  throw new UsageError(
    `${model} has no implementation here (there is one of ${known}); ` +
      "name a module that exports an adapter: --impl PATH",
  );
};

const adapterAt = async (path: string): Promise<Adapter> => {
  if (path === "") throw new UsageError("--impl: expected a path, actual nothing");
  const [exported, { isAdapter, oddEntry }] = await Promise.all([
    defaultExportAt(path),
    import("../conformance/adapter.ts"),
  ]);
  if (!isAdapter(exported))
    throw new UsageError(
      `${path} exports no adapter: its default export has to be { roles: { ROLE: start, ... } }`,
    );
  const odd = oddEntry(exported);
  if (odd !== null) throw new UsageError(`${path}: ${odd}`);
  return exported;
};
