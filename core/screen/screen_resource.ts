import { type Instant, rfc3339 } from "../time.ts";
import type { Screen } from "./screen.ts";

/** The screen as the API shows it; its short code and its token are never part of it. Times RFC 3339 UTC. */
export function screenResource(screen: Screen, publicUrl: string) {
  return {
    screen_id: screen.screenId,
    merchant_no: screen.merchantNo,
    name: screen.name,
    state: screen.state,
    pairing_expires_at: time(screen.state === "pairing" ? screen.pairingExpiresAt : undefined),
    paired_at: time(screen.state === "paired" ? screen.pairedAt : undefined),
    unpaired_at: time(screen.state === "unpaired" ? screen.unpairedAt : undefined),
    screen_url: `${publicUrl}/screen`,
    created_at: rfc3339(screen.createdAt),
  };
}

function time(at: Instant | undefined): string | null {
  return at === undefined ? null : rfc3339(at);
}
