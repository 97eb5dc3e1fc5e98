/** A trace that is stepped through: by the slider, by keys, by its rows. */
import { useMemo, useState } from "preact/hooks";
import type { Excerpts, TraceView } from "../../checks/reports/page/document.ts";
import { Controls, Keys } from "../parts/controls.tsx";
import { useKeys } from "../parts/keys.ts";
import { Changes } from "./changes.tsx";
import { diagramOf } from "./diagram/geometry.ts";
import { PropertyStrip } from "./property-strip.tsx";
import { Stage } from "./stage.tsx";
import { IDLE, StepPanel } from "./step-panel.tsx";
import { NodesPanel } from "./nodes-panel.tsx";
import { SourcePanel } from "./source-panel.tsx";
import { situationsOf } from "./situations.ts";
import "./trace.css";

interface Props {
  readonly view: TraceView;
  readonly excerpts: Excerpts;
}

export const Player = ({ view, excerpts }: Props) => {
  const last = view.trace.steps.length;
  const [step, go] = useState(last);
  const diagram = useMemo(() => diagramOf(view), [view]);
  const situations = useMemo(() => situationsOf(view), [view]);
  useKeys(last, go);
  return (
    <div class="player">
      <div class="timeline">
        <Controls step={step} last={last} go={go} sentence={sentenceAt(view, step)} />
        <PropertyStrip view={view} step={step} go={go} />
      </div>
      <div class="columns">
        <Stage view={view} diagram={diagram} step={step} go={go} />
        <div class="panels" tabIndex={0} role="region" aria-label="details">
          <StepPanel view={view} step={step}>
            <Changes now={situations[step]!} before={situations[step - 1]} />
          </StepPanel>
          <NodesPanel view={view} situation={situations[step]!} />
        </div>
        <SourcePanel view={view} step={step} excerpts={excerpts} />
      </div>
      <Keys />
    </div>
  );
};

const sentenceAt = ({ steps }: TraceView, step: number): string =>
  step === 0 ? "before the first step" : (steps[step - 1]?.sentence ?? IDLE);
