/** What a step changes in the states of nodes: old and new. */
import { differencesOf, type ValueDifference } from "../../checks/reports/differences.ts";
import { print } from "../../checks/schema/print.ts";
import type { Situation } from "./situations.ts";

interface Props {
  readonly now: Situation;
  readonly before: Situation | undefined;
}

export const Changes = ({ now, before }: Props) => {
  const changes = [...now.changed].flatMap((node) =>
    differencesOf(before?.states[node] ?? null, now.states[node] ?? null).map((difference) => ({
      node,
      difference,
    })),
  );
  return changes.length === 0 ? null : (
    <ul class="changes">
      {changes.map(({ node, difference }) => (
        <li key={`${node} ${difference.path}`}>
          <b>{node}</b> <Difference difference={difference} />
        </li>
      ))}
    </ul>
  );
};

const Difference = ({ difference }: { readonly difference: ValueDifference }) => {
  const { path, before, after, added, removed } = difference;
  const isMembers = added.length + removed.length > 0;
  return (
    <>
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
    </>
  );
};
