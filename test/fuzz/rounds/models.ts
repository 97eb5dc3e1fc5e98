/** Draws a synchronous recipe: small enough for recursion, odd enough to meet every corner. */
import type { Dice } from "../dice.ts";
import { propertiesOf } from "./properties.ts";
import type { FieldRecipe, Guard, Memory, Reaction, Reactions, Recipe } from "./recipe.ts";
import type { RoleRecipe, SendRecipe, StartRecipe } from "./recipe.ts";

/** Neither in the order of a dictionary, nor declared in the same order by every role. */
const MESSAGES = ["Vote", "Echo"];

/** Nodes, by the number of their roles; a role may have none. */
type Populations = Readonly<Record<number, readonly string[]>>;
const OF_FOUR: Populations = { 1: ["4"], 2: ["2 2", "1 3", "3 1", "2 2"] };
const OF_ANY: Populations = {
  1: ["2", "3", "3", "3", "4"],
  2: ["1 1", "0 3", "2 2", "1 3", "3 1", "1 2", "1 2", "1 2", "1 2", "2 1", "2 1", "2 1"],
};

/** What all the roles of a model share. */
interface Plan {
  readonly dice: Dice;
  readonly names: readonly string[];
  readonly messages: readonly string[];
  readonly fields: Recipe["fields"];
  readonly rounds: number;
}

export const randomRecipe = (dice: Dice): Recipe => {
  // Two traitors multiply what may be said: then there is less of all else.
  const wanted = dice.pick([0, 0, 1, 1, 1, 1, 1, 2, 2, 2]);
  const isTight = wanted > 1;
  const names = ["a", "b"].slice(0, dice.pick([1, 1, 2, 2, 2]));
  const messages = MESSAGES.slice(0, isTight ? 1 : dice.pick([1, 1, 2]));
  const fields = Object.fromEntries(messages.map((tag) => [tag, fieldsOf(dice, isTight)]));
  const rounds = dice.pick(isTight ? [1, 2, 2] : [1, 2, 2, 3, 3]);
  const populations = dice
    .pick((isTight ? OF_FOUR : OF_ANY)[names.length]!)
    .split(" ")
    .map(Number);
  const nodes = populations.reduce((sum, count) => sum + count, 0);
  // Fewer than two loyal nodes are vacuous, whatever they do: now and then is enough.
  const most = Math.max(dice.chance(0.04) ? nodes : nodes - 2, 0);
  const traitors = Math.min(dice.chance(0.04) ? 3 : wanted, most);
  const plan = { dice, names, messages, fields, rounds };
  const roles = names.map((name, at) => roleOf(plan, name, populations[at]!));
  return {
    top: dice.pick([1, 1, 2]),
    rounds,
    traitors,
    fields,
    roles,
    ...propertiesOf(dice, roles),
  };
};

const fieldsOf = (dice: Dice, isTight: boolean): readonly FieldRecipe[] => {
  if (isTight) return dice.pick([[], [{ name: "value", kind: dice.pick(["flag", "word"]) }]]);
  const kind = dice.pick(["flag", "flag", "word", "word", "number", "node", "maybe"] as const);
  const at = dice.pick(["flag", "number", "number", "word"] as const);
  const both: FieldRecipe[] = [
    { name: "value", kind },
    { name: "at", kind: at },
  ];
  return dice.pick([[], [both[0]!], [both[0]!], [both[0]!], both, both.toReversed()]);
};

const roleOf = (plan: Plan, name: string, population: number): RoleRecipe => {
  const { dice, messages, fields } = plan;
  const phases = dice.pick([2, 3, 3, 4]);
  const kept = dice.some<Memory>(["count", "seen", "last"], 0.2);
  const memory: readonly Memory[] = dice.chance(0.15 * messages.length + 0.1)
    ? [...kept, "log"]
    : kept;
  const declared = dice.chance(0.5) ? messages : messages.toReversed();
  const receives = dice.chance(0.1) ? [] : declared;
  const positions = receives.flatMap((tag) =>
    dice.some(fields[tag]!, 0.5).map((field) => `${tag}.${field.name}`),
  );
  const reactionsTo = (tag: string): readonly Reactions[] =>
    Array.from({ length: phases }, (_, phase) =>
      reactionsOf(plan, { tag, memory, phases, phase, population }),
    );
  return {
    name,
    population,
    phases,
    memory,
    receives,
    positions,
    initial: startsOf(plan),
    rules: Object.fromEntries([...receives, "Round"].map((tag) => [tag, reactionsTo(tag)])),
  };
};

const startsOf = (plan: Plan): readonly StartRecipe[] => {
  const { dice } = plan;
  const start = (phase: number): StartRecipe => ({
    phase,
    sends: dice.chance(0.25) ? [sendOf(plan, null)] : [],
  });
  const first = start(0);
  if (dice.chance(0.65)) return [first];
  return dice.chance(0.2) ? [first, first] : [first, start(dice.below(2))];
};

interface Place {
  readonly tag: string;
  readonly memory: readonly Memory[];
  readonly phases: number;
  readonly phase: number;
  readonly population: number;
}

/** What a node does unasked has to start somewhere, and messages are mostly heeded. */
const reactionsOf = (plan: Plan, place: Place): Reactions => {
  const { dice } = plan;
  const isRound = place.tag === "Round";
  if (isRound && place.phase === 0 && dice.chance(0.6))
    return [{ ...reactionOf(plan, place), guard: { is: "round", at: dice.pick([0, 0, 0, 1]) } }];
  const count = dice.pick(isRound ? [0, 0, 1, 1, 2] : [0, 1, 1, 1, 2]);
  return Array.from({ length: count }, () => reactionOf(plan, place));
};

const reactionOf = (plan: Plan, place: Place): Reaction => {
  const { dice } = plan;
  const { tag, memory, phases, phase } = place;
  const onward = Math.min(phase + 1 + dice.below(2), phases - 1);
  const next = dice.pick([phase, onward, onward, onward, dice.below(phases)]);
  const changed = dice.some(memory, 0.6);
  const count = dice.pick(tag === "Round" ? [0, 1, 1, plan.messages.length] : [0, 0, 0, 1]);
  return {
    guard: guardOf(plan, place),
    phase: next,
    effects: Object.fromEntries(
      changed.map((name) => [name, dice.chance(0.85) ? "grow" : "shrink"] as const),
    ),
    sends: Array.from({ length: count }, () => sendOf(plan, tag)),
  };
};

const guardOf = ({ dice, fields, rounds }: Plan, { tag, memory }: Place): Guard => {
  const at = dice.below(Math.max(rounds, 2));
  const timely = ["none", "none", "round", "late"] as const;
  if (tag === "Round") return { is: dice.pick([...timely, "round", "heard"]), at };
  const known = fields[tag]!.map(({ name }) => (name === "value" ? "value" : "position"));
  const fresh = memory.includes("seen") ? (["fresh", "fresh"] as const) : [];
  return { is: dice.pick([...timely, ...known, ...known, ...fresh, "sender"]), at };
};

const sendOf = ({ dice, names, messages }: Plan, tag: string | null): SendRecipe => ({
  tag: dice.pick(messages),
  to: dice.pick([
    ...(["self", "peers", "peers", "others", "others", "others", "everyone"] as const),
    ...(tag === null || tag === "Round" ? [] : ["sender", "twice"]),
    ...names,
  ]),
  value: dice.pick([0, 1, 2, "copy", "copy", "memory"]),
  at: dice.pick([0, 1, "copy", "round"]),
});
