/** The sign of a verdict, drawn: so that no colour is needed, and no font. */
import type { CellView } from "../../checks/reports/page/document.ts";

const LINES: Readonly<Record<CellView["verdict"], readonly string[]>> = {
  "holds-within-bounds": ["M4 13l5.5 6L20 5"],
  violated: ["M5 5l14 14", "M19 5L5 19"],
  "budget-exceeded": ["M7 8.5a5 5 0 1 1 7.6 4.3c-1.7 1.1-2.6 2-2.6 3.7", "M12 20.4v.2"],
  vacuous: ["M12 4.5a7.5 7.5 0 1 0 .01 0z"],
  "n/a": ["M6 12h12"],
};

export const Sign = ({ verdict }: Pick<CellView, "verdict">) => (
  <svg class="verdict-sign" viewBox="0 0 24 24" aria-hidden="true">
    {LINES[verdict].map((line) => (
      <path key={line} d={line} />
    ))}
  </svg>
);
