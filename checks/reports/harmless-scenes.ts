/**
 * A report of scenes in which no name can move the cursor. Values of the model are left to `print`,
 * which escapes them; but texts are shown as they are.
 */
import type { Json } from "../report.ts";
import type { Scene, ScenesReport } from "../scenes/report.ts";
import { harmless, harmlessly } from "./terminal.ts";

export const harmlessScenes = (report: ScenesReport): ScenesReport => ({
  ...harmlessly({ ...report, parameters: {}, chain: null }),
  parameters: Object.fromEntries(
    Object.entries(report.parameters).map(([name, value]) => [harmless(name), value]),
  ),
  chain: report.chain?.map(harmlessScene) ?? null,
});

const harmlessScene = (scene: Scene): Scene => ({
  ...harmlessly({ ...scene, told: [], views: {} }),
  told: scene.told.map((one) => ({
    ...harmlessly({ ...one, message: null, truth: null }),
    message: one.message && { ...one.message, tag: harmless(one.message.tag) },
    truth: one.truth && { ...one.truth, tag: harmless(one.truth.tag) },
  })),
  views: Object.fromEntries(
    Object.entries(scene.views).map(([node, view]) => [harmless(node), harmlessView(view)]),
  ),
});

/** As far as it is shown without `print`. */
const harmlessView = (view: Json): Json => {
  if (typeof view === "string") return harmless(view);
  if (Array.isArray(view)) return view.map(shallow);
  if (typeof view !== "object" || view === null) return view;
  return Object.fromEntries(
    Object.entries(view).map(([name, value]) => [harmless(name), shallow(value)]),
  );
};

const shallow = (value: Json): Json => (typeof value === "string" ? harmless(value) : value);
