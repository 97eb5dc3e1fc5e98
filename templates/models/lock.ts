/**
 * A lock server with leases. Who holds an old one may still save; a fence at the store says no.
 *
 * Source    our design note
 * Network   delivers each message at most once, in any order.
 * Left out  crashes; how long a lease lasts: it may end at any time.
 */
import { always, become, int, Schema as S, sometimes, vocabulary } from "strategos/model";

const lease = int(0, "leases");
const Server = S.Struct({ held: S.Boolean, lease });
const Client = S.Struct({ phase: S.Literal("idle", "waiting") });
const { model, observe, rules, to } = vocabulary({
  parameters: S.Struct({ clients: int(1, 3), leases: int(1, 5) }),
  roles: {
    server: { state: Server, receives: { Acquire: {} }, timers: { LeaseEnd: {} } },
    client: { state: Client, receives: { Granted: { lease } }, requests: { Lock: {} } },
    store: { state: S.Struct({ fence: lease, saved: lease }), receives: { Save: { lease } } },
  },
});

const server = rules.server({
  Acquire: ({ held, lease }, { from }, { parameters: { leases } }) => {
    if (held || lease === leases) return null; // Not enabled: the message waits.
    return become({ held: true, lease: lease + 1 }, to(from, "Granted", { lease: lease + 1 }));
  },
  LeaseEnd: (node) => (node.held ? become({ ...node, held: false }) : null),
});
const client = rules.client({
  Lock: ({ phase }, _, { nodes }) =>
    phase === "idle" ? become({ phase: "waiting" }, to(nodes.server, "Acquire")) : null,
  Granted: (_, { lease }, { nodes }) =>
    become({ phase: "idle" }, to(nodes.store, "Save", { lease })),
});
const store = rules.store({
  Save: (node, { lease }) => become(lease < node.fence ? node : { fence: lease, saved: lease }),
});
const unfenced = rules.store({
  Save: ({ fence }, { lease }) => become({ fence: Math.max(fence, lease), saved: lease }),
});

const stores = observe({ store: (node) => node });
export default model({
  name: "lock",
  source: "our design note",
  population: ({ clients }) => ({ server: 1, client: clients, store: 1 }),
  initial: {
    server: () => [become({ held: false, lease: 0 })],
    client: () => [become({ phase: "idle" })],
    store: () => [become({ fence: 0, saved: 0 })],
  },
  rules: { server, client, store },
  properties: {
    fenced: always(stores, ({ store }) => store.every(({ fence, saved }) => saved === fence)),
    "saves-twice": sometimes(stores, ({ store }) => store.some(({ saved }) => saved === 2)),
  },
  scenarios: {
    "two-clients": {
      parameters: { clients: 2, leases: 3 },
      expect: { verdict: "holds-within-bounds", states: 540, generated: 1761, depth: 18 },
    },
  },
  bugs: {
    "no-fence": { breaks: "fenced", in: "two-clients", length: 9, rules: { store: unfenced } },
  },
});
