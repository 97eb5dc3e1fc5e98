/**
 * One sender shows a colour, once, and watchers look at it: no words, and no wording, of generals.
 */
import { Schema as S } from "@effect/schema";
import { always, become, int, vocabulary } from "../../models/protocol.ts";

const Colour = S.Literal("red", "amber", "green");

const { model, observe, rules, to } = vocabulary({
  parameters: S.Struct({ watchers: int(1, 4), liars: int(0, "watchers") }),
  synchronous: true,
  roles: {
    lamp: { state: S.Struct({ colour: Colour }) },
    watcher: {
      state: S.Struct({ saw: S.NullOr(Colour) }),
      receives: { Light: { colour: Colour } },
    },
  },
});

const lamp = rules.lamp({
  Round: (node, { round }, { nodes }) =>
    round === 0 ? become(node, to(nodes.watcher, "Light", { colour: node.colour })) : null,
});

const watcher = rules.watcher({
  Light: (node, { from, colour }, { nodes }) =>
    node.saw === null && nodes.lamp.includes(from) ? become({ saw: colour }) : null,
  Round: () => null,
});

export default model({
  name: "signals",
  source: "nowhere",
  population: ({ watchers }) => ({ lamp: 1, watcher: watchers }),
  traitors: "liars",
  initial: {
    lamp: () => [
      become({ colour: "red" }),
      become({ colour: "amber" }),
      become({ colour: "green" }),
    ],
    watcher: () => [become({ saw: null })],
  },
  rules: { lamp, watcher },
  properties: {
    seen: always(observe({ watcher: ({ saw }) => saw }), () => true),
  },
  scenes: {
    order: observe({ lamp: ({ colour }) => colour }),
    views: observe({ watcher: ({ saw }) => ({ saw: saw ?? "darkness" }) }),
  },
  scenarios: { one: { parameters: { watchers: 2, liars: 1 } } },
});
