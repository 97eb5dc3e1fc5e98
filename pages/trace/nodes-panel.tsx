/** Every node with its state, what the step has changed in it, and what is on its way. */
import type { Flight } from "../../checks/explanation/causality.ts";
import type { TraceView } from "../../checks/reports/page/document.ts";
import { differencesOf, type ValueDifference } from "../../checks/reports/differences.ts";
import { print } from "../../checks/schema/print.ts";
import type { Json } from "../../checks/trace.ts";
import { messageText } from "../parts/message.ts";
import type { Situation } from "./situations.ts";

interface Props {
  readonly view: TraceView;
  readonly situation: Situation;
  readonly before: Situation | undefined;
}

export const NodesPanel = ({ view, situation, before }: Props) => {
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
              <State state={state} before={before?.states[node]} />
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

const routeText = ({ from, to, sent }: Flight): string =>
  ` ${from} to ${to}, since ${sinceText(sent)}`;

const sinceText = (sent: number | null): string =>
  sent === 0 || sent === null ? "the start" : `step ${sent}`;

/** What is as it was stands in one line; what is not stands below, old and new. */
const State = ({ state, before }: { readonly state: Json; readonly before: Json | undefined }) => {
  const differences = before === undefined ? [] : differencesOf(before, state);
  return (
    <>
      <code class="state">{print(state)}</code>
      {differences.map((difference) => (
        <Difference key={difference.path} difference={difference} />
      ))}
    </>
  );
};

const Difference = ({ difference }: { readonly difference: ValueDifference }) => {
  const { path, before, after, added, removed } = difference;
  const isMembers = added.length + removed.length > 0;
  return (
    <div class="difference">
      <span>{path === "" ? "state" : path}</span>
      {isMembers ? null : (
        <>
          {" "}
          <del>{before === undefined ? "nothing" : print(before)}</del> →{" "}
          <ins>{after === undefined ? "nothing" : print(after)}</ins>
        </>
      )}
      {added.map((member) => (
        <ins>{` + ${print(member)}`}</ins>
      ))}
      {removed.map((member) => (
        <del>{` − ${print(member)}`}</del>
      ))}
    </div>
  );
};
