/** Some lines of a source, with the one that is meant. */
import type { Excerpt } from "../../checks/reports/page/document.ts";
import { wordsOf } from "./words.ts";

interface Props {
  readonly place: string;
  /** Of the paper. */
  readonly section: string | null;
  readonly excerpt: Excerpt | undefined;
}

export const Source = ({ place, section, excerpt }: Props) => (
  <figure class="source">
    <figcaption>
      <code>{place}</code>
      {section === null ? null : <span class="faint">{` (${section})`}</span>}
    </figcaption>
    {excerpt === undefined ? null : (
      <pre>
        {excerpt.text.split("\n").map((line, at) => (
          <code key={at} class={place.endsWith(`:${excerpt.line + at}`) ? "line meant" : "line"}>
            {wordsOf(line).map(({ kind, text }) =>
              kind === "plain" ? text : <i class={kind}>{text}</i>,
            )}
            {"\n"}
          </code>
        ))}
      </pre>
    )}
  </figure>
);
