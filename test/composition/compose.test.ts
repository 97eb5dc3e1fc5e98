import { describe, expect, it } from "vitest";
import { compose } from "../../checks/composition/compose.ts";
import { recursionOf, refusalOf } from "../../checks/composition/recursion.ts";
import { slotsOf } from "../../checks/composition/strategies.ts";
import { host } from "../../checks/host.ts";
import { instanceOf } from "../../checks/model/instance.ts";
import { claimsOf } from "../../checks/properties/claims.ts";
import model from "../../models/oral-messages.ts";
import { sometimes, type Model } from "../../models/protocol.ts";
import twoPhaseCommit from "../../models/two-phase-commit.ts";
import { composed, generals, generalsWith, UNLIMITED } from "./generals.ts";
import { decisionsOf } from "./rounds.ts";

const TIE = "keeps-own-order-on-a-tie";
const TOO_FEW = "one-round-too-few";

describe("the worst that traitors can do", () => {
  it("is one lie, and two messages read, among three generals", async () => {
    const { worst, initial, depth, stopped } = await composed(generals({ nodes: 3, traitors: 1 }));
    expect(worst).toMatchObject({
      claim: { name: "ic2" },
      lies: 1,
      length: 2,
      strategy: {
        traitors: [2],
        outcomes: [{ state: { order: "attack" } }, { state: { decision: null } }, {}],
        said: [{ round: 2, from: 2, to: 1, tag: 0, payload: { order: "retreat" } }],
      },
    });
    expect(worst?.strategy.said[0]?.payload).toEqual({ path: ["lieutenant2"], order: "retreat" });
    expect({ initial, depth, stopped }).toEqual({ initial: 4, depth: 2, stopped: null });
  });

  it.each([
    [{ nodes: 5, traitors: 1 }, TIE, 16],
    [{ nodes: 4, traitors: 1 }, TOO_FEW, 3],
    [{ nodes: 6, traitors: 2 }, undefined, 51],
  ])("takes with %o and the bug %s so many messages: %i", async (size, bug, length) => {
    const { worst } = await composed(generals(size, bug));
    expect(worst?.length).toBe(length);
  });

  it.each([
    [{ nodes: 3, traitors: 1 }],
    [{ nodes: 4, traitors: 1, m: 2 }],
    [{ nodes: 4, traitors: 1, m: 3 }],
    [{ nodes: 5, traitors: 1, m: 3 }],
    [{ nodes: 5, traitors: 2 }],
    [{ nodes: 6, traitors: 2 }],
    [{ nodes: 5, traitors: 3 }],
    [{ nodes: 8, traitors: 2, m: 1 }],
    [{ nodes: 5, traitors: 1 }, TIE],
    [{ nodes: 7, traitors: 1 }, TIE],
    [{ nodes: 4, traitors: 1 }, TOO_FEW],
    [{ nodes: 7, traitors: 2 }, TOO_FEW],
  ])("happens by the rules themselves: %o %s", async (size, bug?: string) => {
    const instance = generals(size, bug);
    const { worst } = await composed(instance);
    const { traitors, outcomes, said } = worst!.strategy;
    const decisions = decisionsOf(instance, worst!.strategy);
    expect(traitors).toHaveLength(size.traitors);
    expect(decisions).not.toContain(null);
    const order = (outcomes[0]!.state as { readonly order: string }).order;
    const isObeyed = decisions.every((decision) => decision === order);
    if (worst!.claim.name === "ic1") expect(new Set(decisions).size).toBe(2);
    else expect([traitors.includes(0), isObeyed]).toEqual([false, false]);
    const lying = traitors.includes(0);
    const loyal = size.nodes - size.traitors - (lying ? 0 : 1);
    const below = size.traitors - (lying ? 1 : 0);
    const { relays } = recursionOf(instance)!;
    expect(said).toHaveLength(
      slotsOf(lying ? "traitor" : "loyal", loyal, below, relays(instance.parameters)),
    );
  });

  it("is nothing where all holds", async () => {
    expect((await composed(generals({ nodes: 7, traitors: 2 }))).worst).toBeNull();
  });

  it("is found for all sizes together in a moment", async () => {
    const since = host.now();
    for (const traitors of [0, 1, 2, 3])
      for (const nodes of [3, 4, 5, 6, 7, 8, 9, 10]) await composed(generals({ nodes, traitors }));
    expect(host.now() - since).toBeLessThan(10);
  });
});

