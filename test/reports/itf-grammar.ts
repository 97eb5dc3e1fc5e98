/**
 * The grammar of ITF as ADR-015 of Apalache has it since 2023, where every integer is a `#bigint`.
 * It is kept strictly: nothing but what is named there, no number, no null.
 */
type Fields = Readonly<Record<string, unknown>>;

/** What is wrong with a trace, each with its place; nothing, if it is one. */
export const faultsOf = (trace: unknown): readonly string[] => {
  if (!isFields(trace)) return ["no object"];
  const { vars, states, params = [], loop = 0, ...others } = trace;
  if (!isNames(vars) || !isNames(params) || !Array.isArray(states) || states.length === 0)
    return ["vars, params or states"];
  const strangers = Object.keys(others).filter((name) => name !== "#meta");
  const isLoop = typeof loop === "number" && Number.isInteger(loop) && loop in states;
  return [
    ...strangers.map((name) => `${name} is no field of a trace`),
    ...(isLoop ? [] : ["loop"]),
    ...metaFaults(trace, "#meta"),
    ...states.flatMap((state: unknown, at) =>
      stateFaults(state, [...vars, ...(at === 0 ? params : [])], `states[${at}]`),
    ),
  ];
};

const stateFaults = (
  state: unknown,
  names: readonly string[],
  place: string,
): readonly string[] => {
  if (!isFields(state)) return [place];
  const { "#meta": _, ...variables } = state;
  const given = Object.keys(variables);
  if (given.toSorted().join() !== names.toSorted().join()) return [`${place} has ${given.join()}`];
  return [
    ...metaFaults(state, `${place}.#meta`),
    ...Object.entries(variables).flatMap(([name, value]) =>
      expressionFaults(value, `${place}.${name}`),
    ),
  ];
};

const metaFaults = (of: Fields, place: string): readonly string[] =>
  of["#meta"] === undefined || isFields(of["#meta"]) ? [] : [place];

/** What is wrong with an expression. */
export const expressionFaults = (value: unknown, place = "it"): readonly string[] => {
  if (typeof value === "string" || typeof value === "boolean") return [];
  if (Array.isArray(value)) return itemFaults(value, place);
  if (!isFields(value)) return [`${place} is ${String(value)}`];
  const names = Object.keys(value);
  const [name = ""] = names;
  if (!names.some((one) => one.startsWith("#")))
    return names.flatMap((one) => expressionFaults(value[one], `${place}.${one}`));
  return names.length === 1
    ? formFaults(name, value[name], place)
    : [`${place} has ${names.join()}`];
};

const formFaults = (name: string, inside: unknown, place: string): readonly string[] => {
  const at = `${place}.${name}`;
  switch (name) {
    case "#bigint":
      return typeof inside === "string" && /^-?[0-9]+$/.test(inside) ? [] : [at];
    case "#unserializable":
      return typeof inside === "string" ? [] : [at];
    case "#tup":
      return Array.isArray(inside) ? itemFaults(inside, at) : [at];
    case "#set":
      return Array.isArray(inside) ? [...itemFaults(inside, at), ...twinFaults(inside, at)] : [at];
    case "#map": {
      const isMap = Array.isArray(inside) && inside.every(isPair);
      if (!isMap) return [at];
      const keys = inside.map(([key]) => key);
      return [...inside.flatMap((pair) => itemFaults(pair, at)), ...twinFaults(keys, at)];
    }
    default:
      return [at];
  }
};

const itemFaults = (items: readonly unknown[], place: string): readonly string[] =>
  items.flatMap((item, at) => expressionFaults(item, `${place}[${at}]`));

const twinFaults = (items: readonly unknown[], place: string): readonly string[] =>
  new Set(items.map((item) => JSON.stringify(item))).size === items.length
    ? []
    : [`${place} has twins`];

const isPair = (value: unknown): value is readonly [unknown, unknown] =>
  Array.isArray(value) && value.length === 2;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((name) => typeof name === "string" && !name.startsWith("#"));

/** The value of an expression, with sets and maps; the empty tuple is null. */
export const valueOf = (itf: unknown): unknown => {
  if (Array.isArray(itf)) return itf.map(valueOf);
  if (!isFields(itf)) return itf;
  const [[name, inside] = ["", null]] = Object.entries(itf);
  if (name === "#bigint") return Number(inside);
  const items = Array.isArray(inside) ? inside : [];
  if (name === "#set") return new Set(items.map(valueOf));
  if (name === "#tup") return items.length === 0 ? null : items.map(valueOf);
  if (name === "#map") return new Map(items.map(([key, item]) => [valueOf(key), valueOf(item)]));
  return Object.fromEntries(Object.entries(itf).map(([field, item]) => [field, valueOf(item)]));
};
