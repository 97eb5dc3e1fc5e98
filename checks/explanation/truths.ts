/** How the properties that are judged fare along a trace. */
import type { Claim } from "../properties/claims.ts";
import { settles, type Sight } from "../properties/evaluate.ts";
import type { Why } from "../trace.ts";

/** @param sights after 0, 1, 2, ... steps. */
export const truthsOf = (claims: readonly Claim[], sights: readonly Sight[]): Why["truths"] =>
  claims.map((claim) => {
    const { kind } = claim.property;
    const holds = sights.map(
      (sight, at) => settles(sight, claim, sights[at - 1]) === (kind === "sometimes"),
    );
    return { property: claim.name, kind, holds };
  });
