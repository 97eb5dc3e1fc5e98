/**
 * The neutral form of a schema: all that the engine derives (bytes, domains, renaming, arbitraries,
 * JSON, printing) is derived from this, so that one file alone knows the schema library.
 */
export type Literal = string | number | boolean | null;

export type Shape =
  | { readonly kind: "literal"; readonly values: readonly Literal[] }
  | { readonly kind: "node" }
  | { readonly kind: "int"; readonly min: number; readonly max: number }
  | { readonly kind: "string" }
  | { readonly kind: "struct"; readonly fields: readonly Field[] }
  | { readonly kind: "tuple"; readonly items: readonly Shape[] }
  | { readonly kind: "list"; readonly item: Shape; readonly min: number; readonly max: number }
  | { readonly kind: "set"; readonly item: Shape }
  /** `record`: a plain object with keys of the shape `key`; otherwise a `Map`. */
  | { readonly kind: "map"; readonly key: Shape; readonly value: Shape; readonly record: boolean }
  | { readonly kind: "union"; readonly members: readonly Shape[] }
  /** A shape narrowed by a predicate of the author's. */
  | {
      readonly kind: "refined";
      readonly of: Shape;
      readonly holds: (value: unknown) => boolean;
      readonly expected: string;
    };

export interface Field {
  readonly name: string;
  readonly shape: Shape;
  readonly optional: boolean;
}
