/** The source of the rules that fire in a step, and of the property that ends the trace. */
import type { Excerpts, TraceView } from "../../checks/reports/page/document.ts";
import { Source } from "../parts/source.tsx";

interface Props {
  readonly view: TraceView;
  readonly step: number;
  readonly excerpts: Excerpts;
}

export const SourcePanel = ({ view, step, excerpts }: Props) => {
  const { trace, steps } = view;
  const places = steps[step - 1]?.places ?? [];
  const property = step === trace.steps.length ? (trace.why?.source ?? null) : null;
  if (places.length === 0 && property === null) return null;
  return (
    <section class="panel sources" tabIndex={0} aria-label="source">
      {places.length === 0 ? null : <h2>{places.length === 1 ? "Its rule" : "Its rules"}</h2>}
      {places.map((place) => (
        <Source
          key={place}
          place={place}
          section={sectionAt(trace.steps[step - 1], place)}
          excerpt={excerpts[place]}
        />
      ))}
      {property === null ? null : (
        <>
          <h2>{`What it ${view.end.replace(" ", ": ")}`}</h2>
          <Source place={property} section={null} excerpt={excerpts[property]} />
        </>
      )}
    </section>
  );
};

type Taken = TraceView["trace"]["steps"][number];

const sectionAt = (step: Taken | undefined, place: string): string | null =>
  step === undefined
    ? null
    : ([...step.reads, step].find(({ source }) => source === place)?.section ?? null);
