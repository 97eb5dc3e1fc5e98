/** Times at which a lane is not as usual: its node is down, or cut off from others. */
import { downBy } from "../../../checks/reports/endings.ts";
import { xOf, type Places } from "./places.ts";

export interface Span {
  readonly kind: "down" | "cut-off" | "one-way";
  readonly node: string;
  readonly x: number;
  /** Of the shade. */
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
  /** The step that begins it. */
  readonly step: number;
}

export const spansOf = (places: Places): readonly Span[] => [...downIn(places), ...cutIn(places)];

const downIn = (places: Places): readonly Span[] => {
  let down: ReadonlySet<string> = new Set();
  const since = new Map<string, number>();
  const spans: Span[] = [];
  for (const { number, step } of places.rows) {
    if (step === null) continue;
    const now = downBy(step, down);
    for (const node of now) if (!down.has(node)) since.set(node, number);
    for (const node of down)
      if (!now.has(node)) spans.push(spanOf(places, "down", node, since.get(node)!, number));
    down = now;
  }
  for (const node of down) spans.push(spanOf(places, "down", node, since.get(node)!, null));
  return spans;
};

/** A heal ends all of them; a second cut adds to the first. */
const cutIn = (places: Places): readonly Span[] => {
  const spans: Span[] = [];
  let open: { kind: "cut-off" | "one-way"; side: readonly string[]; since: number }[] = [];
  const close = (until: number | null): void => {
    for (const { kind, side, since } of open)
      for (const node of side) spans.push(spanOf(places, kind, node, since, until));
    open = [];
  };
  for (const { number, step } of places.rows) {
    if (step === null) continue;
    if (step.action === "heal") close(number);
    if (step.action === "partition" || step.action === "one-way")
      open.push({
        kind: step.action === "partition" ? "cut-off" : "one-way",
        side: step.side,
        since: number,
      });
  }
  close(null);
  return spans;
};

const spanOf = (
  places: Places,
  kind: Span["kind"],
  node: string,
  since: number,
  until: number | null,
): Span => ({
  kind,
  node,
  x: xOf(node, places),
  width: kind === "down" ? Math.min(22, places.gap * 0.4) : places.gap,
  top: places.rows[since]!.y,
  bottom: until === null ? places.height : places.rows[until]!.y,
  step: since,
});
