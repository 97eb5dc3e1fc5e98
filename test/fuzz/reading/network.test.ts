/** What may arrive, be lost and be doubled, counted by hand. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import {
  become,
  int,
  list,
  vocabulary,
  type Model,
  type Scenario,
} from "../../../models/protocol.ts";
import { answerTo, seenIn } from "../answers.ts";

const { model, observe, rules, to } = vocabulary({
  parameters: S.Struct({}),
  roles: {
    reader: {
      state: S.Struct({ log: list(int(0, 9), 3) }),
      receives: { Note: { n: int(0, 9) }, Memo: { n: int(0, 9) } },
    },
    writer: { state: S.Struct({}) },
  },
});
type Letter = readonly ["Note" | "Memo", number];

/** The writer has sent these letters before anything happens. */
const letters = (sent: readonly Letter[], most: number, bounds: Partial<Scenario> = {}): Model => {
  const write = ({ log }: { readonly log: readonly number[] }, { n }: { readonly n: number }) =>
    log.length < most ? become({ log: [...log, n] }) : null;
  return model({
    name: "letters",
    source: "none",
    population: () => ({ reader: 1, writer: 1 }),
    initial: {
      reader: () => [become({ log: [] })],
      writer: ({ nodes }) => [become({}, ...sent.map(([tag, n]) => to(nodes.reader, tag, { n })))],
    },
    rules: {
      reader: rules.reader({ Note: write, Memo: write }),
      writer: rules.writer({}),
    },
    properties: {},
    scenarios: { only: { parameters: {}, ...(bounds as object) } },
    bugs: {},
  });
};
const logs = observe({ reader: ({ log }) => log.join("") });
/** Every log that the reader may have. */
const read = (sent: readonly Letter[], most: number, bounds: Partial<Scenario>): string[] =>
  seenIn(letters(sent, most), bounds, logs).map(
    (seen) => (JSON.parse(seen) as { readonly reader: readonly string[] }).reader[0]!,
  );

describe("the reference delivers, where each tag has its kind,", () => {
  it("a queue in order, and what is beside it at any time", () => {
    const sent: readonly Letter[] = [
      ["Note", 1],
      ["Memo", 2],
      ["Note", 3],
    ];
    const whole = read(sent, 3, { network: { Note: "fifo" } }).filter(({ length }) => length === 3);
    expect(whole).toEqual(["123", "132", "213"]);
  });

  it("all tags that are queued through one queue", () => {
    const network = { Note: "fifo", Memo: "fifo" } as const;
    const sent: readonly Letter[] = [
      ["Note", 1],
      ["Memo", 2],
    ];
    expect(read(sent, 3, { network })).toEqual(["", "1", "12"]);
    // A message that is declined at the head is discarded, one that is not in a queue stays.
    expect(answerTo(letters(sent, 1), { network })).toMatchObject({ states: 3, generated: 3 });
    expect(answerTo(letters(sent, 1), {})).toMatchObject({ states: 3, generated: 3 });
    expect(answerTo(letters(sent, 0), { network })).toMatchObject({ states: 3, generated: 3 });
    expect(answerTo(letters(sent, 0), {})).toMatchObject({ states: 1, generated: 1 });
  });

  it("of `latest` the newest alone, once, and of each tag by itself", () => {
    const sent: readonly Letter[] = [
      ["Note", 1],
      ["Memo", 3],
      ["Note", 2],
    ];
    expect(read(sent, 3, { network: "latest" })).toEqual(["", "2", "23", "3", "32"]);
    expect(read(sent, 3, { network: { Note: "latest" } })).toEqual(["", "2", "23", "3", "32"]);
  });

  it("what is in a set again and again", () => {
    expect(read([["Note", 1]], 2, { network: { Note: "set" } })).toEqual(["", "1", "11"]);
  });
});

describe("the reference drops", () => {
  it("one message, for ever", () => {
    const answer = answerTo(letters([["Note", 1]], 2), { faults: { drop: 1 } });
    expect(answer).toMatchObject({ states: 3, generated: 3, depth: 2 });
  });

  it("from a set too", () => {
    // Read never, once or twice, and then dropped or not.
    const answer = answerTo(letters([["Note", 1]], 2), { network: "set", faults: { drop: 1 } });
    expect(answer).toMatchObject({ states: 6, generated: 6 });
  });

  it("what is at the head of a queue alone", () => {
    const sent: readonly Letter[] = [
      ["Note", 1],
      ["Note", 2],
    ];
    const bounds = { network: "fifo", faults: { drop: 1 } } as const;
    expect(read(sent, 3, bounds)).toEqual(["", "1", "12", "2"]);
    // Three without a drop, and what is left of each of the first two after one, and 2 read then.
    expect(answerTo(letters(sent, 3), bounds)).toMatchObject({ states: 6, generated: 6 });
  });

  it("messages of the tags that have a budget", () => {
    const answer = answerTo(letters([["Note", 1]], 2), { faults: { drop: { Memo: 1 } } });
    expect(answer).toMatchObject({
      states: 2,
      generated: 2,
      verdict: "vacuous",
      vacuity: ["the budget of drop for Memo is never used"],
    });
  });

  it("nothing that is on its way to a node that is down", () => {
    const faults = { drop: 1, crash: { reader: 1 } };
    expect(answerTo(letters([["Note", 1]], 2), { faults })).toMatchObject({
      states: 6,
      generated: 6,
    });
  });
});

describe("the reference duplicates", () => {
  it("a message of a bag, of which there are then two", () => {
    const answer = answerTo(letters([["Note", 1]], 2), { faults: { duplicate: 1 } });
    expect(answer).toMatchObject({ states: 5, generated: 5, depth: 4 });
  });

  it("the head of a queue, right behind itself", () => {
    const sent: readonly Letter[] = [
      ["Note", 1],
      ["Note", 2],
    ];
    const logs = read(sent, 3, { network: "fifo", faults: { duplicate: 1 } });
    expect(logs.filter(({ length }) => length === 3)).toEqual(["112", "122"]);
  });

  it.each(["set", "latest"] as const)("nothing of a `%s`", (network) => {
    const sent = letters([["Note", 1]], 1);
    const { states, vacuity } = answerTo(sent, { network, faults: { duplicate: 1 } });
    expect(states).toBe(answerTo(sent, { network }).states);
    expect(vacuity).toEqual(["the budget of duplicate is never used"]);
  });
});

describe("the reference counts as cut", () => {
  const two: readonly Letter[] = [
    ["Note", 1],
    ["Note", 1],
  ];

  it("what has too many messages on their way, or too many copies of one", () => {
    const bounds = { faults: { duplicate: 1 } };
    expect(answerTo(letters(two, 0), bounds)).toMatchObject({ states: 2, cut: 0 });
    expect(answerTo(letters(two, 0), { ...bounds, caps: { inFlight: 2 } })).toMatchObject({
      states: 1,
      generated: 2,
      cut: 1,
    });
    expect(answerTo(letters(two, 0), { ...bounds, caps: { copies: 2 } })).toMatchObject({
      states: 1,
      cut: 1,
    });
    expect(answerTo(letters(two, 0), { ...bounds, caps: { copies: 1 } })).toMatchObject({
      states: 0,
      generated: 1,
      cut: 1,
    });
  });
});
