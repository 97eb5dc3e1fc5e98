/** The names that a random model gives to its parts. */

/** Its one scenario. */
export const SCENARIO = "only";

export const phaseName = (phase: number): string => `p${phase}`;

export const phaseOf = ({ phase }: { readonly phase: string }): number => Number(phase.slice(1));
