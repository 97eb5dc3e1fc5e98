/** Every node with its state, those marked that the step was at; and what is on its way. */
import type { Flight } from "../../checks/explanation/flight.ts";
import type { TraceView } from "../../checks/reports/page/document.ts";
import { print } from "../../checks/schema/print.ts";
import { messageText } from "../../checks/reports/message-text.ts";
import type { Situation } from "./situations.ts";

interface Props {
  readonly view: TraceView;
  readonly situation: Situation;
}

export const NodesPanel = ({ view, situation }: Props) => {
  const { traitors } = view.trace;
  const { states, down, changed, onTheirWay } = situation;
  return (
    <section class="panel nodes" aria-label="nodes">
      <h2>Nodes</h2>
      <ul class="states">
        {Object.entries(states).map(([node, state]) => (
          <li key={node} class={changed.has(node) ? "changed" : undefined}>
            <b>{node}</b>
            {down.has(node) ? <em> down</em> : null}
            {traitors.includes(node) ? (
              <em class="lie"> traitor</em>
            ) : (
              <code class="state">{print(state)}</code>
            )}
          </li>
        ))}
      </ul>
      <h2>On their way</h2>
      {onTheirWay.length === 0 ? <p class="faint">nothing</p> : null}
      <ul class="mail">
        {onTheirWay.map((flight, at) => (
          <li key={at}>
            <code>{messageText(flight)}</code>
            <span class="faint">{routeText(flight)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};

const routeText = ({ from, to, since }: Flight): string =>
  ` ${from} to ${to}, since ${since === 0 ? "the start" : `step ${since}`}`;
