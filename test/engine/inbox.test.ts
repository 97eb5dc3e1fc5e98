/** Inboxes against definitions that are too plain to be wrong. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { deliverable, enter, leave, type Envelopes } from "../../checks/network/inbox.ts";

/** An envelope's number hides its sender and its rank: the order must not come from the number. */
const envelopes: Envelopes = {
  sender: (envelope) => (envelope * 7) % 3,
  compare: (a, b) =>
    envelopes.sender(a) - envelopes.sender(b) || ((a * 5) % 12) - ((b * 5) % 12) || a - b,
};
const arrivals = fc.array(fc.nat(11), { maxLength: 12 });
type Net = Parameters<typeof enter>[0];
const nets = fc.constantFrom<Net>("bag", "set", "fifo");

const filled = (network: Net, sent: readonly number[]): readonly number[] =>
  sent.reduce<readonly number[]>(
    (inbox, envelope) => [...enter(network, inbox, envelope, envelopes)],
    [],
  );
const mayLeave = (network: Net, inbox: readonly number[]): readonly number[] =>
  deliverable(network, inbox, envelopes).map((at) => inbox[at]!);

test("a bag is the multiset of what was sent, in canonical order", () => {
  fc.assert(
    fc.property(arrivals, (sent) => {
      expect(filled("bag", sent)).toEqual(sent.toSorted(envelopes.compare));
    }),
  );
});

test("a set is the set of what was sent, in canonical order", () => {
  fc.assert(
    fc.property(arrivals, (sent) => {
      expect(filled("set", sent)).toEqual([...new Set(sent)].toSorted(envelopes.compare));
    }),
  );
});

test("FIFO is one queue for each sender, in the order of senders", () => {
  fc.assert(
    fc.property(arrivals, (sent) => {
      const queues = [0, 1, 2].flatMap((from) =>
        sent.filter((one) => envelopes.sender(one) === from),
      );
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
    fc.property(fc.constantFrom<Net>("bag", "set"), arrivals, (network, sent) => {
      const different = [...new Set(sent)].toSorted(envelopes.compare);
      expect(mayLeave(network, filled(network, sent))).toEqual(different);
    }),
  );
});

test("of FIFO the oldest of each sender may leave", () => {
  fc.assert(
    fc.property(arrivals, (sent) => {
      const heads = [0, 1, 2].flatMap(
        (from) => sent.find((one) => envelopes.sender(one) === from) ?? [],
      );
      expect(mayLeave("fifo", filled("fifo", sent))).toEqual(heads);
    }),
  );
});

test("what leaves is gone once, unless it is in a set; and what is empty stays so", () => {
  fc.assert(
    fc.property(nets, arrivals, fc.nat(), (network, sent, choice) => {
      const inbox = filled(network, sent);
      const places = deliverable(network, inbox, envelopes);
      expect(places.length > 0).toBe(sent.length > 0);
      if (places.length === 0) return;
      const at = places[choice % places.length]!;
      // Of equal copies it does not matter which one is left out of what was sent.
      const earliest = sent.indexOf(inbox[at]!);
      const others = filled(
        network,
        sent.filter((_, i) => i !== earliest),
      );
      expect([...leave(network, inbox, at)]).toEqual(network === "set" ? inbox : others);
    }),
  );
});

test("an inbox that was given is left as it was", () => {
  fc.assert(
    fc.property(nets, arrivals, fc.nat(11), (network, sent, envelope) => {
      const inbox = Object.freeze(filled(network, sent));
      enter(network, inbox, envelope, envelopes);
      if (inbox.length > 0) leave(network, inbox, 0);
      expect(inbox).toEqual(filled(network, sent));
    }),
  );
});
