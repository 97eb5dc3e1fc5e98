/**
 * Which phase of the search a line of the engine belongs to: what its authors say it does, in
 * comments such as
 *
 *     // phase: probing
 *
 * on a line of its own, before a statement, so that the compiler keeps it. It holds from there to
 * the next such comment of the same file, whatever blocks and functions begin or end in between;
 * `// phase: other` ends it. Lines of no phase are `other`; where no file has any such comment, all
 * lines are `unmarked`.
 */
export const PHASES = [
  "successors",
  "hashing",
  "probing",
  "appending",
  "judging",
  "growing",
] as const;
export type Phase = (typeof PHASES)[number] | "other" | "unmarked";

export interface Text {
  readonly path: string;
  readonly text: string;
}

const MARKER = /^\s*\/\/ phase: *(.*?)\s*$/;

const isKnown = (name: string): name is Phase =>
  name === "other" || PHASES.some((phase) => phase === name);

/** The phase of each line, the first of which is 1, of texts with no line number in common. */
export const phasesByLine = (texts: readonly Text[]): ReadonlyMap<number, Phase> => {
  const phases = new Map<number, Phase>();
  for (const { path, text } of texts) {
    let phase: Phase = "other";
    for (const [index, line] of text.split("\n").entries()) {
      const [, name] = MARKER.exec(line) ?? [];
      if (name !== undefined && !isKnown(name))
        throw new Error(`${path} marks the phase "${name}", which is none of ${PHASES.join(", ")}`);
      phase = name ?? phase;
      if (phase !== "other") phases.set(index + 1, phase);
    }
  }
  return phases;
};

/**
 * Lets every text begin where the one before it ends, by empty lines. A profile gives the line of
 * what was inlined, and not its file, so that a line has to be of one file only.
 */
export const apart = (texts: readonly Text[]): readonly Text[] => {
  let lines = 0;
  return texts.map(({ path, text }) => {
    const moved = "\n".repeat(lines) + text;
    lines = moved.split("\n").length;
    return { path, text: moved };
  });
};
