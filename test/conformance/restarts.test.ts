/** Nodes that stop and start again, beside those of their model. */
import { describe, expect, it } from "vitest";
import { conform, UsageError } from "../../checks/index.ts";
import { instanceOf } from "../../checks/model/instance.ts";
import { differenceText } from "../../checks/reports/conform-difference.ts";
import type { Faults, Model } from "../../models/protocol.ts";
import { keepers, keepersAre, type File, type Habits } from "./keepers.ts";
import { askers, differenceIn, questions, spoiled } from "./toys.ts";
import { pairsOfWorlds } from "./worlds.ts";

const crashes: Faults = { crash: { keeper: 1 }, restart: 1 };
const powerLoss: Faults = { powerLoss: 1, restart: 1 };
const both: Faults = { crash: 1, powerLoss: 1, restart: 2 };
const most: Faults = { crashMidStep: 1, powerLoss: 1, restart: 2, suspect: 1, drop: 1 };

describe("what starts again as its model does has the pairs that all worlds have", () => {
  it.each([
    ["nobody stops", 50, keepers({}, 2)],
    ["a crash", 83, keepers({ faults: crashes }, 2)],
    ["crashes", 83, keepers({ faults: { crash: { keeper: 2 }, restart: 2 } }, 2)],
    ["links are reset", 83, keepers({ faults: { crash: 2, restart: 2 }, resetsLinks: true }, 2)],
    ["a loss of power", 84, keepers({ faults: powerLoss }, 2)],
    ["a loss of power or a crash", 47, keepers({ faults: both })],
    ["a crash in mid-step", 76, keepers({ faults: { crashMidStep: 2, restart: 2 } }, 2)],
    ["lost messages", 85, keepers({ faults: { ...crashes, drop: 2, duplicate: 1 } }, 2)],
    ["a network in parts", 83, keepers({ faults: { ...crashes, oneWay: 1, partition: 1 } }, 2)],
    ["a perfect timer", 47, keepers({ faults: { ...both, suspect: 1 }, perfect: ["Silence"] })],
    [
      "a timer of silence",
      37,
      keepers({ faults: { ...crashes, oneWay: 1 }, silence: ["Silence"] }),
    ],
    ["registers", 84, keepers({ network: "latest", faults: powerLoss }, 2)],
    ["queues", 70, keepers({ network: { Count: "fifo", Back: "fifo" }, faults: powerLoss }, 2)],
    ["much at once", 46, keepers({ faults: most, perfect: ["Silence"] })],
  ])("%s: %i", async (_, expected, model) => {
    const counted = pairsOfWorlds(instanceOf(model, {})).size;
    const { verdict, pairs } = await conform(model, keepersAre());
    expect([verdict, pairs, pairs]).toEqual(["conforms-within-bounds", counted, expected]);
  });

  it("and random runs find nothing in it", async () => {
    const faults = { ...most, ...both, partition: 1, duplicate: 1 };
    const model = keepers({ faults, perfect: ["Silence"] }, 3, 2);
    const { verdict, pairs } = await conform(model, keepersAre(), { random: { runs: 300 } });
    expect(verdict).toBe("no-difference-found");
    expect(pairs).toBeGreaterThan(3_000);
  });
});

const zero = { count: 0, disk: 0 };
const asFile = ({ count, disk }: File, loss: string): File =>
  loss === "nothing" ? { count, disk } : { count: disk, disk };
const add = "keeper request Add";

