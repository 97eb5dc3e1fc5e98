/** `--nodes` and `--traitors`, which are short for parameters of these names. */
import type { Assignment } from "./assignments.ts";

export interface ParameterFlags {
  readonly param?: readonly Assignment[];
  readonly nodes?: number;
  readonly traitors?: number;
}

export const assignmentsOf = ({
  nodes,
  traitors,
  param = [],
}: ParameterFlags): readonly Assignment[] => [
  ...(nodes === undefined ? [] : [["nodes", String(nodes)] as const]),
  ...(traitors === undefined ? [] : [["traitors", String(traitors)] as const]),
  ...param,
];

/** As words of a command line. */
export const assignmentWords = (assignments: readonly Assignment[]): readonly string[] =>
  assignments.flatMap(([name, value]) => ["--param", `${name}=${value}`]);
