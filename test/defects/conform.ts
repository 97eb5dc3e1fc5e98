/** Holds a broken implementation against its model, as a user would. */
import { strategosHere } from "../cli/strategos.ts";
import { broken, copyOf, type Defect, type Shows } from "./defect.ts";

interface Told {
  readonly tag: string;
  readonly from: string | null;
  readonly round: number;
}

interface Answer {
  readonly verdict: string;
  readonly difference: {
    readonly node: string;
    readonly event: Told;
    readonly fields: readonly string[];
    readonly path: readonly unknown[];
  } | null;
}

interface Ended {
  readonly status: number | null;
  readonly verdict: string;
  readonly shows: Shows | null;
}

export const conform = async (model: string, ...args: readonly string[]): Promise<Ended> => {
  const { status, out } = await strategosHere(["conform", model, ...args, "--json"]);
  const { results } = JSON.parse(out) as { readonly results: readonly [Answer] };
  const { verdict } = results[0];
  return { status, verdict, shows: shownBy(results[0]) };
};

/** What `conform` is asked about a defect, in a copy of its own. */
export const argumentsFor = (
  folder: string,
  model: string,
  defect: Defect,
  scenario: string = defect.scenario,
): readonly string[] => {
  const adapter = copyOf(folder, defect.name, model, (text) => broken(text, defect));
  return ["--impl", adapter, "--scenario", scenario];
};

/** In the words of the tables. */
const shownBy = ({ difference }: Answer): Shows | null => {
  if (difference === null) return null;
  const { node, event, fields, path } = difference;
  return { node, event: told(event), after: path.length, differs: fields };
};

const told = ({ tag, from, round }: Told): string => {
  if (from === null) return round === 0 ? tag : `${tag} ${round}`;
  return `${tag} from ${from}${round === 0 ? "" : ` in ${round}`}`;
};
