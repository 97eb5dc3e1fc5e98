/** Inboxes against definitions that are too plain to be wrong. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  deliverable,
  enter,
  leave,
  twice,
  without,
  type Envelopes,
} from "../../checks/network/inbox.ts";
import type { NetworkKind } from "../../models/protocol.ts";

/** An envelope's number hides its sender and its rank: the order must not come from the number. */
const sender = (envelope: number): number => (envelope * 7) % 3;
const compare = (a: number, b: number): number =>
  sender(a) - sender(b) || ((a * 5) % 12) - ((b * 5) % 12) || a - b;
const envelopesOf = (kindOf: (envelope: number) => NetworkKind): Envelopes => ({
  sender,
  compare,
  tag: (envelope) => envelope % 4,
  kind: kindOf,
});
const arrivals = fc.array(fc.nat(11), { maxLength: 12 });
const plain = fc.constantFrom<NetworkKind>("bag", "set", "fifo");
const nets = fc.constantFrom<NetworkKind>("bag", "set", "fifo", "latest");

const filledBy = (envelopes: Envelopes, sent: readonly number[]): readonly number[] =>
  sent.reduce<readonly number[]>((inbox, envelope) => [...enter(inbox, envelope, envelopes)], []);
const filled = (network: NetworkKind, sent: readonly number[]): readonly number[] =>
  filledBy(
    envelopesOf(() => network),
    sent,
  );
const mayLeave = (network: NetworkKind, inbox: readonly number[]): readonly number[] =>
  deliverable(
    inbox,
    envelopesOf(() => network),
  ).map((at) => inbox[at]!);

test("a bag is the multiset of what was sent, in canonical order", () => {
  fc.assert(
    fc.property(arrivals, (sent) => {
      expect(filled("bag", sent)).toEqual(sent.toSorted(compare));
    }),
  );
});

test("a set is the set of what was sent, in canonical order", () => {
  fc.assert(
    fc.property(arrivals, (sent) => {
      expect(filled("set", sent)).toEqual([...new Set(sent)].toSorted(compare));
    }),
  );
});

test("FIFO is one queue for each sender, in the order of senders", () => {
  fc.assert(
    fc.property(arrivals, (sent) => {
      const queues = [0, 1, 2].flatMap((from) => sent.filter((one) => sender(one) === from));
      expect(filled("fifo", sent)).toEqual(queues);
    }),
  );
});

test("two orders of arrival that no receiver can tell apart give equal inboxes", () => {
  fc.assert(
    fc.property(
      arrivals.chain((sent) => fc.tuple(fc.constant(sent), shuffled(sent))),
      ([sent, other]) => {
        expect(filled("bag", other)).toEqual(filled("bag", sent));
        expect(filled("set", other)).toEqual(filled("set", sent));
      },
    ),
  );
});
const shuffled = (sent: readonly number[]) =>
  fc.shuffledSubarray([...sent], { minLength: sent.length });

test("of a bag or a set each different envelope may leave, once", () => {
  fc.assert(
    fc.property(fc.constantFrom<NetworkKind>("bag", "set"), arrivals, (network, sent) => {
      const different = [...new Set(sent)].toSorted(compare);
      expect(mayLeave(network, filled(network, sent))).toEqual(different);
    }),
  );
});

test("of FIFO the oldest of each sender may leave", () => {
  fc.assert(
    fc.property(arrivals, (sent) => {
      const heads = [0, 1, 2].flatMap((from) => sent.find((one) => sender(one) === from) ?? []);
      expect(mayLeave("fifo", filled("fifo", sent))).toEqual(heads);
    }),
  );
});

test("of latest there is the newest of each sender and tag, in canonical order", () => {
  fc.assert(
    fc.property(arrivals, (sent) => {
      const register = (one: number): string => `${sender(one)} ${one % 4}`;
      const newest = new Map(sent.map((one) => [register(one), one]));
      const inOrder = [...newest.values()].toSorted(compare);
      expect(filled("latest", sent)).toEqual(inOrder);
      expect(mayLeave("latest", inOrder)).toEqual(inOrder);
    }),
  );
});

test("with several kinds a sender's queue stands behind what may overtake it", () => {
  const kindOf = (envelope: number): NetworkKind =>
    (["bag", "set", "fifo", "latest"] as const)[envelope % 4]!;
  const envelopes = envelopesOf(kindOf);
  fc.assert(
    fc.property(arrivals, (sent) => {
      const inbox = filledBy(envelopes, sent);
      const expected = [0, 1, 2].flatMap((from) => {
        const own = sent.filter((one) => sender(one) === from);
        const of = (kind: NetworkKind) => own.filter((one) => kindOf(one) === kind);
        const loose = [...of("bag"), ...new Set(of("set")), ...of("latest").slice(-1)];
        return [...loose.toSorted(compare), ...of("fifo")];
      });
      expect(inbox).toEqual(expected);
      const heads = expected.filter((one, at) =>
        kindOf(one) === "fifo"
          ? expected.findIndex((it) => kindOf(it) === "fifo" && sender(it) === sender(one)) === at
          : expected.indexOf(one) === at,
      );
      expect(deliverable(inbox, envelopes).map((at) => inbox[at]!)).toEqual(heads);
    }),
  );
});

test("what leaves is gone once, unless it is in a set; and what is empty stays so", () => {
  fc.assert(
    fc.property(plain, arrivals, fc.nat(), (network, sent, choice) => {
      const envelopes = envelopesOf(() => network);
      const inbox = filled(network, sent);
      const places = deliverable(inbox, envelopes);
      expect(places.length > 0).toBe(sent.length > 0);
      if (places.length === 0) return;
      const at = places[choice % places.length]!;
      // Of equal copies it does not matter which one is left out of what was sent.
      const earliest = sent.indexOf(inbox[at]!);
      const others = filled(
        network,
        sent.filter((_, i) => i !== earliest),
      );
      expect([...leave(inbox, at, envelopes)]).toEqual(network === "set" ? inbox : others);
      if (network !== "set") expect(without(inbox, at)).toEqual(others);
    }),
  );
});

test("what is lost is gone, from a set too; what is copied stands behind its copy", () => {
  fc.assert(
    fc.property(nets, arrivals, fc.nat(), (network, sent, choice) => {
      const inbox = filled(network, sent);
      if (inbox.length === 0) return;
      const at = choice % inbox.length;
      expect(without(inbox, at)).toEqual(inbox.toSpliced(at, 1));
      expect(twice(inbox, at)).toEqual(inbox.toSpliced(at, 0, inbox[at]!));
    }),
  );
});

test("an inbox that was given is left as it was", () => {
  fc.assert(
    fc.property(nets, arrivals, fc.nat(11), (network, sent, envelope) => {
      const envelopes = envelopesOf(() => network);
      const inbox = Object.freeze(filled(network, sent));
      enter(inbox, envelope, envelopes);
      if (inbox.length > 0) {
        leave(inbox, 0, envelopes);
        without(inbox, 0);
        twice(inbox, 0);
      }
      expect(inbox).toEqual(filled(network, sent));
    }),
  );
});
