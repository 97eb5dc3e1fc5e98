/** The library: check a model from a program or a test. */
export { check } from "./check.ts";
export { counts, type Counts } from "./counts.ts";
export { conform, type ConformOptions } from "./conformance/conform.ts";
export type {
  ConformResult,
  Difference,
  Random,
  Reaction,
  ToldEvent,
} from "./conformance/report.ts";
export { CannotHappen, InvalidModel, UsageError } from "./errors.ts";
export { replay, type Replay } from "./replayed.ts";
export type { Trace } from "./counterexamples/recorded.ts";
export type {
  CheckOptions,
  CheckReport,
  Counterexample,
  Json,
  Problem,
  Progress,
  PropertyReport,
  Step,
  Verdict,
} from "./report.ts";
export { scheduleArbitrary, type Schedule, type ScheduleChoice } from "./schedules/arbitrary.ts";
export { follow, type Followed, type FollowOptions } from "./schedules/follow.ts";
export type { SimulateOptions, SimulateReport } from "./schedules/report.ts";
export { simulate } from "./schedules/simulate.ts";
export { scenes } from "./scenes/scenes.ts";
export type { Scene, ScenesOptions, ScenesReport, Told } from "./scenes/report.ts";
