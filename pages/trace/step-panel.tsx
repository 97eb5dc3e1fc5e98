/** What a step does, and which lies are read in it. */
import type { TraceView } from "../../checks/reports/page/document.ts";
import type { ComponentChildren } from "preact";
import { messageText } from "../../checks/reports/message-text.ts";

export const IDLE = "a turn in which nothing happens";

interface Props {
  readonly view: TraceView;
  readonly step: number;
  /** What it changes. */
  readonly children: ComponentChildren;
}

export const StepPanel = ({ view, step, children }: Props) => {
  const { trace, steps } = view;
  const taken = trace.steps[step - 1];
  const { sentence, details } = steps[step - 1] ?? {
    sentence: "Nothing has happened yet.",
    details: [],
  };
  const isBeside = step > 0 && trace.why?.past.includes(step) === false;
  return (
    <section class="panel step" aria-label="this step">
      <h2>{step === 0 ? "Before the first step" : `Step ${step}`}</h2>
      <p>{sentence ?? IDLE}</p>
      {details.map((detail, at) => (
        <p key={at}>{detail}</p>
      ))}
      {children}
      <Lies reads={taken?.reads ?? []} />
      {isBeside ? <p class="faint">The end does not depend on this step.</p> : null}
    </section>
  );
};

type Reads = TraceView["trace"]["steps"][number]["reads"];

const Lies = ({ reads }: { readonly reads: Reads }) => {
  const lies = reads.filter(({ lie }) => lie);
  return lies.length === 0 ? null : (
    <ul class="lies">
      {lies.map(({ from, message, truth }, at) => (
        <li key={at}>
          <b>lie</b> {`of ${from}: ${saidText(message)}; a loyal node would say ${saidText(truth)}`}
        </li>
      ))}
    </ul>
  );
};

const saidText = (said: Reads[number]["message"]): string =>
  said === null ? "nothing" : messageText(said);
