/** Each property with its truth after every step, one cell a step. */
import { memo } from "preact/compat";
import type { TraceView } from "../../checks/reports/page/document.ts";

interface Props {
  readonly view: TraceView;
  readonly step: number;
  readonly go: (step: number) => void;
}

export const PropertyStrip = ({ view, step, go }: Props) => {
  const truths = view.trace.why?.truths ?? [];
  if (truths.length === 0) return null;
  const last = view.trace.steps.length;
  const choose = (event: MouseEvent): void => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    go(Math.min(last, Math.floor(((event.clientX - box.left) / box.width) * (last + 1))));
  };
  return (
    <div class="strip">
      {truths.map(({ property, kind, holds }) => (
        <div class="property" key={property}>
          <span class={property === view.trace.why?.property ? "name main" : "name"}>
            {property}
          </span>
          <div class="cells" onClick={choose}>
            <Cells
              holds={holds}
              kind={kind}
              label={`${property}: ${view.courses[property] ?? ""}`}
            />
            <i
              class="at"
              style={{ left: `${(step / (last + 1)) * 100}%`, width: `${100 / (last + 1)}%` }}
            />
          </div>
          <span class={`now ${wordOf(holds[step] ?? false, kind)}`}>
            {sayingOf(holds[step] ?? false, kind)}
          </span>
        </div>
      ))}
    </div>
  );
};

const wordOf = (holds: boolean, kind: string): string =>
  kind === "sometimes" ? (holds ? "met" : "open") : holds ? "holds" : "fails";

const sayingOf = (holds: boolean, kind: string): string =>
  kind === "sometimes" ? (holds ? "met" : "not yet") : holds ? "holds" : "fails";

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
