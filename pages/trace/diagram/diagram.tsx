/** The space-time diagram. It is drawn once: what a step changes lies above it or below it. */
import { memo } from "preact/compat";
import { ArrowLabel, ArrowMark, Heads } from "./arrow-mark.tsx";
import type { Diagram } from "./geometry.ts";
import { RowMarks } from "./row-marks.tsx";
import { SpanMark, Hatch } from "./span-mark.tsx";

interface Props {
  readonly diagram: Diagram;
  /** In words, for whoever does not see it. */
  readonly title: string;
}

export const DiagramPicture = memo(({ diagram, title }: Props) => {
  const { lanes, rows, arrows, spans, width, height } = diagram;
  return (
    <svg class="diagram" width={width} height={height} role="img" aria-label={title}>
      <defs>
        <Heads />
        <Hatch />
      </defs>
      {spans.map((span) => (
        <SpanMark span={span} />
      ))}
      {lanes.map(({ node, x, isTraitor }) => (
        <line
          key={node}
          class={isTraitor ? "lane traitor" : "lane"}
          x1={x}
          x2={x}
          y1={0}
          y2={height}
        />
      ))}
      {rows.map(({ number, round, top }) =>
        round === null ? null : (
          <g key={number} class="round">
            <line x1={0} x2={width} y1={top + 4} y2={top + 4} />
            <text x={4} y={top + 17}>{`round ${round}`}</text>
          </g>
        ),
      )}
      {spans.map((span) =>
        span.kind === "down" ? (
          <line class="lane down" x1={span.x} x2={span.x} y1={span.top} y2={span.bottom} />
        ) : null,
      )}
      {arrows.map((arrow) => (
        <ArrowMark arrow={arrow} />
      ))}
      {arrows.map((arrow) => (
        <ArrowLabel arrow={arrow} />
      ))}
      {rows.map((row) => (
        <RowMarks key={row.number} row={row} places={diagram} />
      ))}
    </svg>
  );
});
