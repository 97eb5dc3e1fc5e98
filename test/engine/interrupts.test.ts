/** Searches that are given up on machines of our own making: what they tell is what they found. */
import { describe, expect, it } from "vitest";
import type { Model } from "../../models/protocol.ts";
import { OutOfMemory } from "../../checks/errors.ts";
import type { Limits } from "../../checks/exploration/patience.ts";
import { Search } from "../../checks/exploration/search.ts";
import type { Host } from "../../checks/host.ts";
import { instanceOf } from "../../checks/model/instance.ts";
import { claimsOf } from "../../checks/properties/claims.ts";
import { binary, BRANCHING, counter } from "./toys.ts";

/** Of the tree: states, in the order in which they are found. */
const PLACES = 2 * BRANCHING + 1;
const NONE = { maxStates: Infinity, maxDepth: Infinity, maxMemory: Infinity, timeout: Infinity };

/** A machine on which a second passes at every look at the clock. */
const slow = (memory = 0): Host => {
  let time = 0;
  return { now: () => time++, memory: () => memory, freeMemory: () => 0, pause: async () => {} };
};

const searchOf = (model: Model, limits: Partial<Limits>, host: Host): Search => {
  const instance = instanceOf(model, {});
  return new Search(instance, claimsOf(instance, [], true), { ...NONE, ...limits }, host);
};

describe("a search that is interrupted between two rows", () => {
  it("has stored and counted what it has found, and tells its level", async () => {
    const sizes = new Set<number>();
    for (let pauses = 1; pauses <= 80; pauses++) {
      const search = searchOf(binary(), {}, slow());
      const controller = new AbortController();
      let left = pauses;
      const onProgress = (): void => {
        if (--left === 0) controller.abort();
      };
      await search.run({ signal: controller.signal, onProgress });
      const { states, generated, depth } = search;
      sizes.add(states);
      // In a tree every action leads to a state of its own.
      expect(generated).toBe(states);
      expect(depth).toBe(search.pathTo(states - 1).actions.length + 1);
      expect(depth).toBe(1 + Math.floor(Math.log2(states)));
    }
    expect(sizes.size).toBeGreaterThan(40);
  });
});

describe("a search whose time runs out within a row", () => {
  it.each([6, 60])("of %i nodes need not wait for the end of the row", async (nodes) => {
    const seen = new Set<number>();
    for (let timeout = 1; timeout < 3 * nodes + 40; timeout++) {
      const search = searchOf(counter({ nodes, tick: 1 }), { timeout, maxDepth: 2 }, slow());
      await search.run({});
      const { states, generated, stopped } = search;
      seen.add(states);
      if (states <= nodes)
        expect({ generated, stopped }).toEqual({ generated: states, stopped: "time" });
    }
    // Where a node's column has to be made wider the row begins anew, with lists that are known.
    expect(seen.size).toBeGreaterThan(nodes / 3);
  });
});

describe("a search whose memory is nearly used up", () => {
  it("stops before what comes next needs more than is left", async () => {
    const used = 2 ** 30;
    const withLeft = async (left: number): Promise<Search> => {
      const search = searchOf(binary(), { maxMemory: used + left }, slow(used));
      await search.run({});
      return search;
    };
    // 2^16 rows of nine bytes, and 2^17 slots of four: neither of these is all.
    expect(await withLeft(1_000_000)).toMatchObject({ stopped: "memory" });
    expect(await withLeft(1_200_000)).toMatchObject({ stopped: null, states: PLACES });
  });
});

describe("a search that runs out of memory", () => {
  it("in mid-row ends as at a limit, with what there is until then", async () => {
    const search = searchOf(binary(), {}, slow());
    const quiet: number[] = [];
    search.onQuiescent = (row) => {
      quiet.push(row);
      if (quiet.length === 700) throw new OutOfMemory("there is no room for another row");
    };
    await search.run({});
    const { states, generated, depth, stopped, isComplete } = search;
    expect(quiet.at(-1)).toBe(BRANCHING + 699);
    expect({ stopped, isComplete }).toEqual({ stopped: "memory", isComplete: false });
    expect({ states, generated, depth }).toEqual({
      states: PLACES,
      generated: PLACES,
      depth: 12,
    });
  });

  it("is told from one that fails", async () => {
    const search = searchOf(binary(), {}, slow());
    search.onQuiescent = () => {
      throw new TypeError("this is a mistake");
    };
    await expect(search.run({})).rejects.toThrow(TypeError);
  });
});
