/** Mistakes in what pages, logs and reports of many checks say. */
import type { Mutant } from "./mutant.ts";

const FLIGHTS: readonly string[] = ["test/explanation/flights.test.ts"];
const DIAGRAM: readonly string[] = ["test/pages/diagram.test.ts"];
const EXCERPTS: readonly string[] = ["test/pages/excerpts.test.ts"];
const LOGS: readonly string[] = ["test/reports/shiviz.test.ts"];
const MERGED: readonly string[] = ["test/cli/merge.test.ts"];

export const REPORTS: readonly Mutant[] = [
  {
    name: "replaced-message-stays-on-its-way",
    class: "outcome dropped",
    file: "checks/explanation/causality.ts",
    find: 'else endAll(now, number, "replaced", mail.send(number, actors, letter));',
    replace: "else mail.send(number, actors, letter);",
    tests: FLIGHTS,
  },
  {
    name: "crash-loses-nothing-on-its-way",
    class: "fault not as it is",
    file: "checks/explanation/causality.ts",
    find: 'if (circumstances.resetsLinks) endAll(now, number, "lost", mail.loseAll(node));',
    replace: "if (circumstances.resetsLinks) mail.loseAll(node);",
    tests: FLIGHTS,
  },
  {
    name: "equal-messages-on-their-way-have-one-sender",
    class: "different taken for equal",
    file: "checks/explanation/flights.ts",
    find: 'if (circumstances.network(letter.to, letter.tag) !== "set") mail.lose(from, letter);',
    replace: "",
    tests: FLIGHTS,
  },
  {
    name: "traitors-get-what-is-sent-at-once",
    class: "depth off by one",
    file: "checks/explanation/flights.ts",
    find: "step.round === (round ?? -1) + 1",
    replace: "step.round === (round ?? -1)",
    tests: FLIGHTS,
  },
  {
    name: "losses-are-heard-of",
    class: "wrong parent link",
    file: "checks/explanation/causality.ts",
    find: "node === null || ON_THE_WAY.has(action)",
    replace: "node === null",
    tests: ["test/explanation/causality.test.ts"],
  },
  {
    name: "heal-leaves-shades",
    class: "fault not as it is",
    file: "pages/trace/diagram/spans.ts",
    find: 'if (step.action === "heal") close(number);',
    replace: "",
    tests: DIAGRAM,
  },
  {
    name: "shade-ends-with-the-picture",
    class: "fault not as it is",
    file: "pages/trace/diagram/spans.ts",
    find: "bottom: until === null ? places.height : places.rows[until]!.y,",
    replace: "bottom: places.height,",
    tests: DIAGRAM,
  },
  {
    name: "excerpt-takes-the-bracket-of-another",
    class: "different taken for equal",
    file: "checks/reports/page/excerpts.ts",
    find: "if (indentOf(next) < depth || !CLOSES.test(next)) break;",
    replace: "if (!CLOSES.test(next)) break;",
    tests: EXCERPTS,
  },
  {
    name: "clock-forgets-what-was-heard",
    class: "wrong parent link",
    file: "checks/explanation/past.ts",
    find: "for (const earlier of event.follows) raise(clock, clocks[earlier - 1]!);",
    replace: "",
    tests: LOGS,
  },
  {
    name: "lie-has-no-event-of-its-own",
    class: "lie not counted",
    file: "checks/reports/shiviz/event-log.ts",
    find: "const event = log.enter(node, [...follows, ...heard, ...lasts], text);",
    replace: "const event = log.enter(node, [...follows, ...lasts], text);",
    tests: LOGS,
  },
  {
    name: "shards-share-a-check",
    class: "deduplication dropped",
    file: "checks/cli/shards.ts",
    find: "place % count === index - 1;",
    replace: "place % count <= index - 1;",
    tests: MERGED,
  },
  {
    name: "shards-of-another-text-are-merged",
    class: "likeness trusted",
    file: "checks/cli/joined.ts",
    find: "if (text.digest !== digest)",
    replace: 'if (text.digest === "")',
    tests: MERGED,
  },
  {
    name: "merged-results-stand-shard-by-shard",
    class: "order not fixed",
    file: "checks/cli/joined.ts",
    find: "first === undefined ? results.flat() : interleaved(results),",
    replace: "results.flat(),",
    tests: MERGED,
  },
];
