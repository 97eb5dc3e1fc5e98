/** What is promised, and what is aimed at: shown, and never tested, since machines differ. */
import { CEILING, LARGE, PAXOS, PLAIN, SMALL } from "./cases.ts";
import type { Case } from "./case.ts";
import { LONG } from "./long.ts";
import type { Result } from "./result.ts";

export interface Aim {
  /** A floor has been reached once, and is kept. */
  readonly kind: "floor" | "aim";
  readonly name: string;
  readonly is: "at least" | "at most";
  readonly required: number;
  /** Null, where what it needs was left out. */
  readonly measured: number | null;
  readonly met: boolean | null;
}

export const aimsOf = (results: readonly Result[]): readonly Aim[] => {
  const named = ({ name }: Case) => results.find((result) => result.name === name);
  const rate = (of: Case) => named(of)?.transitionsPerSecond;
  const large = named(LARGE);
  const spin = results
    .filter(({ isDepthFirst }) => isDepthFirst === true)
    .map(({ transitionsPerSecond }) => transitionsPerSecond);
  const times = (a: number | undefined, b: number | undefined) => a && b && a / b;
  return [
    atLeast(
      "floor",
      20,
      `times the plain explorer, ${SMALL.name}`,
      times(rate(SMALL), rate(PLAIN)),
    ),
    atLeast("aim", 0.5, `of the ceiling, ${LARGE.name}`, times(rate(LARGE), rate(CEILING))),
    atLeast(
      "aim",
      2.5,
      `times SPIN's best depth-first rate, ${LARGE.name}`,
      times(rate(LARGE), spin.length === 0 ? undefined : Math.max(...spin)),
    ),
    atMost(24, `bytes a state held in arrays, ${LARGE.name}`, large?.arrayBytesPerState?.held),
    atMost(32, `bytes a state of the whole process, ${LARGE.name}`, large?.bytesPerState),
    atMost(1, `seconds, ${PAXOS.name}`, named(PAXOS)?.seconds),
    // Of about their size, and then by what a search comes to that is large enough.
    ...[SMALL, LARGE].flatMap((than) =>
      LONG.map((of) =>
        atMost(5, `times slower than ${than.name}, ${of.name}`, times(rate(than), rate(of))),
      ),
    ),
  ];
};

type Measured = number | null | undefined;

const atLeast = (kind: Aim["kind"], required: number, name: string, figure: Measured): Aim => {
  const measured = figure ?? null;
  const met = measured === null ? null : measured >= required;
  return { kind, name, is: "at least", required, measured, met };
};

const atMost = (required: number, name: string, figure: Measured): Aim => {
  const measured = figure ?? null;
  const met = measured === null ? null : measured <= required;
  return { kind: "aim", name, is: "at most", required, measured, met };
};

export const aimText = ({ kind, name, is, required, measured, met }: Aim): string => {
  const answer = measured === null ? "not measured" : `${shown(measured)}, ${verdict(met)}`;
  return `${kind} ${is} ${required} ${name}: ${answer}`;
};

const shown = (measured: number): string => measured.toFixed(measured < 10 ? 2 : 1);
const verdict = (met: boolean | null): string => (met === true ? "met" : "NOT met");
