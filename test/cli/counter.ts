/** A model that is made up: one node counts, and some of what is pinned of it is wrong. */

interface Changes {
  /** As JavaScript would write it. */
  readonly name?: string;
  readonly few?: string;
  readonly many?: string;
  /** Whether the rule `Clear` fires where there is room for more than two. */
  readonly clears?: boolean;
  readonly bugs?: string;
}

/** Its property `low` is in line 16, its rule `Add` in line 8. */
export const counter = ({
  name = "counter",
  few = "few",
  many = "many",
  clears = true,
  bugs = 'leaps: { breaks: "low", in: "few", length: 2, rules: { one: { Add: leap } } }',
}: Changes = {}): readonly string[] => [
  'import { Schema as S } from "@effect/schema";',
  'import { always, become, int, sometimes, vocabulary } from "strategos/model";',
  "const { model, observe, rules } = vocabulary({",
  "  parameters: S.Struct({ most: int(1, 9) }),",
  "  roles: { one: { state: S.Struct({ count: int(0, 9) }), requests: { Add: {}, Clear: {} } } },",
  "});",
  "const one = rules.one({",
  "  Add: ({ count }, _, c) => count < c.parameters.most ? become({ count: count + 1 }) : null,",
  `  Clear: ({ count }) => count === ${clears ? "3" : "9"} ? become({ count: 0 }) : null,`,
  "});",
  "const leap = ({ count }, _, c) =>",
  "  count + 2 <= c.parameters.most + 2 ? become({ count: count + 2 }) : null;",
  'const verdict = "holds-within-bounds";',
  "const counts = observe({ one: ({ count }) => count });",
  "const properties = {",
  "  low: always(counts, ({ one }) => one.every((count) => count < 4)),",
  "  moves: sometimes(counts, ({ one }) => one.includes(1) || one.includes(2)),",
  "};",
  "export default model({",
  `  name: "${name}", source: "none", population: () => ({ one: 1 }),`,
  "  initial: { one: () => [become({ count: 0 })] }, rules: { one }, properties,",
  "  scenarios: {",
  `    "${few}": { parameters: { most: 2 }, expect: { verdict, states: 3 } },`,
  "    three: { parameters: { most: 3 }, expect: { verdict, states: 5 } },",
  `    "${many}": { parameters: { most: 5 } },`,
  "  },",
  `  bugs: { ${bugs} },`,
  "});",
];

/** A king tells an order once, and one traitor is enough. */
export const king = (): readonly string[] => [
  'import { Schema as S } from "@effect/schema";',
  'import { always, become, int, vocabulary } from "strategos/model";',
  'const Order = S.Literal("attack", "retreat");',
  "const { model, observe, rules, to } = vocabulary({",
  '  parameters: S.Struct({ nodes: int(2, 6), traitors: int(0, "nodes") }),',
  "  synchronous: true,",
  "  roles: {",
  "    king: { state: S.Struct({ order: Order }) },",
  "    soldier: { state: S.Struct({ obeys: Order }), receives: { Tell: { order: Order } } },",
  "  },",
  "});",
  "const king = rules.king({",
  "  Round: (node, { round }, { nodes }) =>",
  '    round === 0 ? become(node, to(nodes.soldier, "Tell", { order: node.order })) : null,',
  "});",
  "const soldier = rules.soldier({",
  "  Tell: (_, { from, round, order }, { nodes }) =>",
  "    round === 1 && nodes.king.includes(from) ? become({ obeys: order }) : null,",
  "  Round: (node, { round }) => (round < 1 ? become(node) : null),",
  "});",
  "const obeyed = observe({ soldier: ({ obeys }) => obeys });",
  'const broken = { verdict: "violated", property: "together" };',
  "export default model({",
  '  name: "king", source: "none", traitors: "traitors",',
  "  population: ({ nodes }) => ({ king: 1, soldier: nodes - 1 }),",
  '  predicts: ({ nodes, traitors }) => (traitors > 0 && nodes < 4 ? "holds" : "violated"),',
  "  initial: {",
  '    king: () => [become({ order: "attack" })],',
  '    soldier: () => [become({ obeys: "retreat" })],',
  "  },",
  "  rules: { king, soldier },",
  "  properties: {",
  "    together: always(obeyed, ({ soldier }) => new Set(soldier).size <= 1),",
  "  },",
  "  scenarios: {",
  "    four: { parameters: { nodes: 4, traitors: 1 }, expect: broken },",
  "    three: { parameters: { nodes: 3, traitors: 1 }, expect: broken },",
  '    "three|again": { parameters: { nodes: 3, traitors: 1 }, expect: broken },',
  "    loyal: { parameters: { nodes: 4, traitors: 0 } },",
  "  },",
  "  bugs: {},",
  "});",
];
