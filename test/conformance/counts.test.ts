import { describe, expect, it } from "vitest";
import { conform, type ConformOptions } from "../../checks/index.ts";
import { menuFor } from "../../checks/adversary/menus.ts";
import { coalitionsOf } from "../../checks/adversary/coalitions.ts";
import { combinations, initialOutcomes } from "../../checks/model/initial.ts";
import { instanceOf, type Instance, type Node } from "../../checks/model/instance.ts";
import { print } from "../../checks/schema/print.ts";
import { leastRounds } from "../../checks/rounds/run.ts";
import oralAdapter from "../../impl/adapters/oral-messages.ts";
import commitAdapter from "../../impl/adapters/two-phase-commit.ts";
import oralMessages from "../../models/oral-messages.ts";
import twoPhaseCommit from "../../models/two-phase-commit.ts";
import { askers, questions } from "./toys.ts";
import { pairsOfWorlds } from "./worlds.ts";

/** Every pair, by letting traitors say every set of messages, whatever comes of it. */
const pairsOfStrategies = (instance: Instance): ReadonlySet<string> => {
  const pairs = new Set<string>();
  const choices = initialOutcomes(instance);
  for (const traitors of coalitionsOf(instance))
    for (const chosen of combinations(choices.map(({ length }) => length))) {
      const states = choices.map((some, node) => some[chosen[node]!]!.state);
      const none = instance.nodes.map(() => []);
      followTurns(
        { instance, traitors, pairs, round: 0, lively: false, states, now: none, next: none },
        0,
      );
    }
  return pairs;
};

interface Letter {
  readonly from: number;
  readonly tag: number;
  readonly payload: object;
}

interface Stage {
  readonly instance: Instance;
  readonly traitors: ReadonlySet<number>;
  readonly pairs: Set<string>;
  readonly round: number;
  readonly lively: boolean;
  readonly states: readonly object[];
  readonly now: readonly (readonly Letter[])[];
  readonly next: readonly (readonly Letter[])[];
}

const followTurns = (stage: Stage, index: number): void => {
  const { instance, traitors, round, lively, next } = stage;
  const node = instance.nodes[index];
  if (node === undefined) {
    if (!lively && round + 1 >= leastRounds(instance)) return;
    const none = instance.nodes.map(() => []);
    followTurns({ ...stage, round: round + 1, lively: false, now: next, next: none }, 0);
  } else if (traitors.has(index)) followTurns(stage, index + 1);
  else readFrom(stage, node, 0);
};

const readFrom = (stage: Stage, node: Node, sender: number): void => {
  const { instance, traitors, now } = stage;
  if (sender === instance.nodes.length)
    return followTurns(tell(stage, node, null, null), node.index + 1);
  const menu = menuFor(instance, node);
  const order = (letters: readonly Letter[]): readonly Letter[] =>
    menu.flatMap(({ tag, payload }) =>
      letters.filter((one) => one.tag === tag && print(one.payload) === print(payload)),
    );
  if (!traitors.has(sender)) {
    const letters = order(now[node.index]!.filter(({ from }) => from === sender));
    const told = letters.reduce((at, letter) => tell(at, node, letter, sender), stage);
    return readFrom(told, node, sender + 1);
  }
  for (let set = 0; set < 1 << menu.length; set++) {
    const letters = menu.filter((_, at) => (set >> at) % 2 === 1);
    const told = letters.reduce(
      (at, letter) => tell(at, node, { ...letter, from: sender }, sender),
      stage,
    );
    readFrom(told, node, sender + 1);
  }
};

