import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Frame, Member, type Posting } from "../../impl/token-ring-election.ts";

const list = (...members: number[]): Frame => ({ kind: "election", members });
const told = (leader: number, ...places: number[]): Frame => ({
  kind: "coordinator",
  leader,
  told: places,
});

describe("a member", () => {
  it("follows the greatest place, until that is reported", () => {
    const member = new Member(0, 4);
    expect([member.leader, member.latest, member.down()]).toEqual([3, null, []]);
    expect(member.reportDown(3)).toEqual({ to: 1, frame: list(0) });
    expect([member.leader, member.down()]).toEqual([null, [3]]);
  });

  it("takes notice of another that is reported, and does nothing", () => {
    const member = new Member(0, 4);
    expect([member.reportDown(2), member.reportDown(2)]).toEqual([null, null]);
    expect([member.leader, member.down()]).toEqual([3, [2]]);
  });

  it.each([0, -1, 4, 1.5])("knows better than a report of place %d", (place) => {
    const member = new Member(0, 4);
    expect([member.reportDown(place), member.down()]).toEqual([null, []]);
  });

  it("adds itself to a list, and follows the greatest of one that has been round", () => {
    const member = new Member(1, 4);
    expect(member.receive(list(0))).toEqual({ to: 2, frame: list(0, 1) });
    expect(member.leader).toBe(3);
    expect(member.receive(list(0, 1, 2))).toEqual({ to: 2, frame: told(2, 1) });
    expect(member.leader).toBe(2);
  });

  it("ends a lap that another has begun", () => {
    const member = new Member(2, 4);
    expect(member.receive(list(1, 2, 0))).toEqual({ to: 3, frame: told(2, 2) });
  });

  it("tells of a leader once", () => {
    const member = new Member(2, 4);
    expect(member.receive(told(2, 0, 1))).toEqual({ to: 3, frame: told(2, 0, 1, 2) });
    expect(member.receive(told(2, 0, 1, 2, 3))).toBeNull();
  });

  it("skips all places that were reported, and round the end of the ring", () => {
    const member = new Member(2, 5);
    member.reportDown(0);
    member.reportDown(3);
    member.reportDown(1);
    expect(member.reportDown(4)).toEqual({ to: 2, frame: list(2) });
    expect(member.receive(list(2))).toEqual({ to: 2, frame: told(2, 2) });
    expect(member.receive(told(2, 2))).toBeNull();
    expect(member.leader).toBe(2);
  });

  it("sends its latest frame again if the receiver is reported, and once for each", () => {
    const member = new Member(0, 5);
    member.receive(list(4));
    member.receive(list(3));
    expect(member.reportDown(2)).toBeNull();
    expect(member.reportDown(1)).toEqual({ to: 3, frame: list(3, 0) });
    expect(member.reportDown(3)).toEqual({ to: 4, frame: list(3, 0) });
  });

  it("holds another election if it is told of a leader that was reported", () => {
    const member = new Member(0, 4);
    member.reportDown(3);
    member.reportDown(2);
    expect(member.receive(told(2, 1))).toEqual({ to: 1, frame: list(0) });
    expect(member.leader).toBeNull();
    expect(member.receive(list(0, 1, 2))).toEqual({ to: 1, frame: list(0) });
  });
});

describe("a ring of any size", () => {
  /** What may happen next, each with how to let it happen. */
  const run = (places: number, crashes: number, dice: () => number) => {
    const members = Array.from({ length: places }, (_, place) => new Member(place, places));
    const isUp = members.map(() => true);
    const letters: (Posting & { readonly from: number })[] = [];
    const post = (from: number, posting: Posting | null): void => {
      if (posting !== null) letters.push({ ...posting, from });
    };
    const options = (): readonly (() => void)[] =>
      [...members.entries()].flatMap(([place, member]) => {
        if (!isUp[place]) return [];
        const mine = letters.filter(({ to }) => to === place);
        const silent = [...members.keys()].filter(
          (peer) =>
            !isUp[peer] && !member.down().includes(peer) && !mine.some(({ from }) => from === peer),
        );
        return [
          ...mine.map((letter) => () => {
            letters.splice(letters.indexOf(letter), 1);
            post(place, member.receive(letter.frame));
          }),
          ...silent.map((peer) => () => post(place, member.reportDown(peer))),
        ];
      });
    let left = crashes;
    for (let some = options(); some.length > 0 || left > 0; some = options()) {
      if (left > 0 && (some.length === 0 || dice() % 8 === 0)) {
        left--;
        isUp[dice() % places] = false;
      } else some[dice() % some.length]!();
    }
    const leaders = members.filter((_, place) => isUp[place]).map(({ leader }) => leader);
    return { leaders, greatest: isUp.lastIndexOf(true) };
  };

  it("ends with all who are left following the greatest of them, whoever crashes when", () => {
    const sizes = fc.integer({ min: 2, max: 8 });
    fc.assert(
      fc.property(sizes, fc.nat(7), fc.infiniteStream(fc.nat()), (places, crashes, rolls) => {
        const least = Math.min(crashes, places - 1);
        const { leaders, greatest } = run(places, least, () => rolls.next().value as number);
        expect(new Set(leaders)).toEqual(new Set([greatest]));
      }),
      { seed: 2007, numRuns: 500 },
    );
  });
});
