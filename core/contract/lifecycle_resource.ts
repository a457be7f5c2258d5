import type { RecordedEvent } from "../event.ts";
import { rfc3339 } from "../time.ts";

/**
 * One step of a contract's life: what was hashed, and the hash. `hash` is SHA-256 over the previous hash and the
 * other members except `event_id`, as canonical JSON.
 */
export function lifecycleResource({ eventId, type, version, subjectId, at, data }: RecordedEvent) {
  return {
    event_id: eventId,
    contract_id: subjectId,
    version,
    type,
    at: rfc3339(at),
    state: data["state"],
    terminated_by: data["terminated_by"] ?? null,
    reason: data["reason"] ?? null,
    hash: data["chain"],
  };
}
