/**
 * Why no decision rule works, to be read by someone who does not believe it: the scenes, what is
 * asked of a rule, and how the one leads to a contradiction in the other.
 */
import { match } from "ts-pattern";
import { MOST_SEARCHED } from "../answer/plan.ts";
import type { Json } from "../report.ts";
import type { Scene, ScenesReport, Told } from "../scenes/report.ts";
import { print } from "../schema/print.ts";
import { strategiesText } from "./adversary-text.ts";
import { counted, grouped, liesText, memoryStop, secondsText } from "./figures.ts";
import { messageText } from "./phrases.ts";
import { scenesShown } from "./scene-columns.ts";
import { harmless, harmlessly, paint, wrapped } from "./terminal.ts";

/** By what may stop a search, what it was given. */
type Limits = Readonly<Record<string, string>>;

export const scenesText = (reported: ScenesReport, limits: Limits): string => {
  const report = harmlessScenes(reported);
  const head = [titleOf(report), boundsOf(report), ...lookedAt(report)].join("\n");
  return `${head}\n\n${answerOf(report, limits)}\n`;
};

/** The answer alone: without the time that it took, it is the same on every machine. */
export const scenesAnswer = (reported: ScenesReport): string =>
  answerOf(harmlessScenes(reported), {});

const answerOf = (report: ScenesReport, limits: Limits): string => {
  const { chain } = report;
  const parts = [
    headlineOf(report, limits),
    ...(chain === null
      ? []
      : [
          scenesShown(report, chain),
          liesOf(report, chain),
          asked(report),
          reasonOf(report, chain),
        ]),
    chain === null ? [] : conclusionOf(report),
  ];
  const filled = parts.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return filled.join("\n\n");
};

const titleOf = ({ model }: ScenesReport): string =>
  `${paint("strong", model)}: scenes that nodes cannot tell apart`;

const boundsOf = ({ parameters }: ScenesReport): string => {
  const given = Object.entries(parameters).map(([name, value]) => `${name} = ${print(value)}`);
  return wrapped("bounds     ", [...given, "synchronous rounds"].join("; "));
};

const lookedAt = ({ scenes, views, states, cut, seconds }: ScenesReport): readonly string[] => {
  if (states === 0) return [];
  const beyond = cut === 0 ? "" : `, ${grouped(cut)} cut by the bound of the scenario`;
  const figures = `${counted(scenes, "scene")} and ${counted(views, "view")}`;
  const effort = `${counted(states, "state")}${beyond}, ${secondsText(seconds)}`;
  return [
    wrapped("looked at  ", `${figures}, in ${effort}`),
    wrapped(
      "           ",
      "a scene: one way in which a run can end; a view: all that one loyal node has read by then",
    ),
  ];
};

const headlineOf = (report: ScenesReport, limits: Limits): readonly string[] =>
  match(report.outcome)
    .with("chain", () => [
      paint("bad", `no decision rule works: a chain of ${report.chain?.length ?? 0} scenes`),
      wrapped("  ", "From each scene to the next, one loyal node reads the same."),
    ])
    .with("no-chain", () => [
      paint("good", "no chain: some decision rule works"),
      wrapped("  ", noChain(report)),
    ])
    .with("vacuous", () => [
      paint("doubtful", "vacuous"),
      wrapped("  ", "Fewer than two loyal nodes remain, and there is nobody to agree with."),
    ])
    .with("budget-exceeded", () => [
      paint("doubtful", "budget exceeded"),
      wrapped("  ", `${stopOf(report, limits)} Whether there is a chain is unknown.`),
    ])
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

const liesOf = ({ minimal }: ScenesReport, chain: readonly Scene[]): readonly string[] => {
  const lines = chain.flatMap(({ lies, told }, at) => [
    `  scene ${at + 1}: ${liesText(lies)}`,
    ...told.map((one) => wrapped("    ", toldText(one), 6)),
  ]);
  const doubt = minimal ? "" : "; whether fewer would do was not found out";
  return [`${paint("strong", "what the traitors say")}${doubt}`, ...lines];
};

