/** What a trace is, and the sentence that says why it ends as it does. */
import type { TraceView } from "../../checks/reports/page/document.ts";
import { print } from "../../checks/schema/print.ts";

export const Story = ({ view }: { readonly view: TraceView }) => {
  const { heading, end, isBad, why, trace, faults, lies, heard, commands } = view;
  return (
    <section class="story" aria-label="what happens, and why">
      <p class="why">
        <strong class={isBad ? "badge bad" : "badge good"}>{end}</strong> {why}{" "}
        <span class="faint">{heading}</span>
      </p>
      <Seen view={view} />
      <details>
        <summary>More about it</summary>
        <Sentences title="faults" sentences={faults} />
        <Sentences title="lies" sentences={lies} />
        <Sentences title="who has heard of whom, in the end" sentences={heard} />
        {trace.minimal ? null : <p>Whether less would do was not found out.</p>}
        <h3>to see it again</h3>
        {commands.map((command) => (
          <pre key={command}>{command}</pre>
        ))}
      </details>
    </section>
  );
};

const Seen = ({ view: { trace } }: { readonly view: TraceView }) => {
  const seen = trace.why?.seen ?? [];
  if (seen.length === 0) return null;
  return (
    <dl class="seen">
      <dt class="faint">{`what ${trace.why?.property} sees in the end`}</dt>
      {seen.map(({ node, value }) => (
        <dd key={node}>
          <b>{node ?? "the history"}</b> <code>{print(value)}</code>
        </dd>
      ))}
    </dl>
  );
};

const Sentences = ({
  title,
  sentences,
}: {
  readonly title: string;
  readonly sentences: readonly string[];
}) =>
  sentences.length === 0 ? null : (
    <>
      <h3>{title}</h3>
      <ul>
        {sentences.map((sentence, at) => (
          <li key={at}>{sentence}</li>
        ))}
      </ul>
    </>
  );
