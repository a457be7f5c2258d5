import type { Row } from "@libsql/client";
import { linkHash } from "../event/chain.ts";

/** What the hash after `previous` should be, made anew of an event's row. */
export function storedHash(event: Row, previous: string): string {
  return linkHash({
    eventId: String(event["event_id"]),
    subjectId: String(event["subject_id"]),
    version: Number(event["version"]),
    type: String(event["type"]),
    merchantNo: event["merchant_no"] as string | null,
    at: Number(event["at"]),
    by: String(event["by"]),
    data: String(event["data"]),
  }, { previous, written: event["written"] as string | null });
}
