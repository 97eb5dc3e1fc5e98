/** A grid of verdicts, or the counterexample of one of its cells: the address says which. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { BoundsPage as Page, CellView } from "../../checks/reports/page/document.ts";
import { Head } from "../parts/head.tsx";
import { CellPage } from "./cell-page.tsx";
import { Grid } from "./grid.tsx";
import { idOf } from "./ids.ts";
import "./bounds.css";

export const BoundsPage = ({ page }: { readonly page: Page }) => {
  const { title, bounds, rows } = page;
  const failing = useMemo(
    () => rows.flatMap(({ cells }) => cells).filter((cell) => cell.counterexample !== null),
    [rows],
  );
  const shown = useShown(failing);
  useReturningFocus(shown);
  useEffect(() => {
    const of = shown === null ? "" : ` · nodes ${shown.nodes}, traitors ${shown.traitors}`;
    document.title = `${title}${of} · Strategos`;
  }, [title, shown]);
  return (
    <>
      <Head title={title} bounds={bounds} />
      <main>
        {shown === null ? (
          <Grid page={page} />
        ) : (
          <CellPage key={idOf(shown)} cell={shown} failing={failing} excerpts={page.excerpts} />
        )}
      </main>
    </>
  );
};

/** The failing cell that the address names; null: none, and the grid is shown. */
const useShown = (failing: readonly CellView[]): CellView | null => {
  const [hash, follow] = useState(location.hash);
  useEffect(() => {
    const onChange = (): void => follow(location.hash);
    addEventListener("hashchange", onChange);
    return () => removeEventListener("hashchange", onChange);
  }, []);
  return failing.find((cell) => `#${idOf(cell)}` === hash) ?? null;
};

/** Whoever comes back to the grid is where they left it. */
const useReturningFocus = (shown: CellView | null): void => {
  const before = useRef<CellView | null>(null);
  useLayoutEffect(() => {
    if (shown === null && before.current !== null)
      document.getElementById(`open-${idOf(before.current)}`)?.focus();
    before.current = shown;
  }, [shown]);
};
