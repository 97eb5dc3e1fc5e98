/** Builds one page without any neighbour: script and styles stand in it, and nothing is fetched. */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  logLevel: "warn",
  build: {
    outDir: fileURLToPath(new URL("../dist/pages", import.meta.url)),
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  plugins: [viteSingleFile({ removeViteModuleLoader: true }), onlyItsOwn()],
});

/**
 * A policy under which nothing is fetched, and no script runs but the one that was built: whatever
 * a trace contains.
 */
function onlyItsOwn(): Plugin {
  return {
    name: "only-its-own",
    // Of what is written, when all other plugins are done with it.
    writeBundle({ dir = "" }) {
      const file = join(dir, "index.html");
      const html = readFileSync(file, "utf8");
      const policy = [
        "default-src 'none'",
        `script-src ${hashesOf(html, /<script type="module"[^>]*>([^]*?)<\/script>/g)}`,
        `style-src ${hashesOf(html, /<style[^>]*>([^]*?)<\/style>/g)}`,
        "base-uri 'none'",
        "form-action 'none'",
      ].join("; ");
      const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}" />`;
      writeFileSync(
        file,
        html.replace('<meta charset="utf-8" />', (mark) => `${mark}${meta}`),
      );
    },
  };
}

function hashesOf(html: string, element: RegExp): string {
  const hashes = [...html.matchAll(element)].map(
    ([, text = ""]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`,
  );
  return hashes.length === 0 ? "'none'" : hashes.join(" ");
}
