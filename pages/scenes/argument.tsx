/** The argument, sentence by sentence: whoever points at one sees what it speaks about. */
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ArgumentStep } from "../../checks/reports/page/document.ts";

interface Props {
  readonly argument: readonly ArgumentStep[];
  /** The sentence that was come to, from 1 on. */
  readonly step: number;
  readonly go: (step: number) => void;
  readonly point: (step: number | null) => void;
}

export const Argument = ({ argument, step, go, point }: Props) => {
  const list = useRef<HTMLOListElement>(null);
  // As soon as it is drawn: the focus leads to its sentence, and must not undo the next key.
  useLayoutEffect(() => {
    // Who steps by keys from one sentence stays among the sentences.
    if (list.current?.contains(document.activeElement) === true)
      list.current.querySelector<HTMLElement>("[aria-current]")?.focus();
  }, [step]);
  return (
    <ol class="argument" ref={list} onMouseLeave={() => point(null)}>
      {argument.map(({ sentence }, at) => {
        const number = at + 1;
        return (
          <li key={number}>
            <button
              type="button"
              aria-current={number === step ? "step" : undefined}
              onClick={() => go(number)}
              onFocus={() => go(number)}
              onMouseEnter={() => point(number)}
            >
              <b>{number}</b> <span>{sentence}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
};
