/** Misuse by whoever asks: an unknown name, a value out of range, a file that cannot be read. */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
}

/** A recorded trace that the model does not allow: damaged, or the model has changed since. */
export class CannotHappen extends UsageError {
  override readonly name = "CannotHappen";
}

/** A step of a recorded trace that is none: it was not written by us. */
export class MalformedStep extends UsageError {
  override readonly name = "MalformedStep";
}

/** A place in a model: which of its functions was asked, on what, and which field is wrong. */
export interface Place {
  readonly rule: string;
  /** Printed only when it is needed: rules run far more often than they fail. */
  readonly event?: () => string;
  readonly field?: string;
}

/** A fault of the model, found while it runs. `rule` says where, `field` which value is wrong. */
export class InvalidModel extends Error {
  override readonly name = "InvalidModel";
  readonly rule: string;
  readonly event: string | null;
  readonly field: string | null;
  constructor(message: string, place: Place) {
    super(message);
    this.rule = place.rule;
    this.event = place.event?.() ?? null;
    this.field = place.field ?? null;
  }
}

/** A value that its schema does not allow, with the path of the field that is wrong. */
export class OutsideSchema extends Error {
  override readonly name = "OutsideSchema";
  readonly path: string;
  constructor(path: string, expected: string, actual: string) {
    super(`${path === "" ? "" : `${path}: `}expected ${expected}, actual ${actual}`);
    this.path = path;
  }
}

/** An array that there is no room for, in the machine or in its numbers. */
export class OutOfMemory extends Error {
  override readonly name = "OutOfMemory";
}

/** A limit was reached in the middle of something that cannot be left otherwise. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}