describe("a claim", () => {
  const all = Object.keys(model.properties);
  const statuses = async (instance = generals({ nodes: 4, traitors: 1 }), names = all) =>
    Object.fromEntries(
      (await composed(instance, names)).statuses.map(({ claim, settled, lies }) => [
        claim.name,
        [settled, lies],
      ]),
    );

  it("that asks for a witness is met with the fewest lies", async () => {
    expect(await statuses()).toEqual({
      ic1: [null, null],
      ic2: [null, null],
      "all-attack": ["met", 0],
      "all-retreat": ["met", 0],
    });
  });

  it("of what is out of reach is violated by a witness", async () => {
    const instance = generals({ nodes: 4, traitors: 1 });
    const claims = claimsOf(instance, ["all-attack"], true).map((claim) => ({
      ...claim,
      outOfReach: true,
    }));
    const { worst } = await compose(instance, claims, UNLIMITED, host);
    expect([worst?.claim.name, worst?.lies, worst?.strategy.traitors]).toEqual([
      "all-attack",
      0,
      [3],
    ]);
  });

  it("that does not decide is judged, and is not the worst", async () => {
    const instance = generals({ nodes: 3, traitors: 1 }, TIE);
    const claims = claimsOf(instance, undefined, true);
    const { worst, statuses } = await compose(
      instance,
      claims.map((claim) => ({ ...claim, decides: claim.name === "ic2" })),
      UNLIMITED,
      host,
    );
    expect(worst).toBeNull();
    expect(statuses[0]).toMatchObject({ settled: "violated", lies: 1 });
  });

  it("about the past, or about steps, cannot be judged", async () => {
    const instance = generals({ nodes: 3, traitors: 1 });
    const [claim] = claimsOf(instance, ["ic1"], true);
    const past = { ...claim!.property, observation: { history: () => 0 } };
    const step = { ...claim!.property, kind: "alwaysStep" as const };
    for (const property of [past, step])
      await expect(
        compose(instance, [{ ...claim!, property }], UNLIMITED, host),
      ).rejects.toMatchObject({ name: "UsageError", message: expect.stringContaining("ic1") });
  });

  it("sees the loyal nodes alone, up and with nothing in their inboxes", async () => {
    const looks = {
      commander: () => "commander",
      lieutenant: (_: object, { up, inboxEmpty, self }: Record<string, unknown>) =>
        up === true && inboxEmpty === true ? String(self) : "other",
    };
    const seen = new Set<string>();
    const looked = sometimes(looks as never, (it) => {
      seen.add(JSON.stringify(it));
      return false;
    });
    const of: Model = { ...model, properties: { ...model.properties, looked } };
    await composed(generals({ nodes: 4, traitors: 1 }, undefined, of), ["looked"]);
    expect([...seen].toSorted()).toEqual([
      '{"commander":["commander"],"lieutenant":["lieutenant1","lieutenant2"]}',
      '{"commander":[],"lieutenant":["lieutenant1","lieutenant2","lieutenant3"]}',
    ]);
  });
});

