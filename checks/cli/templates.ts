/** The files of `init`: those in `templates`, which are checked and tested as they are. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../reports/places.ts";

export interface Template {
  readonly file: string;
  readonly text: string;
}

/** The one text is TypeScript and JavaScript: all its types are inferred. */
export const templatesFor = (name: string, ending: string): readonly Template[] =>
  [
    { folder: "models", rest: "" },
    { folder: "test", rest: ".test" },
  ].map(({ folder, rest }) => {
    const template = join(packageRoot, "templates", folder, `lock${rest}.ts`);
    const text = readFileSync(template, "utf8")
      .replace('"../models/lock.js"', `"../models/${name}.${ending.replace("t", "j")}"`)
      .replace('"lock"', `"${name}"`);
    return { file: `${folder}/${name}${rest}.${ending}`, text };
  });
