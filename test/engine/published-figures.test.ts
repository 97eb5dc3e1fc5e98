/** The engine finds what other checkers have published, to the last state. */
import { describe, expect, it } from "vitest";
import { check } from "../../checks/index.ts";
import paxos from "../reference/paxos.ts";
import twoPhase from "../reference/two-phase.ts";

describe("TwoPhase.tla has the figures that TLC finds", () => {
  it.each([
    [3, 288, 1_146, 11],
    [5, 8_832, 58_146, 17],
    [7, 296_448, 2_744_706, 23],
  ])("with %i managers", async (rms, states, generated, depth) => {
    const report = await check(twoPhase, { scenario: `rms-${rms}` });
    expect(report).toMatchObject({ verdict: "holds-within-bounds", states, generated, depth });
  });
});

describe("Paxos has the figures that Stateright finds", () => {
  it.each([
    [1, 265, 482, 14],
    [2, 16_668, 32_971, 21],
    [3, 1_194_428, 2_420_477, 28],
  ])("with %i clients", async (clients, states, generated, depth) => {
    const report = await check(paxos, { scenario: `clients-${clients}` });
    expect(report).toMatchObject({ verdict: "holds-within-bounds", states, generated, depth });
  });
});

describe("a crash of any one node", () => {
  it("makes 2,668,032 states of TwoPhase with seven managers, as a prototype found", async () => {
    const { "rms-7": seven } = twoPhase.scenarios;
    const scenarios = { crashing: { ...seven!, faults: { crash: 1 } } };
    const crashing = { ...twoPhase, scenarios, bugs: {} };
    const report = await check(crashing);
    expect(report).toMatchObject({ verdict: "holds-within-bounds", states: 2_668_032 });
  });
});
