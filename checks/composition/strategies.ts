/** How many strategies traitors have, without listing them. */

interface Size {
  readonly nodes: number;
  readonly traitors: number;
  readonly relays: number;
  /** How many orders there are. */
  readonly orders: number;
}

/**
 * Over all coalitions and all orders of a loyal commander, in how many ways the traitors can fill
 * in what they say to loyal nodes. Infinite where a number has no room for it.
 */
export const strategiesOf = ({ nodes, traitors, relays, orders }: Size): number => {
  const lieutenants = nodes - 1;
  const ways = (commander: "loyal" | "traitor", below: number): number => {
    const coalitions = choose(lieutenants, below);
    if (coalitions === 0) return 0;
    return coalitions * orders ** slotsOf(commander, lieutenants - below, below, relays);
  };
  return orders * ways("loyal", traitors) + ways("traitor", traitors - 1);
};

/** How many messages of traitors loyal nodes read in an instance and all that it is made of. */
export const slotsOf = (
  commander: "loyal" | "traitor",
  loyal: number,
  traitors: number,
  relays: number,
): number => {
  const own = commander === "traitor" ? loyal : 0;
  if (relays === 0) return own;
  const ofLoyal = loyal === 0 ? 0 : loyal * slotsOf("loyal", loyal - 1, traitors, relays - 1);
  const ofTraitors =
    traitors === 0 ? 0 : traitors * slotsOf("traitor", loyal, traitors - 1, relays - 1);
  return own + ofLoyal + ofTraitors;
};

/** In how many ways some can be chosen of all. */
export const choose = (all: number, some: number): number => {
  if (some < 0 || some > all) return 0;
  let ways = 1;
  for (let taken = 1; taken <= some; taken++) ways = (ways * (all - some + taken)) / taken;
  return ways;
};

/** How many messages a lieutenant reads: one for every path of others that leads to it. */
export const readsOf = (lieutenants: number, relays: number): number => {
  const others = lieutenants - 1;
  let [paths, read] = [1, 0];
  for (let passed = 0; passed <= relays && paths > 0; passed++) {
    read += paths;
    paths *= Math.max(0, others - passed);
  }
  return read;
};
