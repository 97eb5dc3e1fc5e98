/** One kit for the whole catalogue, and for the models of other checkers that measure this one. */
import { catalogue } from "../../models/index.ts";
import paxos from "../reference/paxos.ts";
import twoPhase from "../reference/two-phase.ts";
import { describeModel } from "./conformance.ts";

/** Models whose rules use the order of nodes, as ballots and rings do, with the reason. */
const ordered: Readonly<Record<string, string>> = {
  "le-lann": "they stand in a ring, and their ids are compared",
  "chang-roberts": "they stand in a ring, and their ids are compared",
  "token-ring-election": "they stand in a ring, and the greatest leads",
  "three-phase-commit": "the participants take over in their order",
};

for (const model of catalogue)
  describeModel({
    model,
    file: `models/${model.name}.ts`,
    ...(ordered[model.name] !== undefined && { ordered: ordered[model.name] }),
  });

describeModel({
  model: twoPhase,
  file: "test/reference/two-phase.ts",
  scenarios: ["rms-3", "rms-5"],
});

describeModel({
  model: paxos,
  file: "test/reference/paxos.ts",
  scenarios: ["clients-1", "clients-2"],
  ordered: "ballots are ordered by the number of their server, clients put at the server of theirs",
  uncitable: ["server.Get", "client.PutOk", "client.GetOk"],
});
