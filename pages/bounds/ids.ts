/** Names of cells, for addresses: a teacher may link to one of them. */
import type { CellView } from "../../checks/reports/page/document.ts";

/** `nodes-3-traitors-1` */
export const idOf = ({ nodes, traitors }: Pick<CellView, "nodes" | "traitors">): string =>
  `nodes-${nodes}-traitors-${traitors}`;

/** Of the grid itself. */
export const GRID = "grid";
