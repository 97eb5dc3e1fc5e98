/** A copy of the sources in a temporary folder, in which mistakes can be made. */
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mistaken, type Mutant } from "./mutant.ts";

const FOLDERS = ["models", "checks", "impl", "pages", "test", "bench"];
const FILES = /^(?:package\.json|tsconfig.*\.json|vitest\.config\.ts)$/;

export class Workshop {
  readonly folder = fs.mkdtempSync(join(tmpdir(), "strategos-mutants-"));

  /** @param root of the repository. What was built there stays behind: no test here may use it. */
  fill(root: string): void {
    const files = fs.readdirSync(root).filter((name) => FILES.test(name));
    for (const name of [...FOLDERS, ...files])
      fs.cpSync(join(root, name), join(this.folder, name), { recursive: true });
    fs.symlinkSync(join(root, "node_modules"), join(this.folder, "node_modules"), "junction");
  }

  /** Whether the engine's text is still that which a mutant changes. @throws StaleMutant */
  assertFits(mutant: Mutant): void {
    mistaken(mutant, this.#read(mutant));
  }

  /** Does something while the mistake of a mutant is there. */
  async withMistake<T>(mutant: Mutant, act: () => Promise<T>): Promise<T> {
    const sound = this.#read(mutant);
    fs.writeFileSync(join(this.folder, mutant.file), mistaken(mutant, sound));
    try {
      return await act();
    } finally {
      fs.writeFileSync(join(this.folder, mutant.file), sound);
    }
  }

  remove(): void {
    // What was writing there has just been ended, and may be about to write once more.
    fs.rmSync(this.folder, { recursive: true, force: true, maxRetries: 9, retryDelay: 50 });
  }

  #read({ file }: Mutant): string {
    return fs.readFileSync(join(this.folder, file), "utf8");
  }
}
