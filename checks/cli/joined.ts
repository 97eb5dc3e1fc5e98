/** Documents of `check --all` put together, where they belong together. */
import { UsageError } from "../errors.ts";
import { groupedBy } from "../grouped.ts";
import type { AllDocument } from "../reports/all-document.ts";
import { counted } from "../reports/figures.ts";
import type { Result, Shard } from "../reports/reporters/reporter.ts";
import { nameOf } from "../reports/reporters/wording.ts";
import { interleaved, sizeOfShard } from "./shards.ts";

export interface Part {
  readonly file: string;
  readonly document: AllDocument;
}

interface Joined {
  /** In the order of the whole run. */
  readonly models: ReadonlyMap<string, readonly Result[]>;
  readonly isSharded: boolean;
  readonly interrupted: boolean;
}

/** @throws UsageError that names the file at fault. */
export const joined = (parts: readonly Part[]): Joined => {
  assertNamedOnce(parts);
  const shards = parts.flatMap((part) => {
    const { shard } = part.document;
    return shard === undefined ? [] : [{ ...part, shard }];
  });
  const whole = parts.find(({ document }) => document.shard === undefined);
  const [first] = shards;
  if (first !== undefined && whole !== undefined)
    throw new UsageError(`${whole.file}: no shard, and ${first.file} is one`);
  const lists = first === undefined ? parts : completed(shards, first);
  for (const part of parts) assertSomething(part);
  assertDisjoint(lists);
  const results = lists.map(({ document }) => document.results);
  return {
    models: groupedBy(
      first === undefined ? results.flat() : interleaved(results),
      ({ model }) => model,
    ),
    isSharded: first !== undefined,
    interrupted: parts.some(({ document }) => document.interrupted === true),
  };
};

const assertNamedOnce = (parts: readonly Part[]): void => {
  const names = parts.map(({ file }) => file);
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice !== undefined) throw new UsageError(`merge: ${twice} is given twice`);
};

/** A shard may have none of the checks of its run; a run without any has tested nothing. */
const assertSomething = ({ file, document: { shard, results } }: Part): void => {
  if (results.length === 0 && (shard?.checks ?? 0) === 0)
    throw new UsageError(`${file}: no checks in it`);
};

interface ShardPart extends Part {
  readonly shard: Shard;
}

/** All shards of one run, in their order. */
const completed = (parts: readonly ShardPart[], first: ShardPart): readonly Part[] => {
  const { count, checks } = first.shard;
  const found = new Map<number, ShardPart>();
  for (const part of parts) {
    assertOfOneRun(part, first);
    assertInPlace(part, first);
    const { index } = part.shard;
    const other = found.get(index);
    if (other !== undefined)
      throw new UsageError(`${part.file}: shard ${index}/${count} is in ${other.file}, too`);
    found.set(index, part);
  }
  if (found.size === count) return [...found.values()].toSorted(byIndex);
  const missing = [...found.keys(), found.size + 1].findIndex((_, at) => !found.has(at + 1)) + 1;
  const others = count - found.size - 1;
  const more = others === 0 ? "" : `, with ${counted(others, "other")}`;
  throw new UsageError(
    `merge: shard ${missing}/${count} is missing${more}: no file has its part of ` +
      counted(checks, "check"),
  );
};

const byIndex = (a: ShardPart, b: ShardPart): number => a.shard.index - b.shard.index;

const assertOfOneRun = ({ file, shard, document }: ShardPart, first: ShardPart): void => {
  const { index, count, checks } = shard;
  if (index < 1 || index > count) throw new UsageError(`${file}: no shard is ${index}/${count}`);
  const [run, other] = [runText(shard), runText(first.shard)];
  if (run !== other)
    throw new UsageError(`${file}: one of ${run}, and ${first.file} is one of ${other}`);
  const [size, has] = [sizeOfShard(checks, shard), document.results.length];
  if (has !== size && (has > size || document.interrupted !== true))
    throw new UsageError(
      `${file}: ${counted(has, "check")}, and shard ${index}/${count} of ${checks} has ${size}`,
    );
};

/** Where the documents say which checks there are, and in which order. */
const assertInPlace = ({ file, shard, document }: ShardPart, first: ShardPart): void => {
  const { index, count, labels } = shard;
  if (labels === undefined) return;
  const others = first.shard.labels ?? labels;
  if (labels.length !== others.length || labels.some((label, place) => label !== others[place]))
    throw new UsageError(`${file}: a shard of other checks than ${first.file}`);
  for (const [at, result] of document.results.entries()) {
    const [actual, expected] = [nameOf(result), labels[at * count + index - 1] ?? "none"];
    if (actual === expected) continue;
    const place = `results[${at}] of shard ${index}/${count}`;
    throw new UsageError(`${file}: ${place}: expected ${expected}, actual ${actual}`);
  }
};

const runText = ({ count, checks, models }: Shard): string =>
  `${counted(count, "shard")} of ${counted(checks, "check")} of ${models.join(", ")}`;

/** Every check once, and every model in one text. */
const assertDisjoint = (parts: readonly Part[]): void => {
  const checked = new Map<string, string>();
  const texts = new Map<string, { readonly digest: string; readonly file: string }>();
  for (const { file, document } of parts)
    for (const result of document.results) {
      const { model, digest } = result;
      const check = JSON.stringify([model, result.bug === null, result.bug ?? result.scenario]);
      const before = checked.get(check);
      if (before !== undefined)
        throw new UsageError(`${file}: ${nameOf(result)} is in ${twice(before, file)}`);
      const text = texts.get(model) ?? { digest, file };
      if (text.digest !== digest)
        throw new UsageError(`${file}: ${model} is another text of it than in ${text.file}`);
      checked.set(check, file);
      texts.set(model, text);
    }
};

const twice = (before: string, file: string): string =>
  before === file ? "it twice" : `${before}, too`;
