/** Why no decision rule works, or that some rule does: sentences that are not yet laid out. */
import { match } from "ts-pattern";
import { MOST_SEARCHED } from "../answer/plan.ts";
import type { Json } from "../report.ts";
import type { Scene, ScenesReport, Told } from "../scenes/report.ts";
import { print } from "../schema/print.ts";
import { strategiesText } from "./adversary-text.ts";
import { isRecord } from "./cut.ts";
import { counted, grouped, memoryStop, secondsText } from "./figures.ts";
import type { ArgumentStep, Duty, ScenesAnswer } from "./page/document.ts";
import { messageText } from "./message-text.ts";

/** By what may stop a search, what it was given. */
export type Limits = Readonly<Record<string, string>>;

export const SUBJECT = "scenes that nodes cannot tell apart";
export const DOUBT = "whether fewer would do was not found out";

export const boundsOf = ({ parameters }: ScenesReport): readonly string[] => [
  ...Object.entries(parameters).map(([name, value]) => `${name} = ${print(value)}`),
  "synchronous rounds",
];

/** How much was looked at, and what is counted there; nothing, where the search did not begin. */
export const lookedAt = (report: ScenesReport): readonly string[] => {
  const { scenes, views, states, cut, seconds } = report;
  if (states === 0) return [];
  const beyond = cut === 0 ? "" : `, ${grouped(cut)} cut by the bound of the scenario`;
  const figures = `${counted(scenes, "scene")} and ${counted(views, "view")}`;
  const effort = `${counted(states, "state")}${beyond}, ${secondsText(seconds)}`;
  return [
    `${figures}, in ${effort}`,
    "a scene: one way in which a run can end; a view: all that one loyal node has read by then",
  ];
};

export const answerOf = (report: ScenesReport, limits: Limits): ScenesAnswer =>
  match(report.outcome)
    .with("chain", () => ({
      tone: "bad" as const,
      headline: `no decision rule works: a chain of ${report.chain?.length ?? 0} scenes`,
      meaning: "From each scene to the next, one loyal node reads the same.",
    }))
    .with("no-chain", () => ({
      tone: "good" as const,
      headline: "no chain: some decision rule works",
      meaning: noChain(report),
    }))
    .with("vacuous", () => ({
      tone: "doubtful" as const,
      headline: "vacuous",
      meaning: "Fewer than two loyal nodes remain, and there is nobody to agree with.",
    }))
    .with("budget-exceeded", () => ({
      tone: "doubtful" as const,
      headline: "budget exceeded",
      meaning: `${stopOf(report, limits)} Whether there is a chain is unknown.`,
    }))
    .exhaustive();

const noChain = (report: ScenesReport): string => {
  const { model, verdict, failing, givers, scenes, views, adversary } = report;
  const names = failing.join(", ");
  const own = match(verdict)
    .with("violated", () => {
      const blame = "that is the rule's fault, not the problem's";
      return `though ${model} itself fails here (${names}): ${blame}`;
    })
    .with("vacuous", () => `though ${model} itself is vacuous here (${names} is never met)`)
    .otherwise(() => `and ${model} itself holds`);
  return [
    ...(adversary === null ? ["There are no traitors."] : []),
    `Among ${counted(scenes, "scene")} and ${counted(views, "view")}, no chain of equal views`,
    `leads from one order of a loyal ${givers.join(" and ")} to another.`,
    `So what the nodes read suffices for some decision rule, ${own}.`,
  ].join(" ");
};

const stopOf = (report: ScenesReport, limits: Limits): string => {
  const { stopped, adversary } = report;
  const by = (option: string, limit: string): string =>
    `Stopped by ${[option, limits[limit]].filter((part) => part !== undefined).join(" ")}.`;
  return match(stopped)
    .with("strategies", () => {
      const many = strategiesText(adversary?.strategies ?? null);
      return `There are ${many} of the traitors, and up to ${grouped(MOST_SEARCHED)} are searched.`;
    })
    .with("states", () => by("--max-states", "states"))
    .with("depth", () => by("--max-depth", "depth"))
    .with("memory", () => `Stopped by ${memoryStop(report, limits["memory"])}.`)
    .with("time", () => by("--timeout", "time"))
    .with("interrupt", () => by("an interrupt", ""))
    .with(null, () => by("a limit", ""))
    .exhaustive();
};

