/** What a trace is, and the sentence that says why it ends as it does. */
import type { TraceView } from "../../checks/reports/page/document.ts";
import { print } from "../../checks/schema/print.ts";

export const Story = ({ view }: { readonly view: TraceView }) => {
  const { claim, end, isBad, why, trace, faults, lies, heard, commands } = view;
  return (
    <section class="story" aria-label="what happens, and why">
      <p class="why">
        <strong class={isBad ? "badge bad" : "badge good"}>{end}</strong> {why}
      </p>
      {claim === null ? null : (
        <p class="claim">
          <b>{trace.why?.property}</b> {claim}
        </p>
      )}
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

const Seen = ({ view: { trace, heading } }: { readonly view: TraceView }) => {
  const { property, seen } = trace.why ?? { property: "", seen: [] };
  return (
    <p class="seen">
      <span>{heading}</span>
      {seen.length === 0 ? null : <span class="faint">{`what ${property} sees in the end:`}</span>}
      {seen.map(({ node, value }) => (
        <span key={node}>
          <b>{node ?? "the history"}</b> <code>{print(value)}</code>
        </span>
      ))}
    </p>
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
