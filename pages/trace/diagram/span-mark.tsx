/** The shade over a lane whose node is down or cut off. */
import type { Span } from "./spans.ts";

/** So that a shade can be told without its colour. */
export const Hatch = () => (
  <pattern
    id="hatch"
    width="7"
    height="7"
    patternUnits="userSpaceOnUse"
    patternTransform="rotate(45)"
  >
    <line class="hatch" x1="0" y1="0" x2="0" y2="7" />
  </pattern>
);

const WORDS = { down: "down", "cut-off": "cut off", "one-way": "not heard" } as const;

export const SpanMark = ({ span }: { readonly span: Span }) => {
  const { kind, node, x, width, top, bottom } = span;
  const box = { x: x - width / 2, y: top, width, height: Math.max(0, bottom - top) };
  return (
    <g class={`span ${kind}`}>
      <rect {...box} />
      {kind === "down" ? null : <rect {...box} fill="url(#hatch)" class="hatched" />}
      <title>{`${node} is ${WORDS[kind]}`}</title>
    </g>
  );
};
