/** What the page is about, and the choice between light and dark. */
import { ThemeChoice } from "./theme-choice.tsx";

export const Head = ({
  title,
  bounds,
}: {
  readonly title: string;
  readonly bounds: readonly string[];
}) => (
  <header class="head">
    <h1>{title}</h1>
    <p class="bounds">
      <span class="faint">bounds</span> {bounds.join("; ")}
    </p>
    <ThemeChoice />
  </header>
);
