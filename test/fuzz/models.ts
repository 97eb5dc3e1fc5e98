/** Draws a recipe: small enough to be explored plainly, odd enough to meet every corner. */
import type { Dice } from "./dice.ts";
import type {
  FieldKind,
  Guard,
  JointRecipe,
  Memory,
  Reaction,
  Recipe,
  RoleRecipe,
  SendRecipe,
  StartRecipe,
} from "./recipe.ts";
import { faultsPart, kindsOf } from "./mishaps.ts";
import { scenarioPart } from "./scenarios.ts";

const MESSAGES = ["Ping", "Note", "Done"];
/** One bears the name of a fault, whose budget it must not share. */
const UNASKED = ["Tick", "Ask", "Give", "crash"];
const KINDS: readonly FieldKind[] = [
  ...(["none", "none", "none", "none", "int", "int"] as const),
  ...(["bounded", "node", "node", "flag", "word", "maybe"] as const),
];

/**
 * What keeps the messages finite where each copy counts: `forward` sends only when its phase moves
 * on, and `fuelled` only while it has a count to pay with. `free` needs other bounds, or luck.
 */
type Style = "forward" | "fuelled" | "free";

/** What all the roles of a model share. */
interface Plan {
  readonly dice: Dice;
  readonly names: readonly string[];
  readonly messages: readonly string[];
  readonly unasked: readonly string[];
  readonly top: number;
  /** No message is ever taken out, so that copies cannot become too many. */
  readonly isSet: boolean;
  /** Nothing happens unasked, so that only what was sent at the start can set it going. */
  readonly isQuiet: boolean;
  readonly mayRestart: boolean;
}

export const randomRecipe = (dice: Dice): Recipe => {
  const names = ["a", "b", "c"].slice(0, dice.pick([1, 1, 2, 2, 2, 3]));
  const messages = MESSAGES.slice(0, 1 + dice.below(3));
  const unasked = UNASKED.slice(0, dice.pick([0, 1, 2, 2, 2, 3, 3, 4]));
  const kind = dice.pick(NETWORKS);
  const isByTag = dice.chance(0.25);
  const plan: Plan = {
    dice,
    names,
    messages,
    unasked,
    top: dice.pick([1, 1, 1, 2, 2, 3]),
    isSet: kind === "set" && !isByTag,
    isQuiet: unasked.length === 0,
    mayRestart: dice.chance(0.25),
  };
  const faults = kindsOf(dice, plan.mayRestart);
  const most = Math.max(2, (kind === "fifo" ? 3 : 4) - faults.length);
  const populations = populationsOf(dice, names.length, most);
  const roles = names.map((name, at) => roleOf(plan, name, populations[at]!));
  const heard = messages.filter((tag) => roles.some(({ receives }) => receives.includes(tag)));
  const network = isByTag ? networkOf(dice, heard) : kind;
  const joint = dice.chance(0.22) ? [jointOf(plan, roles)] : [];
  const kinds = [...messages, ...unasked].map((tag) => [tag, dice.pick(KINDS)] as const);
  const fields = Object.fromEntries(kinds);
  const { top } = plan;
  const drawn = { top, fields, roles, joint, network };
  const scenario = scenarioPart(dice, roles, joint);
  const { limits } = scenario;
  return { ...drawn, ...scenario, ...faultsPart(dice, { ...drawn, heard, faults, limits }) };
};

const NETWORKS = ["bag", "set", "fifo", "fifo", "latest", null] as const;
const networkOf = (dice: Dice, heard: readonly string[]): Recipe["network"] => {
  const some = dice.some(heard, 0.8);
  return Object.fromEntries(some.map((tag) => [tag, dice.pick(NETWORKS) ?? "bag"]));
};

/** Only `most` nodes, or one of each role: the state space grows with the product of theirs. */
const populationsOf = (dice: Dice, roles: number, most: number): readonly number[] => {
  const likely = { 1: [1, 2, 2, 3, 3], 2: [1, 1, 2, 2, 3], 3: [1, 1, 1, 2] }[roles] ?? [1];
  const drawn = Array.from({ length: roles }, () => (dice.chance(0.03) ? 0 : dice.pick(likely)));
  const isMany = drawn.reduce((sum, count) => sum + count, 0) > most;
  return roles > 1 && isMany && dice.chance(0.9) ? drawn.map((count) => Math.min(count, 1)) : drawn;
};

