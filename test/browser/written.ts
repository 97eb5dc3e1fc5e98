/** Pages as the command line writes them. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strategosHere } from "../cli/strategos.ts";

/** As HTML. @param words of a command that takes `--out`, as `check`, `paxos`, `--bug`, `b`. */
export const written = async (...words: readonly string[]): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), "strategos-written-"));
  try {
    const { status, err } = await strategosHere([...words, "--out", folder]);
    if (status !== 0) throw new Error(err);
    const [page, ...others] = readdirSync(folder).filter((name) => name.endsWith(".html"));
    if (page === undefined || others.length > 0)
      throw new Error(`not one page: ${words.join(" ")}`);
    return readFileSync(join(folder, page), "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
