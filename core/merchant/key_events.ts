import type { EventSpecs, Subject } from "../event_spec.ts";
import { rfc3339 } from "../time.ts";
import { KEYS_IN_USE_MAX, type MerchantKey } from "./merchant_key.ts";

export type KeyEvent =
  | {
    readonly type: "key.added";
    readonly key: MerchantKey;
    /** Not signed for: the very first key, or the way back of a number that has none left to sign with. */
    readonly onlyAs?: "first" | "last_resort" | undefined;
  }
  | {
    readonly type: "key.retired" | "key.revoked" | "key.retirement_set";
    readonly key: MerchantKey;
  };

export const keyEvents = {
  "key.added": {
    subject,
    data,
    holds: ({ key: { merchantNo }, onlyAs }) => ({
      ...(onlyAs === "first" ? { no_key_yet: merchantNo } : {}),
      ...(onlyAs === "last_resort" ? { keys_revoked: merchantNo } : {}),
      merchant_not_closed: merchantNo,
      keys_at_most: { merchantNo, max: KEYS_IN_USE_MAX },
    }),
  },
  "key.retirement_set": { subject, data },
  "key.retired": { subject, data, told: true },
  "key.revoked": { subject, data },
} satisfies EventSpecs<KeyEvent>;

function subject({ key: { kid, version, merchantNo } }: KeyEvent): Subject {
  return { subjectId: kid, version, merchantNo };
}

function data({ key }: KeyEvent) {
  return {
    kid: key.kid,
    alg: key.alg,
    state: key.state,
    scopes: key.scopes,
    not_before: rfc3339(key.notBefore),
    retire_at: key.retireAt === undefined ? null : rfc3339(key.retireAt),
  };
}
