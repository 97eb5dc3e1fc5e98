/** OM(m) twice: as the cores play it in rounds, and as the paper writes it down. */
import {
  ATTACK,
  Commander,
  Lieutenant,
  type Order,
  type Report,
  RETREAT,
} from "../../impl/oral-messages.ts";

export interface Campaign {
  readonly lieutenants: number;
  readonly relays: number;
  readonly order: Order;
  /** What arrives of what somebody should say; null: nothing. */
  readonly says: (from: number, to: number, path: readonly number[], order: Order) => Order | null;
}

/** What the lieutenants decide, each in its place; the one at 0 is missing. */
export const decisionsOf = (campaign: Campaign): readonly (Order | null)[] => {
  const { lieutenants, relays, order, says } = campaign;
  const generals = [
    new Commander(lieutenants, order),
    ...Array.from({ length: lieutenants }, (_, at) => new Lieutenant(at + 1, lieutenants, relays)),
  ];
  let posted: (readonly [from: number, report: Report])[] = [];
  for (let round = 0; round <= relays + 1; round++) {
    for (const [from, report] of posted)
      for (const to of report.to) {
        const said = says(from, to, report.path, report.order);
        const general = generals[to]!;
        if (said !== null && general instanceof Lieutenant)
          general.receive(round, from, report.path, said);
      }
    posted = generals.flatMap((general, from) =>
      general.endRound(round).map((report) => [from, report] as const),
    );
  }
  return generals.flatMap((general) => (general instanceof Lieutenant ? [general.decision] : []));
};

/** Section 3, word for word: what each lieutenant uses after OM(m) of this commander. */
export const obtained = (
  says: Campaign["says"],
  commander: number,
  lieutenants: readonly number[],
  { order, relays, path = [] }: { order: Order; relays: number; path?: readonly number[] },
): ReadonlyMap<number, Order> => {
  const received = new Map(
    lieutenants.map((i) => [i, says(commander, i, path, order) ?? RETREAT] as const),
  );
  if (relays === 0) return received;
  const relayed = new Map(
    lieutenants.map((j) => {
      const others = lieutenants.filter((i) => i !== j);
      const told = { order: received.get(j)!, relays: relays - 1, path: [...path, j] };
      return [j, obtained(says, j, others, told)] as const;
    }),
  );
  return new Map(
    lieutenants.map((i) => {
      const values = lieutenants.map((j) => (i === j ? received : relayed.get(j)!).get(i)!);
      return [i, majority(values)] as const;
    }),
  );
};

const majority = (values: readonly Order[]): Order =>
  values.filter((value) => value === ATTACK).length > values.length / 2 ? ATTACK : RETREAT;