const roleOf = (plan: Plan, name: string, population: number): RoleRecipe => {
  const { dice, isSet, messages, unasked } = plan;
  const style = dice.pick<Style>([
    ...(["forward", "forward", "fuelled", "fuelled", "fuelled"] as const),
    ...(isSet || dice.chance(0.12) ? (["free", "free", "free"] as const) : []),
  ]);
  const memory = memoryOf(plan, style);
  const receives = dice.some(messages, 0.85);
  const timers = dice.some(unasked, 0.4);
  const requests = dice.some(unasked, 0.65).filter((tag) => !timers.includes(tag));
  const phases = dice.pick([2, 2, 3, 3, 4]);
  const lasting = plan.mayRestart ? lastingOf(dice, memory) : { durable: null, isUnsynced: false };
  const reactionsTo = (tag: string) => {
    const silence = (phase: number) => (receives.includes(tag) ? 0.2 : phase === 0 ? 0.15 : 0.35);
    const react = (phase: number) => reactionOf(plan, { style, memory, phases, phase });
    return Array.from({ length: phases }, (_, phase) =>
      dice.chance(silence(phase)) ? null : react(phase),
    );
  };
  const tags = [...receives, ...timers, ...requests];
  const rises = lasting.durable !== null && dice.chance(0.5) ? ["Restart"] : [];
  return {
    name,
    population,
    phases,
    memory,
    receives,
    timers,
    requests,
    ...lasting,
    initial: startsOf(plan),
    rules: Object.fromEntries([...tags, ...rises].map((tag) => [tag, reactionsTo(tag)])),
  };
};

/** Of a count that is written without waiting for the disk, both fields are durable. */
const lastingOf = (
  dice: Dice,
  memory: readonly Memory[],
): Pick<RoleRecipe, "durable" | "isUnsynced"> => {
  if (dice.chance(0.2)) return { durable: null, isUnsynced: false };
  const isUnsynced = memory.includes("saved") && dice.chance(0.8);
  const written: readonly Memory[] = isUnsynced ? ["count", "saved"] : [];
  const durable = dice.some(["phase", ...memory] as const, 0.5);
  return { durable: [...new Set([...durable, ...written])], isUnsynced };
};

/** It sends only what is paid for, or what takes its node onward. */
const jointOf = (plan: Plan, roles: readonly RoleRecipe[]): JointRecipe => {
  const { dice } = plan;
  const [role, other] = [dice.pick(roles), dice.pick(roles)];
  const reactionsOf = ({ memory, phases }: RoleRecipe): JointRecipe["node"] => {
    const style = memory.includes("count") ? "fuelled" : "forward";
    return Array.from({ length: phases }, (_, phase) =>
      dice.chance(0.25) ? null : reactionOf(plan, { style, memory, phases, phase }),
    );
  };
  return {
    name: "Meet",
    role: role.name,
    with: other.name,
    partners: dice.pick([null, null, 1, 1, 2]),
    node: reactionsOf(role),
    partner: reactionsOf(other),
  };
};

const memoryOf = ({ dice, isSet, mayRestart }: Plan, style: Style): readonly Memory[] => {
  const optional = dice.some<Memory>(["seen", "last", "log", "votes"], isSet ? 0.12 : 0.18);
  if (style !== "fuelled" && dice.chance(mayRestart ? 0.5 : 0.7)) return optional;
  return mayRestart && dice.chance(0.85) ? ["count", "saved", ...optional] : ["count", ...optional];
};

const startsOf = (plan: Plan): readonly StartRecipe[] => {
  const { dice, top } = plan;
  const start = (): StartRecipe => ({
    phase: dice.chance(0.9) ? 0 : 1,
    count: dice.chance(0.6) ? top : dice.below(top + 1),
    sends: dice.chance(plan.isQuiet ? 0.8 : 0.35) ? [sendOf(plan)] : [],
  });
  const first = start();
  if (dice.chance(0.8)) return [first];
  return dice.chance(0.2) ? [first, first] : [first, start()];
};

interface Moment {
  readonly style: Style;
  readonly memory: readonly Memory[];
  readonly phases: number;
  readonly phase: number;
}

const reactionOf = (plan: Plan, { style, memory, phases, phase }: Moment): Reaction => {
  const { dice, isSet } = plan;
  const guard = guardOf(dice, memory, style === "fuelled" && dice.chance(0.6));
  const isLast = phase === phases - 1;
  const onward = isLast ? phase : phase + 1 + dice.below(phases - phase - 1);
  const moves = dice.chance(0.65);
  const anywhere = dice.chance(0.5) ? onward : dice.below(phases);
  const next = moves ? (style === "forward" ? onward : anywhere) : phase;
  const maySend = {
    forward: next > phase,
    fuelled: guard === "count",
    free: isSet || dice.chance(0.5),
  };
  const changed = dice.some(memory, 0.4).filter((name) => name !== "count" || style !== "fuelled");
  const amount = maySend[style] || dice.chance(0.004) ? dice.pick([0, 1, 1, 1, 1, 2]) : 0;
  return {
    guard,
    phase: next,
    effects: Object.fromEntries(
      changed.map((name) => [name, dice.chance(0.75) ? "grow" : "shrink"] as const),
    ),
    sends: Array.from({ length: amount }, () => sendOf(plan)),
  };
};

const guardOf = (dice: Dice, memory: readonly Memory[], pays: boolean): Guard => {
  if (pays) return "count";
  const known: readonly Guard[] = memory.includes("seen") ? ["fresh", "quorum"] : [];
  return dice.chance(0.2) ? dice.pick([...known, "quorum", "value"]) : "none";
};

const sendOf = ({ dice, names, messages }: Plan): SendRecipe => ({
  tag: dice.pick(messages),
  to: dice.pick(["self", "sender", "sender", "peers", "everyone", "twice", ...names, ...names]),
  value: dice.chance(0.3) ? "copy" : dice.below(4),
});