describe("a limit", () => {
  const large = generals({ nodes: 10, traitors: 4 });
  const claims = claimsOf(large, ["ic1", "ic2"], true);

  it.each([
    ["states", { maxStates: 100 }],
    ["time", { timeout: 0.01 }],
    ["memory", { maxMemory: 1 }],
  ] as const)("in %s ends it", async (stopped, limit) => {
    const composition = await compose(large, claims, { ...UNLIMITED, ...limit }, host);
    expect(composition.stopped).toBe(stopped);
    expect(composition.worst).toBeNull();
  });

  it("that is not exceeded does not", async () => {
    const { states } = await composed(generals({ nodes: 5, traitors: 1 }));
    const instance = generals({ nodes: 5, traitors: 1 });
    const few = claimsOf(instance, ["ic1"], true);
    const within = (maxStates: number) => compose(instance, few, { ...UNLIMITED, maxStates }, host);
    expect((await within(states)).stopped).toBeNull();
    expect((await within(states - 1)).stopped).toBe("states");
  });

  it("may be set by whoever watches, and is heard in time", async () => {
    const controller = new AbortController();
    const watching = { onProgress: () => controller.abort(), signal: controller.signal };
    let seconds = 0;
    const slow = { ...host, now: () => seconds++ };
    const { stopped, statuses } = await compose(large, claims, UNLIMITED, slow, watching);
    expect([stopped, ...statuses.map(({ settled }) => settled)]).toEqual(["interrupt", null, null]);
  });
});

describe("a recursion", () => {
  const size = { nodes: 3, traitors: 1 };

  it.each([
    ["commander", { commander: "general" }],
    ["lieutenants", { lieutenants: "soldier" }],
    ["lieutenants", { lieutenants: "commander" }],
    ["commander", { commander: "lieutenant", lieutenants: "commander" }],
    ["orders", { orders: [] }],
    ["orders", { orders: ["attack", "attack"] }],
    ["relays", { relays: () => 0.5 }],
    ["relays", { relays: () => -1 }],
    ["relays", { relays: () => undefined }],
    ["vote", { vote: () => "wait" }],
    ["vote", { vote: () => "attack" }],
    ["vote", { vote: (_: string, said: string[]) => said.pop() }],
    ["tells", { tells: () => ({ to: [], tag: "Attack", payload: {} }) }],
    ["tells.order", { tells: () => ({ to: [], tag: "Report", payload: { path: [] } }) }],
    ["shows.commander", { shows: {} }],
    ["shows.commander", { shows: { commander: () => ({ order: "attack" }), lieutenant: Object } }],
    ["shows.commander.order", { shows: { commander: () => ({}), lieutenant: Object } }],
  ])("with a wrong part is an invalid model, and is told so: %s %o", async (field, part) => {
    const instance = generals(size, undefined, generalsWith(part));
    await expect(composed(instance)).rejects.toMatchObject({
      name: "InvalidModel",
      rule: "recursion",
      field,
    });
  });

  it("may list its orders in any order", async () => {
    const orders = ["retreat", "attack"];
    const { worst } = await composed(generals(size, undefined, generalsWith({ orders })));
    expect([worst?.lies, worst?.claim.name]).toEqual([1, "ic2"]);
    expect(worst?.strategy.said[0]?.payload).toMatchObject({ order: "retreat" });
  });

  it("is in parts that of the bug", () => {
    const parts = recursionOf(generals({ nodes: 4, traitors: 1 }, TOO_FEW));
    expect(parts?.relays({ m: 2 })).toBe(1);
    expect(parts?.orders).toEqual(model.recursion?.orders);
  });

  it("is refused for a bug that replaces rules alone", () => {
    expect(refusalOf(generals({ nodes: 4, traitors: 1 }, "believes-any-relayer"))).toMatch(
      /believes-any-relayer replaces rules/,
    );
    expect(refusalOf(generals({ nodes: 4, traitors: 1 }, TOO_FEW))).toBeNull();
    expect(refusalOf(generals(size))).toBeNull();
  });

  it("is not there in most models", () => {
    const instance = instanceOf(twoPhaseCommit, {});
    expect(recursionOf(instance)).toBeNull();
    expect(refusalOf(instance)).toMatch(/declares no recursion/);
  });
});
