/** Scenes side by side. Between two of them a tie joins what one node sees in both. */
import { Fragment } from "preact";
import type { ReadingView, SceneView } from "../../checks/reports/page/document.ts";
import type { Decision, Sight } from "./sight.ts";

interface Props {
  readonly chain: readonly SceneView[];
  readonly doubt: string | null;
  readonly sight: Sight;
}

/** So many colours there are for ties; neighbours have different ones. */
const TIES = 3;
/** Above the readings stand the number of the scene, and who is who. */
const ABOVE = 2;

export const Chain = ({ chain, doubt, sight }: Props) => {
  const [first] = chain;
  const rows = first === undefined ? 0 : first.readings.length;
  return (
    <div
      class={sight.isOpen ? "chain" : "chain pointed"}
      style={{ "--scenes": chain.length, "--readers": rows }}
    >
      {chain.map((scene, at) => (
        <Fragment key={at}>
          <Scene scene={scene} number={at + 1} doubt={doubt} sight={sight} />
          {at + 1 === chain.length ? null : <Tie scene={scene} number={at + 1} sight={sight} />}
        </Fragment>
      ))}
    </div>
  );
};

interface SceneProps extends Pick<Props, "sight"> {
  readonly scene: SceneView;
  readonly number: number;
}

const Scene = ({ scene, number, doubt, sight }: SceneProps & Pick<Props, "doubt">) => {
  const { titles, givers, traitors, readings, lieCount, lies } = scene;
  const isMeant = givers.some((node) => sight.means(number, node));
  const isLoyal = givers.every((node) => !traitors.includes(node));
  return (
    <section class="scene" aria-label={`scene ${number}`} style={{ gridColumn: number * 2 - 1 }}>
      <h2>{`scene ${number}`}</h2>
      <div class={`box who${isMeant ? " meant" : ""}`}>
        {titles.map((title, at) => (
          <p key={title} class={at === 0 && isLoyal ? "order" : "traitors"}>
            {title}
          </p>
        ))}
      </div>
      {readings.map((reading) => (
        <Reading
          key={reading.node}
          reading={reading}
          number={number}
          isTraitor={traitors.includes(reading.node)}
          sight={sight}
        />
      ))}
      <div class="said-lies">
        <p>
          <b>{lieCount}</b>
          {doubt === null ? null : <span class="faint">{`; ${doubt}`}</span>}
        </p>
        {lies.map((lie) => (
          <p key={lie}>{lie}</p>
        ))}
      </div>
    </section>
  );
};

interface ReadingProps extends Pick<Props, "sight"> {
  readonly reading: ReadingView;
  readonly number: number;
  readonly isTraitor: boolean;
}

const Reading = ({ reading, number, isTraitor, sight }: ReadingProps) => {
  const { node, lines, twin } = reading;
  const classes = [
    "box",
    ...(isTraitor ? ["traitor"] : []),
    ...(twin === null ? [] : ["tied", `tie-${Math.min(twin, number) % TIES}`]),
    ...(sight.means(number, node) ? ["meant"] : []),
    ...(sight.finds(number, node) ? ["found"] : []),
  ];
  return (
    <div class={classes.join(" ")}>
      <h3>{isTraitor ? `${node} is a traitor` : lines === null ? node : `${node} reads`}</h3>
      {twin === null ? null : <p class="same">{`the same in scene ${twin}`}</p>}
      {lines === null ? null : (
        <ul class="lines">
          {lines.map((line, at) => (
            <li key={at}>{line}</li>
          ))}
        </ul>
      )}
      <Decisions decisions={sight.decisionsOf(number, node)} />
    </div>
  );
};

const Decisions = ({ decisions }: { readonly decisions: readonly Decision[] }) => {
  const isClash = decisions.length > 1;
  if (decisions.length === 0) return null;
  return (
    <p class={isClash ? "decisions clash" : "decisions"}>
      {decisions.map(({ order, isKnown }) => (
        <span key={order} class={isKnown ? undefined : "to-come"}>{`decides ${order}`}</span>
      ))}
      {isClash ? (
        <b class={decisions.every(({ isKnown }) => isKnown) ? undefined : "to-come"}>
          contradiction
        </b>
      ) : null}
    </p>
  );
};

/** Drawn beside what says the same in words. */
const Tie = ({ scene: { readings }, number, sight }: SceneProps) => {
  const at = readings.findIndex(({ twin }) => twin === number + 1);
  const { node } = readings[at] ?? { node: "" };
  const isMeant = sight.means(number, node) && sight.means(number + 1, node);
  return (
    <div
      class={`tie tie-${number % TIES}${isMeant ? " meant" : ""}`}
      style={{ gridColumn: number * 2, gridRow: at + 1 + ABOVE }}
      aria-hidden="true"
    >
      <span class="whose">{`${node} reads `}</span>the same
    </div>
  );
};
