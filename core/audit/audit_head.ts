import type { JSONWebKeySet } from "jose";
import { openJws } from "../secret/open_jws.ts";
import type { Vault } from "../secret/vault.ts";
import { type BusinessDay, businessDay, type Instant, rfc3339 } from "../time.ts";
import type { ChainEnd, PublishedHead } from "./audit_store.ts";

const AUDIT_HEAD_TYPE = "countersign-audit-head";

/** A JWK set, as `/.well-known/jwks.json` has it. */
export type PublicKeys = JSONWebKeySet;

/** What a signed head says. */
export interface AuditHead extends ChainEnd {
  readonly day: BusinessDay;
}

/** The end of the chain as a compact JWS by the portal's key: whoever keeps it can tell later that nothing before it changed. */
export async function signHead(
  vault: Vault,
  { entries, hash }: ChainEnd,
  at: Instant,
): Promise<PublishedHead> {
  const day = businessDay(at);
  const payload = JSON.stringify({ entries, hash, day, as_of: rfc3339(at) });
  const bytes = new TextEncoder().encode(payload);
  return { day, entries, jws: await vault.signCompact({ typ: AUDIT_HEAD_TYPE }, bytes) };
}

/** Throws NotValid when it is no head, or none of these keys signed it. */
export async function readHead(jws: string, keys: PublicKeys): Promise<AuditHead> {
  const { entries, hash, day } = await openJws(jws, AUDIT_HEAD_TYPE, keys);
  return { entries: Number(entries), hash: String(hash), day: String(day) as BusinessDay };
}
