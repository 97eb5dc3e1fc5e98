/** A project of a user's, in a folder of its own, where the package is installed. */
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { root, temporaryFolder } from "../cli/strategos.ts";

export interface Printed {
  /** What went to the terminal, on both ways there. */
  readonly text: string;
  readonly status: number;
}

export class Project {
  readonly folder: string = temporaryFolder();
  readonly #programs = join(this.folder, "node_modules/.bin");

  constructor() {
    mkdirSync(this.#programs, { recursive: true });
    symlinkSync(root, join(this.folder, "node_modules/strategos"));
    for (const name of ["@effect", "fast-check", "ts-pattern", "vitest"])
      symlinkSync(join(root, "node_modules", name), join(this.folder, "node_modules", name));
    this.write("package.json", '{ "type": "module" }\n');
    this.#install("strategos", join(root, "dist/checks/cli/main.js"));
    this.#install("tsc", join(root, "node_modules/typescript/bin/tsc"));
    this.#install("vitest", join(root, "node_modules/vitest/vitest.mjs"));
  }

  write(name: string, text: string): void {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Runs commands in one shell, so that `$?` is what it is for a reader who types them. */
  async run(commands: readonly string[]): Promise<readonly Printed[]> {
    const script = commands.map((command) => `${command}\n${TELL_STATUS}`);
    const text = await this.#shell([NPX, ...script].join("\n"));
    return [...text.matchAll(/([^]*?)\0(\d+)\0\n/g)].map(([, printed = "", status]) => ({
      text: printed,
      status: Number(status),
    }));
  }

  #install(name: string, module: string): void {
    const file = join(this.#programs, name);
    writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${module}" "$@"\n`);
    chmodSync(file, 0o755);
  }

  #shell(script: string): Promise<string> {
    const path = [this.#programs, process.env["PATH"]].join(delimiter);
    return new Promise((resolve, reject) => {
      const shell = spawn("sh", ["-c", `exec 2>&1\n${script}`], {
        cwd: this.folder,
        env: { ...process.env, PATH: path, NO_COLOR: "1", FORCE_COLOR: undefined },
        stdio: ["ignore", "pipe", "inherit"],
      });
      let text = "";
      shell.stdout.on("data", (chunk) => (text += chunk));
      shell.on("error", reject);
      shell.on("close", () => resolve(text));
    });
  }
}

/** What is installed here is not to be looked for elsewhere. */
const NPX = 'npx() { "$@"; }';
const TELL_STATUS = "status=$?; printf '\\0%s\\0\\n' $status; (exit $status)";
