/** Light or dark: as the system says, until somebody chooses. */
import { useState } from "preact/hooks";

const THEMES = ["system", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];

export const ThemeChoice = () => {
  const [theme, choose] = useState<Theme>("system");
  const change = (chosen: Theme): void => {
    document.documentElement.dataset["theme"] = chosen;
    choose(chosen);
  };
  return (
    <label class="theme">
      <span class="faint">colours</span>{" "}
      <select value={theme} onChange={(event) => change(event.currentTarget.value as Theme)}>
        {THEMES.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
};
