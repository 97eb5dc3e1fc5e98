/** Properties with their truth after every step, one cell a step: first those that change. */
import { memo } from "preact/compat";
import { useState } from "preact/hooks";
import type { TraceView } from "../../checks/reports/page/document.ts";

interface Props {
  readonly view: TraceView;
  readonly step: number;
  readonly go: (step: number) => void;
}

export const PropertyStrip = ({ view, step, go }: Props) => {
  const [isWhole, showAll] = useState(false);
  const truths = view.trace.why?.truths ?? [];
  const telling = truths.filter((truth) => tells(truth, view));
  const quiet = truths.length - telling.length;
  return (
    <div class="strip">
      {(isWhole ? truths : telling).map((truth) => (
        <Property key={truth.property} truth={truth} view={view} step={step} go={go} />
      ))}
      {quiet === 0 ? null : (
        <button
          type="button"
          class="more"
          aria-expanded={isWhole}
          onClick={() => showAll(!isWhole)}
        >
          {isWhole ? "fewer" : `and ${quiet} that never ${quiet === 1 ? "changes" : "change"}`}
        </button>
      )}
    </div>
  );
};

type Truth = NonNullable<TraceView["trace"]["why"]>["truths"][number];

const tells = ({ property, holds }: Truth, { trace: { why } }: TraceView): boolean =>
  property === why?.property || holds.some((is) => is !== holds[0]);

const Property = ({ truth, view, step, go }: Props & { readonly truth: Truth }) => {
  const { property, kind, holds } = truth;
  const last = view.trace.steps.length;
  const isNow = holds[step] ?? false;
  const wasMet = holds.slice(0, step).includes(true);
  const choose = (event: MouseEvent): void => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    go(Math.min(last, Math.floor(((event.clientX - box.left) / box.width) * (last + 1))));
  };
  const at = { left: `${(step / (last + 1)) * 100}%`, width: `${100 / (last + 1)}%` };
  return (
    <div class="property">
      <span class={property === view.trace.why?.property ? "name main" : "name"}>{property}</span>
      <div class="cells" onClick={choose}>
        <Cells holds={holds} kind={kind} label={`${property}: ${view.courses[property] ?? ""}`} />
        <i class="at" style={at} />
      </div>
      <span class={`now ${wordOf(isNow, kind)}`}>{sayingOf(isNow, wasMet, kind)}</span>
    </div>
  );
};

const wordOf = (holds: boolean, kind: string): string =>
  kind === "sometimes" ? (holds ? "met" : "open") : holds ? "holds" : "fails";

/** What was met once need not be so for ever. */
const sayingOf = (holds: boolean, wasMet: boolean, kind: string): string => {
  if (kind !== "sometimes") return holds ? "holds" : "fails";
  return holds ? "met" : wasMet ? "was met" : "not yet";
};

interface CellsProps {
  readonly holds: readonly boolean[];
  readonly kind: string;
  readonly label: string;
}

const Cells = memo(({ holds, kind, label }: CellsProps) => (
  <svg viewBox={`0 0 ${holds.length} 1`} preserveAspectRatio="none" role="img" aria-label={label}>
    {holds.map((is, at) => (
      <rect
        key={at}
        class={wordOf(is, kind)}
        x={at + 0.04}
        y={is ? 0.2 : 0}
        width={0.92}
        height={is ? 0.6 : 1}
      />
    ))}
  </svg>
));
