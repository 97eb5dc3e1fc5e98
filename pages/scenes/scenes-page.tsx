/** Why no decision rule works: scenes that nodes cannot tell apart, and what follows from them. */
import type { ScenesPage as Page } from "../../checks/reports/page/document.ts";
import { Head } from "../parts/head.tsx";
import { ChainPage } from "./chain-page.tsx";
import "./scenes.css";

export const ScenesPage = ({ page }: { readonly page: Page }) => {
  const { title, bounds, tone, headline, meaning, looked, chain, command } = page;
  return (
    <>
      <Head title={title} bounds={bounds} />
      <main class="scenes">
        <section class="answer" aria-label="the answer">
          <p>
            <strong class={`tone ${tone}`}>{headline}</strong> {meaning}
          </p>
          <p class="faint">{looked.join("; ")}</p>
        </section>
        {chain.length === 0 ? null : <ChainPage page={page} />}
        <section class="again" aria-label="to see it again">
          <h2>To see it again</h2>
          <pre>{command}</pre>
        </section>
      </main>
    </>
  );
};