describe("what starts again otherwise is found out, by search and by runs", () => {
  it.each<[string, Partial<Habits>, Faults, readonly string[], object]>([
    [
      "it forgets all",
      { finds: () => zero },
      crashes,
      [],
      { event: { kind: "request", tag: "Add" }, fields: ["durable.count"] },
    ],
    [
      "it remembers what was in memory",
      { remembers: (seen) => seen },
      crashes,
      [add, "watcher deliver Count", "keeper deliver Seen", "keeper crash"],
      { fields: ["state.seen"], before: { seen: true } },
    ],
    [
      "it says nothing",
      { says: () => null },
      crashes,
      ["keeper crash"],
      { fields: ["sends"], expected: { sends: [{ to: "watcher", tag: "Back" }] } },
    ],
    [
      "it says something else",
      { says: (count) => count >> 1 },
      crashes,
      [add, "keeper crash"],
      { fields: ["sends"], actual: { sends: [{ payload: { count: 0 } }] } },
    ],
    [
      "it says something else after a step that it did not survive",
      { says: (count) => count >> 1 },
      { crashMidStep: 1, restart: 1 },
      [add],
      { fields: ["sends"], before: { count: 1 } },
    ],
    [
      "it has what had not reached the disk",
      { finds: (file) => file },
      both,
      [add, "keeper power-loss"],
      { fields: ["state.count", "sends", "durable.count"], before: zero },
    ],
    [
      "it loses what had reached the disk",
      { finds: (file, loss) => (loss === "nothing" ? file : zero) },
      both,
      [add, "keeper timer Sync", "keeper power-loss"],
      { fields: ["state.count", "state.disk", "sends", "durable.count", "durable.disk"] },
    ],
  ])("%s", async (_, habits, faults, path, difference) => {
    const model = keepers({ faults }, 2);
    const restart = { event: { kind: "restart", tag: "Restart", from: null, payload: {} } };
    for (const options of [{}, { random: { runs: 300 } }])
      expect(await differenceIn(model, keepersAre(habits), options)).toMatchObject({
        node: "keeper",
        path,
        ...(path.length === 0 ? {} : restart),
        ...difference,
      });
  });

  it("in what it keeps for the next time that it starts", async () => {
    const model = keepers({ faults: crashes });
    const once = keepersAre({
      finds: (file, loss, starts) => (starts === 0 ? asFile(file, loss) : zero),
    });
    expect(await differenceIn(model, once)).toMatchObject({
      event: { tag: "Restart" },
      fields: ["durable.count"],
      durable: { actual: zero },
      path: [add, "keeper crash"],
    });
    const drawn = await differenceIn(model, once, { random: { runs: 300 } });
    expect(drawn?.fields).toContain("durable.count");
  });

  it("by its rule, and where that is", async () => {
    const silent = keepersAre({ says: () => null });
    const { difference } = await conform(keepers({ faults: crashes }), silent);
    expect(difference).toMatchObject({ rule: "keeper.Restart", enabled: true, told: [] });
    expect(difference?.source).toMatch(/keepers\.ts:\d+$/);
  });

  it("in a sentence", async () => {
    const adapter = keepersAre({ finds: (file) => file });
    const { difference } = await conform(keepers({ faults: powerLoss }), adapter);
    const text = differenceText(difference!, false);
    expect(text.join("\n")).toMatch(
      /2 +↯ +keeper loses power, and what was not on disk[^]*then keeper starts again +\S+:\d+\n/,
    );
    expect(text).toContain(
      "  model            {count: 0, disk: 0, seen: false}, sends Back {count: 0} to watcher",
    );
  });

  it("only by runs, where it has started before on no shortest history", async () => {
    const twice: Partial<Habits> = {
      finds: (file, loss, starts) =>
        loss === "unsynced" && starts === 1 ? zero : asFile(file, loss),
    };
    const model = keepers({ faults: both });
    expect(await differenceIn(model, keepersAre(twice))).toBeNull();
    const path = [add, "keeper timer Sync", "keeper crash", "keeper restart Restart"];
    expect(await differenceIn(model, keepersAre(twice), { random: { runs: 300 } })).toMatchObject({
      event: { tag: "Restart" },
      path: [...path, "keeper power-loss"],
    });
  });

  it("only by runs, in what it does after it has started again where it was before", async () => {
    const dazed = spoiled(keepersAre(), "keeper", (good, event) => good.take(event), dazing);
    const model = keepers({ faults: crashes });
    expect(await differenceIn(model, dazed)).toBeNull();
    const path = ["keeper crash", "keeper restart Restart"];
    const differing = {
      path,
      event: { tag: "Add" },
      fields: ["state.count", "sends", "durable.count"],
    };
    expect(await differenceIn(model, dazed, { random: { runs: 300 } })).toMatchObject(differing);
  });
});

/** A node that takes nothing any more once it has started again. */
const dazing: Parameters<typeof spoiled>[3] = (good) => ({
  restarted: (loss: "nothing" | "unsynced") => ({ ...good.restarted!(loss), take: () => [] }),
});

describe("an error of a timer", () => {
  it("is told as the expiry that it is, and shown as an error", async () => {
    const model = keepers({ faults: { suspect: 1 }, perfect: ["Silence"] });
    const deaf = spoiled(keepersAre(), "watcher", (good, event) =>
      event.tag === "Silence" ? [] : good.take(event),
    );
    for (const options of [{}, { random: { runs: 50 } }])
      expect(await differenceIn(model, deaf, options)).toMatchObject({
        event: { kind: "timer", tag: "Silence" },
        fields: ["state.alone"],
        path: [],
      });
  });

  it("is a step of the path to what comes of it", async () => {
    const model = keepers({ faults: { suspect: 1 }, perfect: ["Silence"] });
    const sulking = spoiled(keepersAre(), "watcher", (good, event) =>
      (good.state() as { alone: boolean }).alone ? [] : good.take(event),
    );
    for (const options of [{}, { random: { runs: 50 } }]) {
      const difference = await differenceIn(model, sulking, options);
      expect(difference).toMatchObject({ event: { tag: "Count" } });
      expect(difference?.path.toSorted()).toEqual([add, "watcher suspect Silence"]);
    }
  });
});

describe("what cannot be compared is misuse", () => {
  it("a node that does not start again, though nothing of it has to be there then", async () => {
    const model = keepers({ faults: crashes });
    const role = { ...model.vocabulary.roles["keeper"]!, durable: [], unsynced: {} };
    const roles = { ...model.vocabulary.roles, keeper: role };
    const vocabulary = { ...model.vocabulary, roles };
    const never = spoiled(
      keepersAre(),
      "keeper",
      (good, event) => good.take(event),
      () => ({ restarted: undefined }),
    );
    await expect(conform({ ...model, vocabulary }, never)).rejects.toThrow(
      "the implementation of role keeper has no restarted(), and the scenario starts it again",
    );
  });

  const refused = async (model: Model, message: string): Promise<void> => {
    const asked = conform(model, askers);
    await expect(asked).rejects.toThrow(UsageError);
    await expect(asked).rejects.toThrow(message);
  };

  it("steps of several nodes at once", async () => {
    const joint = { Meet: { role: "asker", with: "answerer", rule: () => null } };
    await refused(
      { ...questions(1), joint },
      "questions has steps that several nodes take at once (Meet), and an implementation takes " +
        "one event at one node: nothing is compared",
    );
  });

  it("several ways to start again", async () => {
    const [asked] = questions(1, 1, 1).initial["asker"]!({} as never);
    const model = questions(1, 1, 1);
    const other = { ...asked!, state: { phase: "idle", got: new Set(["answerer"]) } };
    await refused(
      { ...model, initial: { ...model.initial, asker: () => [asked!, other] } },
      "role asker may start again in 2 states, and an implementation does in one",
    );
  });
});
