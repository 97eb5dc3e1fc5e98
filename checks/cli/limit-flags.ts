/** Limits as they are given on a command line. */
export interface LimitFlags {
  readonly maxStates?: number;
  readonly maxDepth?: number;
  readonly maxMemory?: number;
  readonly timeout?: number;
}

/** Those that are given. */
export const limitsGiven = ({
  maxStates,
  maxDepth,
  maxMemory,
  timeout,
}: LimitFlags): LimitFlags => {
  const given = Object.entries({ maxStates, maxDepth, maxMemory, timeout });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
};

/** The same as text, by what may stop a search. */
export const limitTexts = ({
  maxStates,
  maxDepth,
  maxMemory,
  timeout,
}: LimitFlags): Readonly<Record<string, string>> => {
  const limits = { states: maxStates, depth: maxDepth, memory: maxMemory, time: timeout };
  const given = Object.entries(limits).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([limit, value]) => [limit, String(value)]));
};
