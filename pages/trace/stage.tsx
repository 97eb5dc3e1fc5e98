/** The diagram with its rows of sentences, and what moves over them with the step. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { memo } from "preact/compat";
import type { TraceView } from "../../checks/reports/page/document.ts";
import { ArrowLabel, ArrowMark } from "./diagram/arrow-mark.tsx";
import { DiagramPicture } from "./diagram/diagram.tsx";
import { xOf, type Row } from "./diagram/places.ts";
import type { Diagram } from "./diagram/geometry.ts";

interface Props {
  readonly view: TraceView;
  readonly diagram: Diagram;
  readonly step: number;
  readonly go: (step: number) => void;
}

/** Beyond the row, in pixels. */
const MARGIN = 24;

/** Of names that are, in degrees. */
const TILT = 55;

/** How long a name may be that hides no other; a tilted one takes less of the width. */
const roomOf = ({ tilted, gap }: Diagram): number =>
  tilted === null ? gap - 4 : (tilted - 8) / Math.sin((TILT * Math.PI) / 180);

/** Scrolls as little as it takes to show a row, and the node that acts in it. */
const show = (box: HTMLElement, row: Row, diagram: Diagram): void => {
  const names = box.firstElementChild?.clientHeight ?? 0;
  const [above, below] = [row.top - MARGIN, row.top + row.height + names + MARGIN];
  if (above < box.scrollTop) box.scrollTop = above;
  else if (below > box.scrollTop + box.clientHeight) box.scrollTop = below - box.clientHeight;
  const node = row.step?.node ?? null;
  const x = xOf(node, diagram);
  const isInside = x > box.scrollLeft && x < box.scrollLeft + box.clientWidth;
  if (node !== null && !isInside) box.scrollLeft = x - box.clientWidth / 2;
};

export const Stage = ({ view, diagram, step, go }: Props) => {
  const frame = useRef<HTMLDivElement>(null);
  const { rows, lanes, width, height, tilted } = diagram;
  const row = rows[step]!;
  const isEnd = step === rows.length - 1;
  const now = diagram.arrows.filter(
    ({ flight }) => step > 0 && (flight.ended === step || flight.sent === step),
  );
  useLayoutEffect(() => {
    if (frame.current !== null) show(frame.current, row, diagram);
  }, [row, diagram]);
  const heading = view.trace.why === null ? "" : ` It ${view.end}.`;
  return (
    <div class="stage" ref={frame} tabIndex={0} role="region" aria-label="space-time diagram">
      <div
        class={tilted === null ? "lanes" : "lanes tilted"}
        style={{
          width: `${width}px`,
          "--room": `${roomOf(diagram)}px`,
          "--tilt": `-${TILT}deg`,
          ...(tilted !== null && { height: `${tilted}px` }),
        }}
      >
        {lanes.map(({ node, x, isTraitor }) => (
          <span
            key={node}
            class={isTraitor ? "node traitor" : "node"}
            style={{ left: `${x}px` }}
            title={node}
          >
            {node}
            {isTraitor ? <small>traitor</small> : null}
          </span>
        ))}
      </div>
      <div class="time" style={{ height: `${height}px`, "--diagram": `${width}px` }}>
        <div class="cursor" style={{ top: `${row.top}px`, height: `${row.height}px` }} />
        <DiagramPicture diagram={diagram} title={`${view.heading}.${heading}`} />
        <svg class="diagram over" width={width} height={height} aria-hidden="true">
          {now.map((arrow) => (
            <ArrowMark arrow={arrow} isNow />
          ))}
          {now.map((arrow) => (
            <ArrowLabel arrow={arrow} isNow />
          ))}
        </svg>
        <Sentences view={view} diagram={diagram} step={step} go={go} />
        {/* At the end nothing is to come: what is on its way stays so. */}
        <div class="veil" style={{ top: `${isEnd ? height : row.top + row.height}px` }} />
      </div>
    </div>
  );
};

/** Each is drawn anew only where it begins or ends to be that of the step. */
const Sentences = ({ view, diagram, step, go }: Props) => (
  <ol class="sentences" style={{ left: `${diagram.width + 8}px` }}>
    {diagram.rows.slice(1).map(({ number, top, height, isPast }) => (
      <Sentence
        key={number}
        number={number}
        top={top}
        height={height}
        isPast={isPast}
        isNow={number === step}
        text={view.steps[number - 1]?.sentence ?? null}
        go={go}
      />
    ))}
  </ol>
);

interface SentenceProps extends Pick<Props, "go"> {
  readonly number: number;
  readonly top: number;
  readonly height: number;
  readonly isPast: boolean;
  readonly isNow: boolean;
  /** Null where nothing happens. */
  readonly text: string | null;
}

/** One of them can be reached by Tab, the others by the keys for stepping. */
const Sentence = memo(({ number, top, height, isPast, isNow, text, go }: SentenceProps) => (
  <li class={isPast ? undefined : "aside"} style={{ top: `${top}px`, height: `${height}px` }}>
    <button
      type="button"
      tabIndex={isNow ? 0 : -1}
      aria-current={isNow ? "step" : undefined}
      onClick={() => go(number)}
    >
      <b>{number}</b> <span>{text ?? "…"}</span>
    </button>
  </li>
));
