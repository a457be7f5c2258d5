import type { RefusalText } from "../refusal.ts";

/** Why a signed request is not taken as its merchant's. */
export const signatureRefusals = {
  signature_malformed: {
    kind: "unauthenticated",
    title: "The signature cannot be read",
    detail:
      "Send `header..signature`, with `alg`, `kid`, `iat`, `jti`, `htm` and `htu` in the header.",
  },
  signature_alg_refused: {
    kind: "unauthenticated",
    title: "The algorithm does not match the key",
    detail: "Sign with the algorithm that belongs to the key: EdDSA, ES256 or PS256.",
  },
  signature_key_unknown: {
    kind: "unauthenticated",
    title: "No such signing key",
    detail: "`kid` must be the ID of a registered key.",
  },
  signature_key_not_active: {
    kind: "unauthenticated",
    title: "The signing key is not active",
    detail: "The key has been revoked or retired, or its `not_before` is still to come.",
  },
  signature_wrong: {
    kind: "unauthenticated",
    title: "The signature does not match the body",
    detail: "Sign the exact bytes you send, after every change to them.",
  },
  signature_expired: {
    kind: "unauthenticated",
    title: "The signature is too old",
    detail: "`iat` may be at most 300 seconds old. Check your clock and sign again.",
  },
  signature_from_future: {
    kind: "unauthenticated",
    title: "The signature is dated in the future",
    detail: "`iat` may be at most 10 seconds ahead. Check your clock.",
  },
  signature_replayed: {
    kind: "unauthenticated",
    title: "This signed request was already received",
    detail: "Each `jti` is accepted once. To retry, sign again with a new `jti`.",
  },
  signature_other_request: {
    kind: "unauthenticated",
    title: "The signature is for another request",
    detail: "`htm` must be the method and `htu` the full URL with its query, exactly as sent.",
  },
} as const satisfies Record<string, RefusalText>;
