/** Speakers read out their notes in round 0, listeners write down what they hear, and from whom. */
import { Schema as S } from "@effect/schema";
import {
  become,
  int,
  list,
  NodeId,
  position,
  vocabulary,
  type Model,
  type Property,
  type Scenario,
} from "../../models/protocol.ts";

const Heard = S.Struct({ from: NodeId, note: int(0, 3), round: int(0, 9) });
type Heard = typeof Heard.Type;

const language = (isMarked: boolean) =>
  vocabulary({
    parameters: S.Struct({ traitors: int(0, 9), notes: int(1, 3) }),
    synchronous: true,
    roles: {
      speaker: { state: S.Struct({ spoken: S.Boolean }) },
      listener: {
        state: S.Struct({ heard: list(Heard, 6) }),
        receives: { Note: { note: isMarked ? position(int(0, "notes")) : int(0, "notes") } },
      },
    },
  });

export const { observe } = language(false);
/** What each listener has written down, as `speaker1:0`. */
export const heard = observe({
  listener: ({ heard }) => heard.map(({ from, note }) => `${from}:${note}`),
});
export const hears = observe({ listener: ({ heard }) => heard.map(({ round }) => round) });

interface Calls extends Omit<Scenario, "parameters" | "perfect" | "silence" | "unused"> {
  /** What each speaker reads out. */
  readonly notes: readonly (readonly number[])[];
  readonly listeners?: number;
  readonly traitors?: number;
  /** The largest note there is. */
  readonly most?: number;
  /** Whether the note itself says which message it is. */
  readonly isMarked?: boolean;
  readonly takes?: (before: readonly Heard[], note: number, round: number) => boolean;
  /** The last round that listeners wait for. */
  readonly until?: number;
  readonly properties?: Readonly<Record<string, Property>>;
}

export const calls = ({
  notes,
  listeners = 1,
  traitors = 0,
  most = 1,
  isMarked = false,
  until = 1,
  takes = (_, __, round) => round >= 1 && round <= until,
  properties = {},
  ...scenario
}: Calls): Model => {
  const { model, rules, to } = language(isMarked);
  return model({
    name: "calls",
    source: "a meeting",
    population: () => ({ speaker: notes.length, listener: listeners }),
    traitors: "traitors",
    initial: {
      speaker: () => [become({ spoken: false })],
      listener: () => [become({ heard: [] })],
    },
    rules: {
      speaker: rules.speaker({
        Round: ({ spoken }, _, { nodes, self }) => {
          if (spoken) return null;
          const mine = notes[nodes.speaker.indexOf(self)]!;
          return become(
            { spoken: true },
            ...mine.map((note) => to(nodes.listener, "Note", { note })),
          );
        },
      }),
      listener: rules.listener({
        Note: (node, { from, note, round }) =>
          takes(node.heard, note, round)
            ? become({ heard: [...node.heard, { from, note, round }] })
            : null,
        Round: (node, { round }) => (round <= until ? become(node) : null),
      }),
    },
    properties,
    scenarios: { only: { parameters: { traitors, notes: most }, ...scenario } },
  });
};
