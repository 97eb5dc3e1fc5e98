/** Numbers as people read them. */

export const grouped = (value: number): string => value.toLocaleString("en-US");

/** `1 state`, `288 states`. */
export const counted = (value: number, noun: string): string =>
  `${grouped(value)} ${noun}${value === 1 ? "" : "s"}`;

export const secondsText = (seconds: number): string => {
  if (seconds < 10) return `${seconds.toFixed(2)} s`;
  if (seconds < 120) return `${seconds.toFixed(0)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
};

/** Three digits are enough to see whether it is fast. */
export const rateText = (states: number, seconds: number): string =>
  seconds < 0.001 ? "" : `${grouped(Number((states / seconds).toPrecision(3)))} states/s`;

export const memoryText = (bytes: number): string => `${grouped(Math.round(bytes / 2 ** 20))} MiB`;