/** `loyal commander, order attack`, `traitor lieutenant2`. */
export const titlesOf = (
  { givers }: ScenesReport,
  { traitors, order }: Scene,
): readonly string[] => {
  const loyal = givers.filter((node) => !traitors.includes(node));
  const ordered = order === null ? "no order" : `order ${order}`;
  const who = traitors.length === 1 ? "traitor" : "traitors";
  return [
    // Where a giver lies, what another one orders does not bind anybody.
    ...(loyal.length < givers.length ? [] : [`loyal ${loyal.join(" and ")}, ${ordered}`]),
    traitors.length === 0 ? "no traitors" : `${who} ${traitors.join(", ")}`,
  ];
};

/** The neighbouring scene to which the chain goes on, or from which it comes, by this node. */
export const twinOf = (chain: readonly Scene[], at: number, node: string): number | null => {
  if (chain[at]!.shared === node) return at + 1;
  return chain[at - 1]?.shared === node ? at - 1 : null;
};

/** What a node has read, line by line. */
export const viewTexts = (view: Json): readonly string[] => {
  if (Array.isArray(view)) return view.length === 0 ? ["nothing"] : view.map(textOf);
  if (!isRecord(view)) return [textOf(view)];
  return Object.entries(view).map(([name, value]) => `${name}: ${textOf(value)}`);
};

/** A model words its views itself, so no quotes are put around a sentence. */
const textOf = (value: Json): string => (typeof value === "string" ? value : print(value));

export const toldText = ({ from, to, message, truth }: Told): string => {
  const said = message === null ? "nothing" : messageText(message);
  const loyal = truth === null ? "nothing" : truthText(truth, message);
  return `${from} tells ${to} ${said}; a loyal node would say ${loyal}`;
};

/** The tag is not said twice. */
const truthText = (truth: NonNullable<Told["truth"]>, said: Told["message"]): string => {
  const text = messageText(truth);
  return truth.tag === said?.tag && text !== truth.tag ? text.slice(truth.tag.length + 1) : text;
};

export const dutiesOf = ({ givers, readers }: ScenesReport): readonly Duty[] => {
  const what = `${givers.join(" and ")} ${ordersOf(givers)}`;
  return [
    { name: "IC1", text: `those of ${readers.join(", ")} who are loyal decide the same` },
    { name: "IC2", text: `if ${isOrAre(givers, "loyal")}, they decide what ${what}` },
  ];
};

const ordersOf = (givers: readonly string[]): string => (givers.length === 1 ? "orders" : "order");

const isOrAre = (nodes: readonly string[], what: string): string =>
  `${nodes.join(" and ")} ${nodes.length === 1 ? "is" : "are"} ${what}`;

/** From the order of the first scene to the contradiction in the last, a sentence at a time. */
export const argumentOf = (
  { givers }: ScenesReport,
  chain: readonly Scene[],
): readonly ArgumentStep[] => {
  const order = chain[0]?.order ?? "";
  const last = chain.at(-1)?.order ?? "";
  const ordered = (scene: number, what: string): string =>
    `In scene ${scene} ${isOrAre(givers, "loyal")} and ${ordersOf(givers)} ${what}`;
  const steps = chain.slice(0, -1).flatMap(({ shared }, at) => {
    const [here, next, node] = [at + 1, at + 2, shared ?? ""];
    const before = chain[at - 1]?.shared ?? null;
    const must: ArgumentStep =
      before === null
        ? {
            sentence: `${ordered(here, order)}, so ${node} must decide ${order} (IC2).`,
            nodes: [...givers, node],
            decides: { scene: here, node, order },
            scenes: [here],
          }
        : {
            sentence:
              `In scene ${here} ${before} and ${node} are both loyal, ` +
              `so ${node} decides ${order} too (IC1).`,
            nodes: [before, node],
            decides: { scene: here, node, order },
            scenes: [here],
          };
    const cannotTell: ArgumentStep = {
      sentence:
        `${node} reads the same in scene ${next}, and cannot tell it from scene ${here}: ` +
        `it decides ${order} there too.`,
      nodes: [node],
      decides: { scene: next, node, order },
      scenes: [here, next],
    };
    return [must, cannotTell];
  });
  const node = chain.at(-2)?.shared ?? "";
  const clash: ArgumentStep = {
    sentence:
      `${ordered(chain.length, last)}, so ${node} must decide ${last} (IC2). ` +
      "That is a contradiction.",
    nodes: [...givers, node],
    decides: { scene: chain.length, node, order: last },
    scenes: [chain.length],
  };
  return [...steps, clash];
};

export const conclusionOf = ({ model }: ScenesReport): string =>
  `No decision rule at all works with these messages: not that of ${model}, nor any other. ` +
  "Other messages, as those with signatures, are another question.";
