/** What `init` has written, and what comes next. */
import { paint, wrapped } from "./terminal.ts";

interface Initialised {
  readonly files: readonly string[];
  /** That were added to package.json. */
  readonly scripts: Readonly<Record<string, string>>;
  /** What the script does, or would do. */
  readonly command: string;
  /** Packages that are not installed. */
  readonly missing: readonly string[];
  readonly isModule: boolean;
}

export const initText = ({ files, scripts, command, missing, isModule }: Initialised): string => {
  const added = Object.entries(scripts).map(
    ([name, line]) => `added to package.json: the script ${name}, which runs ${line}`,
  );
  const kept =
    added.length > 0
      ? []
      : [wrapped("", `package.json has a script check, and keeps it; the command is ${command}`)];
  const ending = isModule
    ? []
    : [wrapped("", 'package.json does not say "type": "module", so the names end in mjs or mts')];
  const install = missing.length > 0 ? [`  npm install --save-dev ${missing.join(" ")}`] : [];
  const parts = [
    [...files.map((file) => paint("good", `wrote ${file}`)), ...ending, ...added, ...kept],
    ["next:", ...install, `  npx ${command}`, "  npx vitest run"],
  ];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
};
