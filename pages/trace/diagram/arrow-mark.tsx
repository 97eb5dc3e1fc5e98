/** One message: its line, its head, and what it says. */
import { isCutShort, type Arrow } from "./arrows.ts";
import { labelOf } from "./label.ts";

/** What all arrows share. */
export const Heads = () => (
  <>
    {(["plain", "lie", "hollow", "now"] as const).map((kind) => (
      <marker
        id={`head-${kind}`}
        class={`head ${kind}`}
        viewBox="0 0 10 10"
        refX="9"
        refY="5"
        markerWidth="8"
        markerHeight="8"
        markerUnits="userSpaceOnUse"
        orient="auto-start-reverse"
      >
        <path d="M 0.5 0.8 L 9.5 5 L 0.5 9.2 z" />
      </marker>
    ))}
  </>
);

interface Props {
  readonly arrow: Arrow;
  readonly isNow?: boolean;
}

export const ArrowMark = ({ arrow, isNow = false }: Props) => {
  const { flight, to, isLoop } = arrow;
  const { fate, lie } = flight;
  const hasHead = fate === "delivered" || fate === "discarded";
  const head = lie ? "lie" : isNow ? "now" : fate === "discarded" ? "hollow" : "plain";
  return (
    <g class={classesOf("arrow", arrow, isNow)}>
      <path
        d={isLoop ? loopOf(arrow) : lineOf(arrow)}
        marker-end={hasHead ? `url(#head-${head})` : undefined}
      />
      {isCutShort(flight) || fate === "silence" ? <Cross x={to.x} y={to.y} /> : null}
      <title>{`${labelOf(flight)}: ${flight.from} to ${flight.to}`}</title>
    </g>
  );
};

/** What it says: drawn after all lines, so that none strikes it through. */
export const ArrowLabel = ({ arrow, isNow = false }: Props) => {
  const { flight, label } = arrow;
  const { fate, lie } = flight;
  if (label === "") return null;
  const end = isCutShort(flight) ? ` (${fate})` : "";
  return (
    <g class={classesOf("label", arrow, isNow)}>
      <text {...placeOf(arrow)}>{`${lie ? "! " : ""}${label}${end}`}</text>
    </g>
  );
};

const classesOf = (
  part: "arrow" | "label",
  { flight: { fate, lie }, isPast }: Arrow,
  isNow: boolean,
): string =>
  [part, fate, lie ? "lie" : "", isPast ? "" : "aside", isNow ? "now" : ""]
    .filter((name) => name !== "")
    .join(" ");

/** Room for the mark of the node. */
const MARK = 6;

const lineOf = ({ from, to, flight }: Arrow): string => {
  const reaches =
    flight.fate === "delivered" || flight.fate === "discarded" || flight.fate === "silence";
  const end = reaches ? to.x - Math.sign(to.x - from.x) * MARK : to.x;
  return `M ${from.x} ${from.y} L ${end} ${to.y}`;
};

const loopOf = ({ from, to }: Arrow): string => {
  const out = 26;
  const curve = `C ${from.x + out} ${from.y}, ${to.x + out} ${to.y}, ${to.x + MARK} ${to.y}`;
  return `M ${from.x} ${from.y} ${curve}`;
};

/** How wide one is, about. */
const LETTER = 6.2;

/** Beside the head, on the side from which it comes. */
const placeOf = ({ from, to, isLoop, flight, label }: Arrow) => {
  const isRightward = from.x <= to.x;
  const gap = flight.ended === null ? 4 : 12;
  if (isLoop) return { x: to.x + 24, y: to.y - 2, "text-anchor": "start" };
  // What would leave the picture on the left begins there.
  if (isRightward && to.x - gap < LETTER * label.length)
    return { x: 2, y: to.y - 4, "text-anchor": "start" };
  return {
    x: isRightward ? to.x - gap : to.x + gap,
    y: to.y - 4,
    "text-anchor": isRightward ? "end" : "start",
  };
};

const Cross = ({ x, y }: { readonly x: number; readonly y: number }) => (
  <path class="cross" d={`M ${x - 5} ${y - 5} l 10 10 m 0 -10 l -10 10`} />
);
