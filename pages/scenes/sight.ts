/** What the argument speaks about, and what is known by then. */
import type { ArgumentStep } from "../../checks/reports/page/document.ts";

export interface Sight {
  /** Whether anything is meant more than the rest. */
  readonly isOpen: boolean;
  /** Whether the sentence speaks of what the node sees in the scene. */
  readonly means: (scene: number, node: string) => boolean;
  /** Whether what it decides there is what the sentence has found. */
  readonly finds: (scene: number, node: string) => boolean;
  /** What the node has to decide in the scene, in the order in which it is found. */
  readonly decisionsOf: (scene: number, node: string) => readonly Decision[];
}

export interface Decision {
  readonly order: string;
  /** Whether it has been found by now: room is kept for those that are to come. */
  readonly isKnown: boolean;
}

/** After so many sentences. */
export const sightAfter = (argument: readonly ArgumentStep[], step: number): Sight => {
  const now = argument[step - 1];
  return {
    isOpen: now === undefined,
    means: (scene, node) =>
      now !== undefined && now.scenes.includes(scene) && now.nodes.includes(node),
    finds: (scene, node) => now?.decides.scene === scene && now.decides.node === node,
    decisionsOf: (scene, node) =>
      argument.flatMap(({ decides }, at) =>
        decides.scene === scene && decides.node === node
          ? [{ order: decides.order, isKnown: at < step }]
          : [],
      ),
  };
};
