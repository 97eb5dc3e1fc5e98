/** Buttons and a slider, all of which do one thing: go to a step. */

interface Props {
  readonly step: number;
  readonly last: number;
  readonly go: (step: number) => void;
  /** Of the step, for whoever listens. */
  readonly sentence: string;
}

export const Controls = ({ step, last, go, sentence }: Props) => (
  <div class="controls">
    <span class="buttons">
      <Go to={0} label="to the start" sign="⇤" isOff={step === 0} go={go} />
      <Go to={step - 1} label="one step back" sign="←" isOff={step === 0} go={go} />
      <Go to={step + 1} label="one step on" sign="→" isOff={step === last} go={go} />
      <Go to={last} label="to the end" sign="⇥" isOff={step === last} go={go} />
    </span>
    <input
      type="range"
      min={0}
      max={last}
      value={step}
      aria-label="step"
      aria-valuetext={step === 0 ? sentence : `step ${step} of ${last}: ${sentence}`}
      onInput={(event) => go(Number(event.currentTarget.value))}
    />
    <output class="count">{`step ${step} of ${last}`}</output>
    <p class="unseen" aria-live="polite">
      {`step ${step}: ${sentence}`}
    </p>
  </div>
);

const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [["←", "→"], "one step"],
  [["PageUp", "PageDown"], "ten"],
  [["Home", "End"], "to the start, to the end"],
];

export const Keys = () => (
  <p class="keys faint">
    {KEYS.map(([keys, what]) => (
      <span key={what}>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
        {` ${what}`}
      </span>
    ))}
  </p>
);

interface GoProps extends Pick<Props, "go"> {
  readonly to: number;
  readonly label: string;
  readonly sign: string;
  readonly isOff: boolean;
}

const Go = ({ to, label, sign, isOff, go }: GoProps) => (
  <button
    type="button"
    aria-label={label}
    title={label}
    aria-disabled={isOff}
    onClick={() => isOff || go(to)}
  >
    {sign}
  </button>
);
