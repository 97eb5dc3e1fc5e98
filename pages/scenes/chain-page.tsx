/** The chain beside the argument, through which keys and buttons lead a sentence at a time. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { ScenesPage } from "../../checks/reports/page/document.ts";
import { Controls } from "../parts/controls.tsx";
import { useKeys, type Next } from "../parts/keys.ts";
import { Argument } from "./argument.tsx";
import { Chain } from "./chain.tsx";
import { sightAfter } from "./sight.ts";

/** What is said before the first sentence. */
const START = "before the first sentence";

export const ChainPage = ({ page }: { readonly page: ScenesPage }) => {
  const { chain, argument, duties, doubt, conclusion } = page;
  const [step, go] = useState(0);
  const [pointed, point] = useState<number | null>(null);
  const picture = useRef<HTMLDivElement>(null);
  const last = argument.length;
  const goTo = (next: Next): void => {
    point(null);
    go(next);
  };
  useKeys(last, goTo, isSideways);
  useEffect(() => {
    // What is found last, for where there is no room for both.
    for (const part of [".tie.meant", ".box.found"])
      picture.current?.querySelector(part)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [step]);
  const sentence = argument[step - 1]?.sentence ?? START;
  return (
    <div class="beside">
      <div class="chain-frame" ref={picture} tabIndex={0} role="region" aria-label="scenes">
        <Chain chain={chain} doubt={doubt} sight={sightAfter(argument, pointed ?? step)} />
      </div>
      <div class="reasoning">
        <section aria-label="what is asked of a decision rule">
          <h2>What is asked of a decision rule</h2>
          <dl class="duties">
            {duties.map(({ name, text }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section aria-label="why none can do it">
          <h2>Why none can do it</h2>
          <Argument argument={argument} step={step} go={goTo} point={point} />
          <div class="stepper">
            <p class="said" aria-hidden="true">
              {sentence}
            </p>
            <Controls step={step} last={last} go={goTo} sentence={sentence} />
          </div>
          <p class="stepping faint">
            <kbd>←</kbd> <kbd>→</kbd> one sentence
          </p>
        </section>
        <p class="conclusion">{conclusion}</p>
      </div>
    </div>
  );
};

/** Whoever goes up and down wants to see the page. */
const isSideways = (key: string): boolean => key === "ArrowLeft" || key === "ArrowRight";
