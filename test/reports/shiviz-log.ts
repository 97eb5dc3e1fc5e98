/**
 * Reads a log as ShiViz reads a file: the first line is the regular expression of an event, the
 * second what stands between executions, and the rest is the log. And it is strict where ShiViz
 * would complain, or would draw something else than was meant.
 */
export interface LogEvent {
  readonly event: string;
  readonly host: string;
  readonly clock: Readonly<Record<string, number>>;
}

/** ShiViz offers it on the page where a log is pasted. */
export const DEFAULT_PARSER = String.raw`(?<event>.*)\n(?<host>\S*) (?<clock>{.*})`;

/** @throws Error that says what is wrong with the log. */
export const readLog = (text: string): readonly LogEvent[] => {
  const [parser = "", delimiter, ...lines] = text.split("\n");
  if (delimiter !== "") throw new Error(`a delimiter: ${delimiter}`);
  const body = lines.join("\n");
  const events = parsed(parser, body);
  const again = events.map(({ event, host, line }) => `${event}\n${host} ${line}\n`).join("");
  if (again !== body) throw new Error("there are lines that belong to no event");
  expectClocks(events);
  return events.map(({ event, host, clock }) => ({ event, host, clock }));
};

/** Whatever the whole text is, header included, as when it is pasted. */
export const parsed = (
  parser: string,
  text: string,
): readonly (LogEvent & { readonly line: string })[] =>
  [...text.matchAll(new RegExp(parser, "gm"))].map(({ groups }) => {
    const { event = "", host = "", clock: line = "" } = groups ?? {};
    return { event, host, line, clock: JSON.parse(line) as LogEvent["clock"] };
  });

const expectClocks = (events: readonly LogEvent[]): void => {
  const known = new Map<string, LogEvent[]>();
  for (const event of events) {
    const { host, clock } = event;
    if (host === "" || host in {}) throw new Error(`a host that ShiViz cannot have: ${host}`);
    const own = [...(known.get(host) ?? []), event];
    if (clock[host] !== own.length) throw new Error(`${host} counts ${own.length} otherwise`);
    known.set(host, own);
  }
  for (const { host, clock } of events)
    for (const [other, count] of Object.entries(clock)) {
      if (!Number.isInteger(count) || count < 1) throw new Error(`no count: ${count}`);
      const own = other === host ? count - 1 : count;
      const heard = own === 0 ? {} : known.get(other)?.[own - 1]?.clock;
      if (heard === undefined) throw new Error(`${other} has no event ${count}`);
      if (!isWithin(heard, clock)) throw new Error(`${host} forgets what ${other} has heard`);
      if (other !== host && isWithin(clock, heard)) throw new Error(`${host} and ${other} meet`);
    }
};

/** Whether one event is before another, or the same. */
export const isWithin = (a: LogEvent["clock"], b: LogEvent["clock"]): boolean =>
  Object.entries(a).every(([host, count]) => count <= (b[host] ?? 0));
