#!/usr/bin/env node
/** The program `strategos`: what only a process of its own has to care about. */
import { run } from "./run.ts";

/** Whoever reads may have seen enough, as `head` does; that is no error of ours. */
const endWhenNobodyReads = (stream: NodeJS.WriteStream): void => {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit();
    process.stderr.write(`strategos: what it answers cannot be written: ${error.message}\n`);
    process.exit(2);
  });
};

const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    stream.write("", () => resolve());
  });

endWhenNobodyReads(process.stdout);
endWhenNobodyReads(process.stderr);
process.exitCode = await run(process.argv.slice(2));
await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
// A module of a user may have left a timer or a socket behind, which would keep the process alive.
process.exit();
