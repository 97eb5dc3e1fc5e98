/** Who may lie, how much of what they may say was covered, and by which method. */
import { FEWEST_LOYAL } from "../adversary/coalitions.ts";
import type { Adversary, CheckReport } from "../report.ts";
import { counted, grouped } from "./figures.ts";
import { wrapped } from "./terminal.ts";

/** Empty for a search without traitors, of which there is nothing to say. */
export const adversaryText = (report: CheckReport): readonly string[] => {
  const { adversary, method } = report;
  if (adversary === null && method === "search") return [];
  const how =
    method === "search"
      ? "search"
      : "composition of sub-instances; its states are outcome vectors, not global states";
  return [
    ...(adversary === null ? [] : [wrapped("adversary  ", traitorsText(report, adversary))]),
    wrapped("method     ", how),
  ];
};

const traitorsText = (report: CheckReport, adversary: Adversary): string => {
  const { traitors, coalitions, menu, strategies } = adversary;
  const { method } = report;
  const nodes = nodesOf(report);
  const among = nodes === null ? "" : ` among ${counted(nodes, "node")}`;
  const covered = report.verdict === "holds-within-bounds" ? ", all covered" : "";
  return [
    `${counted(traitors, "traitor")}${among}, in ${counted(coalitions, "coalition")}`,
    method === "search"
      ? `at most ${counted(menu, "message")} to choose from for each reader, or silence`
      : `at most ${counted(menu, "order")} to choose from in each message, or silence`,
    `${strategiesText(strategies)}${covered}`,
  ].join("; ");
};

const EXACT = 1e6;

export const strategiesText = (strategies: number | null): string => {
  if (strategies === null)
    return "strategies without end, for some Round of loyal nodes fires again and again";
  if (strategies < EXACT)
    return strategies === 1 ? "1 strategy" : `${grouped(strategies)} strategies`;
  if (!Number.isFinite(strategies)) return "more than 2^1000 strategies";
  return `about 2^${Math.round(Math.log2(strategies))} strategies`;
};

/** With one loyal node or none, every claim about loyal nodes is empty. */
export const isDeserted = (report: CheckReport): boolean => {
  const nodes = nodesOf(report);
  const traitors = report.adversary?.traitors ?? report.parameters["traitors"];
  if (nodes === null || typeof traitors !== "number") return false;
  return traitors > 0 && nodes - traitors < FEWEST_LOYAL;
};

/** By the name that the parameter has on the command line. */
const nodesOf = ({ parameters }: CheckReport): number | null => {
  const { nodes } = parameters;
  return typeof nodes === "number" ? nodes : null;
};
