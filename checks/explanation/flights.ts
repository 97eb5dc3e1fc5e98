/** What was on its way in a trace, each message from where it was sent to where it ends. */
import type { Counterexample } from "../trace.ts";
import { followed, type Circumstances, type Now, type Way } from "./causality.ts";
import { NOWHERE, PLAIN, type Flight } from "./flight.ts";

/** In the order in which they ended, and then what is on its way in the end. */
export const flightsOf = (
  way: Way & Pick<Counterexample, "pending" | "traitors">,
  circumstances: Circumstances,
): readonly Flight[] => {
  const { now } = followed(way, circumstances);
  return [...now.flights, ...toTraitors(now, way), ...pendingIn(now, way)];
};

/** A traitor has no turns, and yet it gets what is sent to it, when the next round begins. */
const toTraitors = (
  { mail }: Now,
  { steps, traitors }: Pick<Counterexample, "steps" | "traitors">,
): readonly Flight[] =>
  traitors.flatMap((traitor) =>
    mail.loseAll(traitor).flatMap((letter): readonly Flight[] => {
      const { round } = steps[letter.sent - 1] ?? { round: null };
      const ended = steps.findIndex((step) => step.round === (round ?? -1) + 1) + 1;
      return ended === 0 ? [] : [{ ...letter, ...PLAIN, ended, fate: "delivered" }];
    }),
  );

/** Each copy once, so that of equal ones each has the step that sent it. */
const pendingIn = (
  { mail, circumstances }: Now,
  { pending }: Pick<Counterexample, "pending">,
): readonly Flight[] =>
  pending.map(({ from, ...letter }) => {
    const origin = mail.earliest(from, letter) ?? NOWHERE;
    if (circumstances.network(letter.to, letter.tag) !== "set") mail.lose(from, letter);
    return { from, ...letter, ...origin, ...PLAIN, ended: null, fate: "pending" };
  });
