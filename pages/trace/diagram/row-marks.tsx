/** What a step is at its node, or between nodes: a mark, and for faults a word beside it. */
import type { Step } from "../../../checks/trace.ts";
import { xOf, type Places, type Row } from "./places.ts";

export const RowMarks = ({ row, places }: { readonly row: Row; readonly places: Places }) => {
  const { step, y, isPast, isIdle } = row;
  if (step === null) return null;
  return (
    <g class={isPast ? "marks" : "marks aside"}>
      <Mark step={step} y={y} places={places} isIdle={isIdle} />
      {step.unsent === null ? null : (
        <Fault glyph="cross" word="crashes" x={xOf(step.node, places)} y={y} />
      )}
    </g>
  );
};

interface Props {
  readonly step: Step;
  readonly y: number;
  readonly places: Places;
}

const Mark = ({ step, y, places, isIdle }: Props & Pick<Row, "isIdle">) => {
  const x = xOf(step.node, places);
  switch (step.action) {
    case "deliver":
    case "turn":
      return <circle class="acts" cx={x} cy={y} r={isIdle ? 2.5 : 5} />;
    case "timer":
      return <Sign x={x} y={y} glyph="clock" word={step.message?.tag} />;
    case "request":
      return <Sign x={x} y={y} glyph="square" word={step.message?.tag} />;
    case "suspect":
      return <Fault x={x} y={y} glyph="question" word={`${step.message?.tag ?? ""} errs`} />;
    case "crash":
      return <Fault x={x} y={y} glyph="cross" word="crash" />;
    case "power-loss":
      return <Fault x={x} y={y} glyph="bolt" word="power loss" />;
    case "restart":
      return <Fault x={x} y={y} glyph="triangle" word="restart" />;
    case "duplicate":
      return <Fault x={x} y={y} glyph="plus" word={`copy of ${step.message?.tag ?? ""}`} />;
    case "discard":
    case "drop":
      return null;
    case "joint":
      return <Joint step={step} y={y} places={places} />;
    case "partition":
    case "one-way":
    case "heal":
      return <Cut step={step} y={y} places={places} />;
  }
};

interface Signed {
  readonly x: number;
  readonly y: number;
  readonly word: string | undefined;
}

const Sign = ({ x, y, glyph, word }: Signed & { readonly glyph: "clock" | "square" }) => (
  <g class="sign">
    {glyph === "square" ? (
      <rect class="acts" x={x - 5} y={y - 5} width={10} height={10} rx={2} />
    ) : (
      <>
        <circle class="clock" cx={x} cy={y} r={6} />
        <path d={`M ${x} ${y - 4} v 4 l 3 2`} />
      </>
    )}
    <text x={x + 10} y={y + 4}>
      {word ?? ""}
    </text>
  </g>
);

/** Drawn, since not every font has such signs. */
const GLYPHS = {
  cross: "M -3.5 -3.5 l 7 7 m 0 -7 l -7 7",
  bolt: "M 1 -5 l -4 6 h 5 l -3 5",
  triangle: "M -4 3 h 8 l -4 -7 z",
  question: "M -2.5 -2 c 0 -4 5 -4 5 -0.5 c 0 2 -2.5 1.5 -2.5 4 m 0 2 v 0.5",
  plus: "M -4 0 h 8 m -4 -4 v 8",
} as const;

const Fault = ({ x, y, glyph, word }: Signed & { readonly glyph: keyof typeof GLYPHS }) => (
  <g class="fault">
    <circle cx={x} cy={y} r={8} />
    <path d={GLYPHS[glyph]} transform={`translate(${x} ${y})`} />
    <text x={x + 12} y={y + 4}>
      {word ?? ""}
    </text>
  </g>
);

/** All who take part, tied together. */
const Joint = ({ step, y, places }: Props) => {
  const all = [step.node, ...step.partners.map(({ node }) => node)].map((node) =>
    xOf(node, places),
  );
  const [from, to] = [Math.min(...all), Math.max(...all)];
  return (
    <g class="joint">
      <line x1={from} x2={to} y1={y - 2} y2={y - 2} />
      <line x1={from} x2={to} y1={y + 2} y2={y + 2} />
      {all.map((x) => (
        <rect x={x - 6} y={y - 6} width={12} height={12} />
      ))}
      <text x={to + 10} y={y + 4}>
        {step.message?.tag ?? ""}
      </text>
    </g>
  );
};

const WORDS = { partition: "partition", "one-way": "one-way cut", heal: "heal" } as const;

const Cut = ({ step, y, places }: Props) => {
  const xs = places.lanes.map(({ x }) => x);
  const kind = step.action as keyof typeof WORDS;
  return (
    <g class={`cut ${kind}`}>
      <line x1={Math.min(...xs) - 12} x2={Math.max(...xs) + 12} y1={y} y2={y} />
      <text x={Math.min(...xs) - 10} y={y - 5}>
        {WORDS[kind]}
      </text>
    </g>
  );
};
