/** As `language.ts`, for what a test may ask of a model. */
import { expect } from "vitest";
import { counts } from "../../checks/index.ts";
import "../../checks/vitest.ts";
import type { Model } from "../../models/protocol.ts";

declare const model: Model;

void [
  expect(model).toHold(),
  expect(model).not.toHold({ scenario: "small", parameters: { voters: 3 }, maxStates: 9 }),
  expect(model).toViolate(),
  expect(model).toViolate({ bug: "hasty", within: 3 }),
  expect(model).toViolate("bound", { bug: "hasty" }),
  expect(model).toReach("binds-one", { within: 3 }),
  expect(Promise.resolve(model)).resolves.toHold(),
  counts(model, { bug: "hasty" }).then(
    ({ states, generated, depth }) => states + generated + depth,
  ),
];

// @ts-expect-error a property has a name
void expect(model).toViolate(3);

// @ts-expect-error a witness has to be named
void expect(model).toReach();

// @ts-expect-error how early is asked of what is violated or reached
void expect(model).toHold({ within: 3 });

// @ts-expect-error 'scenarios' does not exist
void expect(model).toHold({ scenarios: "small" });

// @ts-expect-error what is sought is said by the matcher
void expect(model).toHold({ seek: "binds-one" });

// @ts-expect-error a number is no model
void expect(3).toHold();
