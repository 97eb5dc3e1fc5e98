/** Every message that a traitor may say to a role, read off its schemas. */
import { Schema as S, SchemaAST as AST } from "@effect/schema";
import { BoundsId, PositionId, type Model, type Setting } from "../../../models/protocol.ts";
import { keyOf, product } from "../values.ts";

export interface Message {
  /** Equal messages have equal keys. */
  readonly key: string;
  readonly tag: string;
  readonly payload: object;
  /** The tag and the positions: of two messages with the same slot, one stands for the other. */
  readonly slot: string;
}

/** In the order in which a node reads them, if one sender says them all. */
export const menuOf = (
  receives: Model["vocabulary"]["roles"][string]["receives"] = {},
  setting: Setting<string, object>,
): readonly Message[] =>
  Object.entries(receives).flatMap(([tag, fields]) => {
    const { ast } = S.Struct(fields);
    const positions = new Set(
      (ast as AST.TypeLiteral).propertySignatures
        .filter(({ type }) => AST.getAnnotation(PositionId)(type)._tag === "Some")
        .map(({ name }) => name),
    );
    return domain(ast, setting).map((value) => {
      const payload = Object(value) as object;
      const place = Object.entries(payload).filter(([name]) => positions.has(name));
      const slot = `${tag}${keyOf(Object.fromEntries(place))}`;
      return { key: keyOfMessage(tag, payload), tag, payload, slot };
    });
  });

export const keyOfMessage = (tag: string, payload: object): string => `${tag}${keyOf(payload)}`;

const domain = (ast: AST.AST, setting: Setting<string, object>): readonly unknown[] => {
  const bounds = AST.getAnnotation<Bounds>(BoundsId)(ast);
  if (AST.isTupleType(ast) && bounds._tag === "Some")
    return range(bounds.value, setting.parameters).flatMap((length) =>
      product(Array.from({ length }, () => domain(ast.rest[0]!.type, setting))),
    );
  if (bounds._tag === "Some") return range(bounds.value, setting.parameters);
  if (AST.getBrandAnnotation(ast)._tag === "Some") return setting.everyone;
  if (AST.isRefinement(ast)) return domain(ast.from, setting).filter(S.is(S.make(ast)));
  if (AST.isLiteral(ast)) return [ast.literal];
  if (AST.isBooleanKeyword(ast)) return [false, true];
  // Literals come before all else, so that null is the first of what may be null.
  if (AST.isUnion(ast))
    return [
      ...ast.types.filter(AST.isLiteral),
      ...ast.types.filter((it) => !AST.isLiteral(it)),
    ].flatMap((type) => domain(type, setting));
  if (AST.isTypeLiteral(ast)) {
    const fields = ast.propertySignatures.map(({ name, type }) =>
      domain(type, setting).map((value) => [name, value] as const),
    );
    return product(fields).map((row) => Object.fromEntries(row) as object);
  }
  throw new RangeError(`the reference does not know the values of ${String(ast)}`);
};

type Bounds = { readonly min: number | string; readonly max: number | string };
const range = ({ min, max }: Bounds, parameters: object): readonly number[] => {
  const given = new Map<string, unknown>(Object.entries(parameters));
  const [least, most] = [min, max].map((bound) =>
    typeof bound === "number" ? bound : Number(given.get(bound)),
  ) as [number, number];
  return Array.from({ length: most - least + 1 }, (_, index) => least + index);
};
