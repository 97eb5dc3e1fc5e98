/** By which name the command line knows a model. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Model } from "../../models/protocol.ts";
import { locateRules } from "./locate.ts";
import { packageRoot } from "./places.ts";

/** Its name in the catalogue, or else the file of its rules; null if nobody knows it. */
export const fileOf = ({ name, rules }: Model): string | null => {
  const [first] = Object.values(rules).flatMap((ofRole) => Object.values(ofRole));
  const [place] = first === undefined ? [] : locateRules([first]);
  if (place === undefined || place === null) return null;
  const file = place.replace(/:\d+$/, "");
  const found = [process.cwd(), packageRoot]
    .map((folder) => resolve(folder, file))
    .find((path) => existsSync(path));
  return found === join(packageRoot, `models/${name}.ts`) ? name : file;
};
