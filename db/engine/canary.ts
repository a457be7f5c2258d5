import type { CanaryStore } from "../../core/canary_store.ts";
import { instant } from "../../core/time.ts";
import { first } from "./query.ts";

const PUT = `INSERT INTO canary (name, written_at) VALUES ('readyz', ?1)
ON CONFLICT (name) DO UPDATE SET written_at = max(written_at, excluded.written_at)`;
const SEEN = "SELECT written_at FROM canary WHERE name = 'readyz'";
const DURABILITY = "PRAGMA synchronous";

export const canaryStore: CanaryStore = {
  put: (at) => ({ statements: [{ sql: PUT, args: [BigInt(at)] }] }),
  seen: () => first({ sql: SEEN, args: [] }, (row) => instant(Number(row["written_at"]))),
  durability: () => ({
    statement: { sql: DURABILITY, args: [] },
    read: ([row]) => {
      if (row === undefined) return "unknown";
      return Number(row["synchronous"]) >= 2 ? "full" : "relaxed";
    },
  }),
};
