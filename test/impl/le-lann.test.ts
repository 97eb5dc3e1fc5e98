import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Station } from "../../impl/le-lann.ts";

describe("a station", () => {
  it("sends its own id first, then what came before it started", () => {
    const station = new Station(2);
    expect([station.receive(1), station.receive(3)]).toEqual([[], []]);
    expect([station.backlog, station.isAwake]).toEqual([[1, 3], false]);
    expect(station.start()).toEqual([2, 1, 3]);
    expect([station.backlog, station.isAwake, station.isBeaten]).toEqual([[], true, true]);
    expect(station.start()).toEqual([]);
  });

  it("passes every id on, smaller ones too, and remembers that it was beaten", () => {
    const station = new Station(2);
    station.start();
    expect([station.receive(1), station.isBeaten]).toEqual([[1], false]);
    expect([station.receive(3), station.isBeaten]).toEqual([[3], true]);
    expect([station.receive(1), station.isBeaten]).toEqual([[1], true]);
  });

  it("ends when its own id is back, and drops what comes then", () => {
    const station = new Station(2);
    station.start();
    expect([station.receive(2), station.isDone, station.isBeaten]).toEqual([[], true, false]);
    expect([station.receive(3), station.isBeaten]).toEqual([[], false]);
  });
});

describe("a ring of any ids", () => {
  /** Queues between neighbours; who starts or reads next is for the dice. */
  const run = (ids: readonly number[], dice: () => number) => {
    const stations = ids.map((id) => new Station(id));
    const queues = ids.map((): number[] => []);
    let messages = 0;
    const busy = (): readonly number[] =>
      [...ids.keys()].filter((at) => !stations[at]!.isAwake || queues[at]!.length > 0);
    for (let some = busy(); some.length > 0; some = busy()) {
      const at = some[dice() % some.length]!;
      const station = stations[at]!;
      const reads = queues[at]!.length > 0 && (station.isAwake || dice() % 2 === 0);
      if (reads) messages++;
      const sent = reads ? station.receive(queues[at]!.shift()!) : station.start();
      queues[(at + 1) % ids.length]!.push(...sent);
    }
    return { messages, stations };
  };

  it("elects the greatest in n\u00B2 messages, and all others end beaten", () => {
    const rings = fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(rings, fc.infiniteStream(fc.nat()), (ids, rolls) => {
        const { messages, stations } = run(ids, () => rolls.next().value as number);
        expect(messages).toBe(ids.length ** 2);
        expect(stations.every(({ isDone }) => isDone)).toBe(true);
        const leaders = ids.filter((_, at) => !stations[at]!.isBeaten);
        expect(leaders).toEqual([Math.max(...ids)]);
      }),
      { seed: 1977, numRuns: 300 },
    );
  });
});
