/** A protocol of three rules, its implementation, and ways to spoil an implementation. */
import { Schema as S } from "@effect/schema";
import type { Adapter, NodeEvent, RunningNode, StartNode } from "../../impl/adapter.ts";
import {
  add,
  become,
  empty,
  NodeId,
  vocabulary,
  type Context,
  type Model,
} from "../../models/protocol.ts";
import { conform, type ConformOptions, type Difference } from "../../checks/index.ts";

const asking = vocabulary({
  parameters: S.Struct({}),
  roles: {
    asker: {
      state: S.Struct({
        phase: S.Literal("idle", "asking", "done", "gave-up"),
        got: S.ReadonlySet(NodeId),
      }),
      durable: ["phase"],
      receives: { Answer: { note: S.Literal("well", "ill") } },
      timers: { GiveUp: {} },
      requests: { Begin: {} },
    },
    answerer: { state: S.Struct({ answered: S.Boolean }), receives: { Ask: {} } },
  },
});

/** One asks all others, until they have answered or it is tired of waiting. */
export const questions = (answerers: number, crashes = 0, restarts = 0): Model => {
  const { model, rules, to } = asking;
  return model({
    name: "questions",
    source: "a conversation",
    population: () => ({ asker: 1, answerer: answerers }),
    initial: {
      asker: () => [become({ phase: "idle", got: empty })],
      answerer: () => [become({ answered: false })],
    },
    rules: {
      asker: rules.asker({
        Begin: (node, _, { nodes }) =>
          node.phase === "idle"
            ? become({ ...node, phase: "asking" }, to(nodes.answerer, "Ask"))
            : null,
        Answer: (node, { from }, { nodes }) => {
          if (node.phase !== "asking") return null;
          const got = add(node.got, from);
          return become({ phase: got.size === nodes.answerer.length ? "done" : "asking", got });
        },
        GiveUp: (node) => (node.phase === "asking" ? become({ ...node, phase: "gave-up" }) : null),
      }),
      answerer: rules.answerer({
        Ask: (node, { from }) =>
          node.answered ? null : become({ answered: true }, to(from, "Answer", { note: "well" })),
      }),
    },
    properties: {},
    scenarios: { only: { parameters: {}, faults: { crash: crashes, restart: restarts } } },
    bugs: {},
  });
};

/** As an engineer might write it: it counts who is missing, and keeps its phase in a log. */
const asker: StartNode = (context) => runAsker(context, ["idle"]);

/** @param written what is in its log already. */
const runAsker = (context: Context, written: readonly string[]): RunningNode => {
  const { nodes, self } = context;
  const missing = new Set(nodes["answerer"]);
  const log = [...written];
  const isAsking = (): boolean => log.at(-1) === "asking";
  const take = ({ tag, from }: NodeEvent) => {
    if (tag === "Begin" && log.length === 1) {
      log.push("asking");
      return [{ to: [...missing].toReversed(), tag: "Ask", payload: {} }];
    }
    if (tag === "GiveUp" && isAsking()) log.push("gave-up");
    if (tag === "Answer" && isAsking() && missing.delete(from!) && missing.size === 0)
      log.push("done");
    return [];
  };
  return {
    take,
    state: () => ({
      phase: log.at(-1),
      got: new Set(nodes["answerer"]!.filter((id) => id !== self && !missing.has(id))),
    }),
    restarted: () => runAsker(context, log),
  };
};

const answerer: StartNode = () => {
  let answered = false;
  return {
    take: ({ from }) => {
      if (answered) return [];
      answered = true;
      return [{ to: [from!], tag: "Answer", payload: { note: "well" } }];
    },
    state: () => ({ answered }),
  };
};

export const askers: Adapter = { roles: { asker, answerer } };

interface Note {
  readonly from: NodeEvent["from"];
  readonly note: unknown;
  readonly round: number;
}

/** Speakers read out one note each; a listener writes down what `takes` says of an event. */
export const meeting = (
  notes: readonly number[],
  takes: (event: NodeEvent, heard: readonly Note[]) => boolean,
): Adapter => ({
  roles: {
    speaker: ({ nodes, self }) => {
      let spoken = false;
      return {
        take: () => {
          if (spoken) return [];
          spoken = true;
          const note = notes[nodes["speaker"]!.indexOf(self)];
          return [{ to: nodes["listener"]!, tag: "Note", payload: { note } }];
        },
        state: () => ({ spoken }),
      };
    },
    listener: () => {
      const heard: Note[] = [];
      return {
        take: (event) => {
          const { kind, from, round, fields } = event;
          if (kind === "message" && takes(event, heard))
            heard.push({ from, note: fields["note"], round });
          return [];
        },
        state: () => ({ heard }),
      };
    },
  },
});

type Spoil = (good: RunningNode, event: NodeEvent, told: number) => unknown;

/** An adapter in which one role answers to events as `take` says, told how many went before. */
export const spoiled = (
  adapter: Adapter,
  role: string,
  take: Spoil,
  more: (good: RunningNode) => Partial<Record<keyof RunningNode, unknown>> = () => ({}),
): Adapter => {
  const start: StartNode = (context, initial) => {
    const good = (adapter.roles[role] as StartNode)(context, initial);
    let told = 0;
    const spoilt = {
      ...good,
      take: (event: NodeEvent) => take(good, event, told++),
      ...more(good),
    };
    // What a careless author writes, no compiler has seen.
    return spoilt as RunningNode;
  };
  return { roles: { ...adapter.roles, [role]: start } };
};

/** The difference that is found, with the path as `node action what`. */
export const differenceIn = async (
  model: Model,
  adapter: Adapter,
  options: ConformOptions = {},
): Promise<(Omit<Difference, "path"> & { readonly path: readonly string[] }) | null> => {
  const { difference } = await conform(model, adapter, options);
  if (difference === null) return null;
  const path = difference.path.map(({ node, action, message }) =>
    [node, action, message?.tag].filter((word) => word !== undefined).join(" "),
  );
  return { ...difference, path };
};
