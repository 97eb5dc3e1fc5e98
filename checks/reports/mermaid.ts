/** A trace as a Mermaid sequence diagram: a message is drawn where it arrives. */
import { match } from "ts-pattern";
import type { Counterexample, Json, Message, Read, Step } from "../report.ts";
import { printShort } from "./cut.ts";
import { messageText } from "./message-text.ts";
import { changesText } from "./phrases.ts";
import { harmless, untied } from "./terminal.ts";

/** Of a message or of what changes: a diagram is no place for a long memory. */
const SHORT = 80;

/** The trace under a title; `end` says what its end does, as "violates agreement". */
export const mermaidText = (trace: Counterexample, title: string, end: string): string => {
  const nodes = Object.keys(trace.initial);
  const ids = new Map(nodes.map((node, at) => [node, `p${at}`]));
  const chart: Chart = {
    id: (node) => ids.get(node ?? "") ?? "p0",
    all: nodes.length > 1 ? `p0,p${nodes.length - 1}` : "p0",
    before: { ...trace.initial },
  };
  const lines = [
    `title ${inert(title)}`,
    ...nodes.map((node, at) => {
      const isTraitor = trace.traitors.includes(node);
      return `participant p${at} as ${inert(node)}${isTraitor ? " (traitor)" : ""}`;
    }),
    ...trace.sent.map((message) => over(chart.all, `on its way at first: ${sentText(message)}`)),
    ...stepsOf(trace, chart),
    over(chart.all, end),
  ];
  return ["sequenceDiagram", ...lines.map((line) => `  ${line}`), ""].join("\n");
};

interface Chart {
  readonly id: (node: string | null) => string;
  /** From the first participant to the last one. */
  readonly all: string;
  /** States, which change from step to step. */
  readonly before: Record<string, Json>;
}

const stepsOf = ({ steps }: Counterexample, chart: Chart): readonly string[] => {
  let round: number | null = null;
  const lines: string[] = [];
  for (const [at, step] of steps.entries()) {
    const shown = step.action === "turn" ? turnOf(step, chart) : actionOf(step, at + 1, chart);
    for (const { node, state } of [step, ...step.partners])
      if (node !== null) chart.before[node] = state;
    if (shown.length === 0) continue;
    if (step.round !== round) {
      if (round !== null) lines.push("end");
      lines.push("rect rgba(127, 127, 127, 0.12)", `  ${over(chart.all, `round ${step.round}`)}`);
      round = step.round;
    }
    lines.push(...(round === null ? shown : shown.map((line) => `  ${line}`)));
  }
  return round === null ? lines : [...lines, "end"];
};

const actionOf = (step: Step, number: number, chart: Chart): readonly string[] => {
  const { action, node, from, message, side, partners } = step;
  const what = message === null ? "something" : saidText(message);
  const clauses = changesOf(step, chart.before);
  const says = (doing: string): string => `${number}. ${doing}`;
  const note = (doing: string): readonly string[] => [
    over(chart.id(node), says(doing), ...clauses),
  ];
  const everywhere = (doing: string): readonly string[] => [over(chart.all, says(doing))];
  const lost = (how: string): readonly string[] => [
    `${chart.id(from)}-x${chart.id(node)}: ${inert(says(`${what} (${how})`))}`,
  ];
  const loudly = step.lie ? " (LIE)" : "";
  return match(action)
    .with("deliver", () => [
      `${chart.id(from)}->>${chart.id(node)}: ${inert(says(what + loudly))}`,
      ...(clauses.length === 0 ? [] : [over(chart.id(node), ...clauses)]),
    ])
    .with("discard", () => lost("discarded"))
    .with("drop", () => lost("lost on its way"))
    .with("duplicate", () => note(`a second ${what} from ${from} is on its way`))
    .with("timer", () => note(`on expiry of ${what}`))
    .with("suspect", () => note(`on expiry of ${what}, which errs`))
    .with("request", () => note(`on request ${what}`))
    .with("crash", () => note("crashes"))
    .with("power-loss", () => note("loses power, and what was not on disk"))
    .with("restart", () => note("starts again"))
    .with("joint", () => note(`${what} with ${partners.map((it) => it.node).join(", ")}`))
    .with("partition", () => everywhere(`${side.join(", ")} parted from all others`))
    .with("one-way", () => everywhere(`nothing passes from ${side.join(", ")} to the others`))
    .with("heal", () => everywhere("every link is there again"))
    .with("turn", () => [])
    .exhaustive();
};

/** None for an idle turn: nothing read, nothing changed. */
const turnOf = (step: Step, chart: Chart): readonly string[] => {
  const clauses = changesOf(step, chart.before);
  const id = chart.id(step.node);
  return [
    ...step.reads.map((read) => {
      const arrow = read.message === null ? "-x" : "->>";
      return `${chart.id(read.from)}${arrow}${id}: ${inert(readText(read))}`;
    }),
    ...(clauses.length === 0 ? [] : [over(id, ...clauses)]),
  ];
};

const readText = ({ message, lie, truth }: Read): string => {
  const said = message === null ? "nothing" : saidText(message);
  if (!lie) return said;
  return `${said} (LIE: a loyal node would say ${truth === null ? "nothing" : saidText(truth)})`;
};

const changesOf = (
  { node, state, partners, unsent }: Step,
  before: Readonly<Record<string, Json>>,
): readonly string[] => {
  const changed = node === null ? null : changesText(before[node] ?? null, state, SHORT);
  const others = partners.flatMap((partner) => {
    const change = changesText(before[partner.node] ?? null, partner.state, SHORT);
    return change === null ? [] : [untied(`${partner.node}: ${change}`)];
  });
  const lost = (unsent ?? []).map((one) => `${saidText(one)} to ${one.to}`);
  const crash = lost.length === 0 ? "crashes" : `crashes before it sends ${lost.join(", ")}`;
  return [
    ...(changed === null ? [] : [untied(changed)]),
    ...others,
    ...(unsent === null ? [] : [crash]),
  ];
};

const sentText = (message: Message): string =>
  `${saidText(message)} from ${message.from} to ${message.to}`;

const saidText = (said: { readonly tag: string; readonly payload: Json }): string => {
  const whole = messageText(said);
  return whole.length <= SHORT ? whole : `${said.tag} ${printShort(said.payload, SHORT)}`;
};

/** A note that spans participants, if it is given two of them. */
const over = (ids: string, ...lines: readonly string[]): string =>
  `Note over ${ids}: ${lines.map(inert).join("<br/>")}`;

/**
 * Text that Mermaid takes for nothing else: whatever could end a statement, begin a comment, a
 * directive or markup stands as the number of its character.
 */
const inert = (text: string): string =>
  harmless(text)
    .replace(
      /[^\p{L}\p{M}\p{N} .,:…()[\]{}'_=/!?-]/gu,
      (character) => `#${character.codePointAt(0)!};`,
    )
    .replace(/^(\s*(?:no)?wrap):/, "$1#58;");
