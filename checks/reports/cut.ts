/** Values as `print` shows them, with as much left out of long lists as it takes to stay short. */
import type { Json } from "../report.ts";
import { print } from "../schema/print.ts";

/** Enough of a long field to recognise it by. */
const LEAST = 40;

export const printShort = (value: Json, most: number): string => {
  const whole = print(value);
  if (whole.length <= most) return whole;
  if (isList(value)) return shortList(value, most);
  if (isRecord(value)) return shortRecord(value, most);
  return `${whole.slice(0, most - 1)}…`;
};

export const isRecord = (value: Json): value is { readonly [field: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

const shortList = (items: readonly Json[], most: number): string => {
  const shown: string[] = [];
  let left = most;
  for (const item of items) {
    const text = printShort(item, most);
    left -= text.length + 2;
    if (left < 0 && shown.length > 0) break;
    shown.push(text);
  }
  const more = items.length - shown.length;
  return `[${[...shown, ...(more > 0 ? [`… ${more} more`] : [])].join(", ")}]`;
};

/** Short fields are shown whole: a decision must not be lost behind a long memory. */
const shortRecord = (value: { readonly [field: string]: Json }, most: number): string => {
  const fields = Object.entries(value);
  const fair = most / fields.length;
  const isLong = (item: Json): boolean => print(item).length > fair;
  const taken = fields.map(([name, item]) => name.length + (isLong(item) ? 0 : print(item).length));
  const left = most - taken.reduce((sum, length) => sum + length, 0);
  const long = fields.filter(([, item]) => isLong(item)).length;
  const share = Math.max(LEAST, Math.floor(left / long));
  const shown = fields.map(([name, item]) => `${print(name)}: ${printShort(item, share)}`);
  return `{${shown.join(", ")}}`;
};
