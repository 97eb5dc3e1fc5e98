/** The counterexample of one cell, with ways back and to the other cells that fail. */
import { useLayoutEffect, useRef } from "preact/hooks";
import type { CellView, Excerpts } from "../../checks/reports/page/document.ts";
import { Player } from "../trace/player.tsx";
import { Story } from "../trace/story.tsx";
import { GRID, idOf } from "./ids.ts";

interface Props {
  readonly cell: CellView;
  readonly failing: readonly CellView[];
  readonly excerpts: Excerpts;
}

export const CellPage = ({ cell, failing, excerpts }: Props) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Escape") location.hash = GRID;
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return (
    <>
      <nav class="cells-nav" aria-label="cells that fail">
        <a class="back" href={`#${GRID}`}>
          ← grid <kbd>Esc</kbd>
        </a>
        {failing.map((other) => (
          <a
            key={idOf(other)}
            href={`#${idOf(other)}`}
            aria-current={other === cell ? "page" : undefined}
          >
            {other.place}
          </a>
        ))}
      </nav>
      <h2 class="cell-title" ref={heading} tabIndex={-1}>
        <b>{`${cell.place}: ${cell.word}`}</b>{" "}
        <span class="faint">{[cell.difference ?? [], cell.details].flat().join("; ")}</span>
      </h2>
      {cell.counterexample === null ? null : (
        <>
          <Story view={cell.counterexample} />
          <Player view={cell.counterexample} excerpts={excerpts} />
        </>
      )}
    </>
  );
};
