/** A counterexample or a witness: what was asked, and the way step by step. */
import { useState } from "preact/hooks";
import type { TracePage as Page } from "../../checks/reports/page/document.ts";
import { Head } from "../parts/head.tsx";
import { Player } from "./player.tsx";
import { Story } from "./story.tsx";

export const TracePage = ({ page }: { readonly page: Page }) => {
  const { title, bounds, traces, excerpts } = page;
  const [shown, show] = useState(0);
  const view = traces[shown] ?? traces[0];
  return (
    <>
      <Head title={title} bounds={bounds} />
      {traces.length === 1 ? null : (
        <label class="choice">
          shown{" "}
          <select value={shown} onChange={(event) => show(Number(event.currentTarget.value))}>
            {traces.map(({ heading }, at) => (
              <option key={at} value={at}>{`${at + 1}. ${heading}`}</option>
            ))}
          </select>
        </label>
      )}
      <main>
        <Story view={view} />
        <Player key={shown} view={view} excerpts={excerpts} />
      </main>
    </>
  );
};
