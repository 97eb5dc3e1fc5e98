import { describe, expect, it } from "vitest";
import oralMessages from "../../models/oral-messages.ts";
import presumedAbort from "../../models/presumed-abort.ts";
import threePhaseCommit from "../../models/three-phase-commit.ts";
import twoPhaseCommit from "../../models/two-phase-commit.ts";
import { diagramOf, type Diagram } from "../../pages/trace/diagram/geometry.ts";
import { spansOf } from "../../pages/trace/diagram/spans.ts";
import type { Step } from "../../checks/trace.ts";
import { blankStep } from "../blank-step.ts";
import { broken } from "../explanation/broken.ts";
import { pageOf, viewOf } from "./views.ts";

/** Arrows as `coordinator 1 > participant1 2: Prepare`. */
const arrowsIn = ({ arrows }: Diagram): readonly string[] =>
  arrows.map(
    ({ flight: { from, to, sent, ended }, label }) => `${from} ${sent} > ${to} ${ended}: ${label}`,
  );

const ROW = { top: 0, height: 10, round: null, isPast: true, isIdle: false };

describe("the diagram", () => {
  it("draws each message from where it is sent to where it ends", async () => {
    const diagram = diagramOf(await viewOf(twoPhaseCommit, { bug: "times-out-after-yes" }));
    expect(arrowsIn(diagram)).toEqual([
      "coordinator 1 > participant1 2: Prepare",
      "coordinator 1 > participant2 5: Prepare",
      "participant1 3 > coordinator 7: Yes",
      "participant2 6 > coordinator 8: Yes",
      "coordinator 8 > participant1 null: Commit",
      "coordinator 8 > participant2 null: Commit",
    ]);
    const [coordinator, participant1] = diagram.lanes;
    const [first] = diagram.arrows;
    expect(first?.from).toEqual({ x: coordinator?.x, y: diagram.rows[1]?.y });
    expect(first?.to).toEqual({ x: participant1?.x, y: diagram.rows[2]?.y });
  });

  it("lets lies begin at the traitor, and shows what traitors are told", async () => {
    const diagram = diagramOf(
      await viewOf(oralMessages, { scenario: "three-generals-one-traitor" }),
    );
    expect(arrowsIn(diagram)).toEqual([
      "commander 1 > lieutenant1 4: Report attack",
      "commander 1 > lieutenant2 3: Report attack",
      "lieutenant1 4 > lieutenant2 5: Report attack",
      "lieutenant2 null > lieutenant1 6: Report retreat",
    ]);
    const lie = diagram.arrows.at(-1)!;
    const round = diagram.rows.find(({ round }) => round === 2)!;
    expect([lie.flight.lie, lie.from.x]).toEqual([true, diagram.lanes[2]?.x]);
    expect(lie.from.y).toBe(round.top + 8);
    expect(diagram.rows.map(({ isIdle }) => isIdle)).toEqual([
      false,
      false,
      true,
      true,
      false,
      true,
      false,
    ]);
  });

  it("shades the lanes of a side from its partition on", async () => {
    const diagram = diagramOf(await viewOf(threePhaseCommit, { scenario: "network-falls-apart" }));
    expect(diagram.spans.map(({ kind, node, step }) => [kind, node, step])).toEqual([
      ["cut-off", "coordinator", 10],
      ["cut-off", "participant1", 10],
    ]);
    expect(new Set(diagram.spans.map(({ bottom }) => bottom))).toEqual(new Set([diagram.height]));
  });

  it("ends all shades of cuts with the heal", () => {
    const cut = (action: "partition" | "one-way", side: string): Step => ({
      ...blankStep,
      action,
      side: [side],
    });
    const heal: Step = { ...blankStep, action: "heal" };
    const steps = [cut("partition", "a"), cut("one-way", "b"), heal, cut("one-way", "a")];
    const lanes = ["a", "b"].map((node, at) => ({ node, x: 50 + 100 * at, isTraitor: false }));
    const rows = [null, ...steps].map((step, number) => ({ ...ROW, step, number, y: 10 * number }));
    const spans = spansOf({ lanes, rows, gap: 100, height: 60 });
    expect(spans.map(({ kind, node, top, bottom }) => [kind, node, top, bottom])).toEqual([
      ["cut-off", "a", 10, 30],
      ["one-way", "b", 20, 30],
      ["one-way", "a", 40, 60],
    ]);
  });

  it("shades a node from its crash to its restart", async () => {
    const diagram = diagramOf(await viewOf(presumedAbort, { bug: "coordinator-loses-its-log" }));
    const [span, ...others] = diagram.spans;
    expect(others).toEqual([]);
    expect(span).toMatchObject({ kind: "down", node: "coordinator", step: 6 });
    expect([span?.top, span?.bottom]).toEqual([diagram.rows[6]?.y, diagram.rows[7]?.y]);
  });

  it.each(broken)("keeps time going down, and everything inside: %s", async (_, model, choice) => {
    for (const view of (await pageOf(model, choice)).traces) {
      const { arrows, rows, lanes, width, height } = diagramOf(view);
      for (const { from, to, flight, isLoop } of arrows) {
        expect(to.y >= from.y || flight.sent === flight.ended).toBe(true);
        expect(isLoop).toBe(flight.from === flight.to);
        for (const { x, y } of [from, to]) {
          expect(x).toBeGreaterThan(0);
          expect(x).toBeLessThan(width);
          expect(y).toBeGreaterThan(0);
          expect(y).toBeLessThan(height);
        }
      }
      expect(rows).toHaveLength(view.trace.steps.length + 1);
      expect(lanes.map(({ node }) => node)).toEqual(Object.keys(view.trace.initial));
      const arrivals = arrows.filter(({ flight: { fate } }) =>
        ["delivered", "discarded"].includes(fate),
      );
      const reads = view.trace.steps.flatMap((step) =>
        step.action === "turn" ? step.reads.filter(({ message }) => message !== null) : [],
      );
      const deliveries = view.trace.steps.filter(({ action }) =>
        ["deliver", "discard"].includes(action),
      );
      const toTraitors = arrivals.filter(({ flight }) => view.trace.traitors.includes(flight.to));
      expect(arrivals).toHaveLength(reads.length + deliveries.length + toTraitors.length);
    }
  });
});
