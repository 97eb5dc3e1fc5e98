/** Keys that lead from one step to another. */
import { useLayoutEffect } from "preact/hooks";

/** To a step, or from the one that was come to last. */
export type Next = number | ((now: number) => number);

/** @param serves whether a key is for stepping on this page; without it, all that may be are. */
export const useKeys = (
  last: number,
  go: (next: Next) => void,
  serves: (key: string) => boolean = () => true,
): void => {
  // As soon as it is drawn: a key may come before the next frame.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const move = serves(event.key) ? moveByKey(event) : null;
      if (move === null) return;
      event.preventDefault();
      // Keys may come faster than pages are drawn: each goes on from where the last one led.
      go((now) => move(now, last));
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
};

const MANY = 10;

/** From one step to another, of so many. */
type Move = (step: number, last: number) => number;

/** Null for a key that is not for stepping, or belongs to what has the focus. */
const moveByKey = (event: KeyboardEvent): Move | null => {
  if (event.altKey || event.ctrlKey || event.metaKey || isTaken(event)) return null;
  return moveBy(event.key);
};

const moveBy = (key: string): Move | null => {
  switch (key) {
    case "ArrowRight":
    case "ArrowDown":
      return by(1);
    case "ArrowLeft":
    case "ArrowUp":
      return by(-1);
    case "PageDown":
      return by(MANY);
    case "PageUp":
      return by(-MANY);
    case "Home":
      return () => 0;
    case "End":
      return (_, last) => last;
    default:
      return null;
  }
};

const by =
  (steps: number): Move =>
  (step, last) =>
    Math.max(0, Math.min(last, step + steps));

/** A choice has its keys, and so has what scrolls; but the diagram follows the steps. */
const isTaken = ({ target, key }: KeyboardEvent): boolean =>
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLElement && isScrolledBy(target, key));

const isScrolledBy = (element: HTMLElement, key: string): boolean => {
  const { overflowX, overflowY } = getComputedStyle(element);
  switch (key) {
    case "ArrowLeft":
    case "ArrowRight":
      return overflowX === "auto" && element.scrollWidth > element.clientWidth;
    case "ArrowUp":
    case "ArrowDown":
    case "PageUp":
    case "PageDown":
    case "Home":
    case "End":
      return (
        overflowY === "auto" &&
        element.scrollHeight > element.clientHeight &&
        !element.matches(".stage")
      );
    default:
      return false;
  }
};
