import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Station } from "../../impl/chang-roberts.ts";

const awake = (own: number, stands = true): Station => {
  const station = new Station(own, stands);
  station.start();
  return station;
};

describe("a station", () => {
  it("sends its id once, if it stands", () => {
    const [standing, idle] = [new Station(7, true), new Station(7, false)];
    expect([standing.start(), standing.start()]).toEqual([7, null]);
    expect(idle.start()).toBeNull();
    expect([standing.isInTheRace, idle.isInTheRace]).toEqual([true, false]);
  });

  it("answers nothing before it has started", () => {
    const station = new Station(7, true);
    expect([station.receive(3), station.receive(7)]).toEqual([null, null]);
    expect([station.isAwake, station.isElected]).toEqual([false, false]);
  });

  it("swallows greater ids, and gives up at the first smaller one", () => {
    const station = awake(7);
    expect([station.receive(9), station.isInTheRace]).toEqual([null, true]);
    expect([station.receive(3), station.isInTheRace]).toEqual([3, false]);
  });

  it("passes everything on when it has given up, or never stood", () => {
    const beaten = awake(7);
    beaten.receive(3);
    for (const station of [beaten, awake(7, false)])
      expect([9, 1, 8].map((id) => station.receive(id))).toEqual([9, 1, 8]);
  });

  it("is elected by its own id, and swallows all that comes later", () => {
    const station = awake(7);
    expect([station.receive(7), station.isElected]).toEqual([null, true]);
    expect([9, 7].map((id) => station.receive(id))).toEqual([null, null]);
    expect(station.isElected).toBe(true);
  });
});

describe("a ring of any ids", () => {
  /** Messages arrive in an order that the dice give; stations start first. */
  const elected = (ids: readonly number[], stands: readonly boolean[], dice: () => number) => {
    const stations = ids.map((id, at) => new Station(id, stands[at]!));
    const posted: (readonly [at: number, id: number])[] = [];
    const post = (from: number, id: number | null): void => {
      if (id !== null) posted.push([(from + 1) % ids.length, id]);
    };
    for (const [at, station] of stations.entries()) post(at, station.start());
    let messages = 0;
    for (; posted.length > 0; messages++) {
      const [[at, id]] = posted.splice(dice() % posted.length, 1) as [(typeof posted)[0]];
      post(at, stations[at]!.receive(id));
    }
    return { messages, leaders: ids.filter((_, at) => stations[at]!.isElected) };
  };

  it("elects the least that stands, in n(n+1)/2 messages at the most", () => {
    const rings = fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(rings, fc.func(fc.boolean()), fc.infiniteStream(fc.nat()), (ids, who, rolls) => {
        const stands = ids.map((id) => who(id));
        const candidates = ids.filter((_, at) => stands[at]);
        const dice = (): number => rolls.next().value as number;
        const { messages, leaders } = elected(ids, stands, dice);
        expect(leaders).toEqual(candidates.length === 0 ? [] : [Math.min(...candidates)]);
        expect(messages).toBeLessThanOrEqual((ids.length * (ids.length + 1)) / 2);
      }),
      { seed: 1979, numRuns: 300 },
    );
  });

  it.each([
    [Array.from({ length: 100 }, (_, at) => at), 5_050],
    [Array.from({ length: 100 }, (_, at) => 100 - at), 199],
  ])("needs most messages where ids rise with the ring, and least where they fall", (ids, most) => {
    const stands = ids.map(() => true);
    expect(elected(ids, stands, () => 0).messages).toBe(most);
  });
});