const toldText = ({ from, to, message, truth }: Told): string => {
  const said = message === null ? "nothing" : messageText(message);
  const loyal = truth === null ? "nothing" : truthText(truth, message);
  return `${from} tells ${to} ${said}; a loyal node would say ${loyal}`;
};

/** The tag is not said twice. */
const truthText = (truth: NonNullable<Told["truth"]>, said: Told["message"]): string => {
  const text = messageText(truth);
  return truth.tag === said?.tag && text !== truth.tag ? text.slice(truth.tag.length + 1) : text;
};

const asked = ({ givers, readers }: ScenesReport): readonly string[] => {
  const what = `${givers.join(" and ")} ${ordersOf(givers)}`;
  return [
    paint("strong", "what is asked of a decision rule"),
    wrapped("  IC1  ", `those of ${readers.join(", ")} who are loyal decide the same`),
    wrapped("  IC2  ", `if ${isOrAre(givers, "loyal")}, they decide what ${what}`),
  ];
};

const ordersOf = (givers: readonly string[]): string => (givers.length === 1 ? "orders" : "order");

const isOrAre = (nodes: readonly string[], what: string): string =>
  `${nodes.join(" and ")} ${nodes.length === 1 ? "is" : "are"} ${what}`;

const reasonOf = ({ givers }: ScenesReport, chain: readonly Scene[]): readonly string[] => {
  const order = chain[0]?.order ?? "";
  const last = chain.at(-1)?.order ?? "";
  const ordered = (scene: number, what: string): string =>
    `In scene ${scene} ${isOrAre(givers, "loyal")} and ${ordersOf(givers)} ${what}`;
  const steps = chain.slice(0, -1).flatMap(({ shared: node }, at) => {
    const [here, next] = [at + 1, at + 2];
    const before = chain[at - 1]?.shared;
    return [
      before === undefined
        ? `${ordered(here, order)}, so ${node} must decide ${order} (IC2).`
        : `In scene ${here} ${before} and ${node} are both loyal, ` +
          `so ${node} decides ${order} too (IC1).`,
      `${node} reads the same in scene ${next}, and cannot tell it from scene ${here}: ` +
        `it decides ${order} there too.`,
    ];
  });
  const clash =
    `${ordered(chain.length, last)}, so ${chain.at(-2)?.shared} must decide ${last} (IC2). ` +
    "That is a contradiction.";
  return [
    paint("strong", "why none can do it"),
    ...[...steps, clash].map((line, at) => wrapped(`  ${String(at + 1).padStart(2)}  `, line)),
  ];
};

const conclusionOf = ({ model }: ScenesReport): readonly string[] => [
  wrapped(
    "",
    `No decision rule at all works with these messages: not that of ${model}, nor any other. ` +
      "Other messages, with more rounds or with signatures, are another question.",
  ),
];

/** Values of the model are left to `print`, which escapes them; but texts are shown as they are. */
const harmlessScenes = (report: ScenesReport): ScenesReport => ({
  ...harmlessly({ ...report, parameters: {}, chain: null }),
  parameters: Object.fromEntries(
    Object.entries(report.parameters).map(([name, value]) => [harmless(name), value]),
  ),
  chain: report.chain?.map(harmlessScene) ?? null,
});

const harmlessScene = (scene: Scene): Scene => ({
  ...harmlessly({ ...scene, told: [], views: {} }),
  told: scene.told.map((one) => ({
    ...harmlessly({ ...one, message: null, truth: null }),
    message: one.message && { ...one.message, tag: harmless(one.message.tag) },
    truth: one.truth && { ...one.truth, tag: harmless(one.truth.tag) },
  })),
  views: Object.fromEntries(
    Object.entries(scene.views).map(([node, view]) => [harmless(node), harmlessView(view)]),
  ),
});

/** As far as it is shown without `print`. */
const harmlessView = (view: Json): Json => {
  if (typeof view === "string") return harmless(view);
  if (Array.isArray(view)) return view.map(shallow);
  if (typeof view !== "object" || view === null) return view;
  return Object.fromEntries(
    Object.entries(view).map(([name, value]) => [harmless(name), shallow(value)]),
  );
};

const shallow = (value: Json): Json => (typeof value === "string" ? harmless(value) : value);