/** A message, or the end of the round. */
const tell = (stage: Stage, node: Node, letter: Letter | null, from: number | null): Stage => {
  const { instance, round, states, pairs } = stage;
  const { rule, tag } = letter === null ? node.roundEnd! : node.receives[letter.tag]!;
  const sender = from === null ? {} : { from: instance.nodes[from]!.id };
  const event = { ...letter?.payload, ...sender, round };
  const state = states[node.index]!;
  pairs.add(`${node.id} ${print(state)} ${tag} ${print(event)}`);
  const outcome = rule(state, event, node.context);
  if (outcome === null) return stage;
  const next = [...stage.next];
  for (const { to, tag, payload } of outcome.sends)
    for (const id of to) {
      const receiver = instance.nodes[instance.indexOf.get(id)!]!;
      const one = {
        from: node.index,
        tag: receiver.tagNumber.get(tag)!,
        payload,
      };
      next[receiver.index] = [...next[receiver.index]!, one];
    }
  return { ...stage, lively: true, states: states.with(node.index, outcome.state), next };
};

const pairsIn = async (
  ...parts: Parameters<typeof conform>
): Promise<readonly [string, number]> => {
  const { verdict, pairs } = await conform(...parts);
  return [verdict, pairs];
};

describe("every reachable pair of a state and an event is compared once", () => {
  it("as counted by hand: 4 states with 2 inputs, 2 with an answer, 1 with an ask", async () => {
    expect(await pairsIn(questions(1), askers)).toEqual(["conforms-within-bounds", 4 * 2 + 2 + 1]);
  });

  it.each([
    ["two questions", questions(2), askers, {}],
    ["two questions and a crash", questions(2, 1), askers, {}],
    ["commits", twoPhaseCommit, commitAdapter, { scenario: "coordinator-crashes" }],
    ["messages that repeat", twoPhaseCommit, commitAdapter, { scenario: "messages-repeat" }],
  ] as const)(
    "as counted by walking through all worlds: %s",
    async (_, model, adapter, options) => {
      const counted = pairsOfWorlds(instanceOf(model, options)).size;
      expect(await pairsIn(model, adapter, options)).toEqual(["conforms-within-bounds", counted]);
    },
  );

  it("a node that is down is told nothing", async () => {
    const [, all] = await pairsIn(questions(1), askers);
    const [, crashing] = await pairsIn(questions(1, 2), askers);
    expect(crashing).toBe(all);
  });
});

describe("in rounds, with all that traitors may say", () => {
  it("as counted by letting them say everything", async () => {
    const options: ConformOptions = {
      scenario: "three-generals-one-traitor",
      parameters: { m: 0 },
    };
    const counted = pairsOfStrategies(instanceOf(oralMessages, options)).size;
    expect(await pairsIn(oralMessages, oralAdapter, options)).toEqual([
      "conforms-within-bounds",
      counted,
    ]);
  });

  it("what the rules decline is asked about as well: messages too late or early", async () => {
    const { pairs, nodes } = await conform(oralMessages, oralAdapter, {
      scenario: "four-generals-one-traitor",
    });
    expect(nodes).toEqual(["commander", "lieutenant1", "lieutenant2", "lieutenant3"]);
    expect(pairs).toBe(1_109);
  });
});

describe("limits end a comparison honestly", () => {
  it("after so many states, of which all was compared", async () => {
    const { verdict, states, pairs, stopped } = await conform(twoPhaseCommit, commitAdapter, {
      maxStates: 50,
    });
    expect({ verdict, states, pairs, stopped }).toEqual({
      verdict: "budget-exceeded",
      states: 50,
      pairs: 79,
      stopped: "states",
    });
  });

  it("when the time is over", async () => {
    const { verdict, stopped } = await conform(oralMessages, oralAdapter, {
      scenario: "five-generals-two-traitors",
      timeout: 0.05,
    });
    expect({ verdict, stopped }).toEqual({ verdict: "budget-exceeded", stopped: "time" });
  });

  it("when nobody wants to know any more", async () => {
    const controller = new AbortController();
    controller.abort();
    const { signal } = controller;
    const searched = await conform(twoPhaseCommit, commitAdapter, { signal });
    const played = await conform(twoPhaseCommit, commitAdapter, { signal, random: { runs: 1e9 } });
    expect([searched.stopped, searched.pairs]).toEqual(["interrupt", 0]);
    expect([played.verdict, played.stopped]).toEqual(["budget-exceeded", "interrupt"]);
  });
});
