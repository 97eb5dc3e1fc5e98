/** Cells by nodes and traitors: coloured, and told by a sign and a word as well. */
import type { BoundsPage, CellView } from "../../checks/reports/page/document.ts";
import { idOf } from "./ids.ts";
import { Sign } from "./sign.tsx";

export const Grid = ({ page }: { readonly page: BoundsPage }) => {
  const { title, traitors, rows, legend, summary } = page;
  const [time, agreement, ...differing] = summary;
  return (
    <div class="grid-page">
      <div class="grid-frame" tabIndex={0} role="region" aria-label="grid">
        <table class="grid" style={{ "--columns": traitors.length }}>
          <caption class="unseen">{title}</caption>
          <thead>
            <tr>
              <td />
              <th scope="colgroup" colSpan={traitors.length}>
                traitors
              </th>
            </tr>
            <tr>
              <th scope="col">nodes</th>
              {traitors.map((count) => (
                <th key={count} scope="col">
                  <span class="unseen">traitors </span>
                  {count}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ nodes, cells }) => (
              <tr key={nodes}>
                <th scope="row">
                  <span class="unseen">nodes </span>
                  {nodes}
                </th>
                {cells.map((cell) => (
                  <Cell key={cell.traitors} cell={cell} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <section class="reading" aria-label="what the grid says">
        <p class={differing.length === 0 ? "agreement" : "agreement differs"}>{agreement}</p>
        {differing.length === 0 ? null : (
          <ul>
            {differing.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        <p class="faint">{time}</p>
        <h2>Legend</h2>
        <ul class="legend">
          {legend.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        {rows.some(({ cells }) => cells.some((cell) => cell.counterexample !== null)) ? (
          <p>Each failing cell opens its counterexample.</p>
        ) : null}
      </section>
    </div>
  );
};

const Cell = ({ cell }: { readonly cell: CellView }) => {
  const { verdict, difference, counterexample, details } = cell;
  const name = `cell ${CLASSES[verdict]}${difference === null ? "" : " differs"}`;
  const title = details.join("; ");
  return (
    <td>
      {counterexample === null ? (
        <div class={name} title={title}>
          <Verdict cell={cell} />
        </div>
      ) : (
        <a class={name} id={`open-${idOf(cell)}`} href={`#${idOf(cell)}`} title={title}>
          <span class="unseen">{`${cell.place}: `}</span>
          <Verdict cell={cell} />
          <span class="unseen">(opens its counterexample)</span>
        </a>
      )}
    </td>
  );
};

const CLASSES: Readonly<Record<CellView["verdict"], string>> = {
  "holds-within-bounds": "holds",
  violated: "violated",
  "budget-exceeded": "unknown",
  vacuous: "vacuous",
  "n/a": "empty",
};

const Verdict = ({ cell }: { readonly cell: CellView }) => {
  const { verdict, word, difference, details } = cell;
  const [more] = details;
  return (
    <>
      <Sign verdict={verdict} />
      <span class="word">{word}</span>
      {more === undefined ? null : <span class="more">{more}</span>}
      {difference === null ? null : <span class="theory">{difference}</span>}
    </>
  );
};
