/** Pages as the command line writes them. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strategosHere } from "../cli/strategos.ts";

/** As HTML. @param words of a command that takes `--out`, as `check`, `paxos`, `--bug`, `b`. */
export const written = async (...words: readonly string[]): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), "strategos-written-"));
  try {
    const { status, err } = await strategosHere([...words, "--out", folder]);
    if (status !== 0) throw new Error(err);
    return readFileSync(join(folder, "trace.html"), "utf8");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
