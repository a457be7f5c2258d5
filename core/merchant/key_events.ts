import type { EventSpecs, Subject } from "../event_spec.ts";
import { rfc3339 } from "../time.ts";
import { KEYS_IN_USE_MAX, type MerchantKey } from "./merchant_key.ts";

export type KeyEvent =
  | {
    readonly type: "key.added";
    readonly key: MerchantKey;
    /** Whoever added it may add no other: it was not signed for. */
    readonly onlyAsFirst: boolean;
  }
  | { readonly type: "key.retired" | "key.revoked"; readonly key: MerchantKey };

export const keyEvents = {
  "key.added": {
    subject,
    data,
    holds: ({ key: { merchantNo }, onlyAsFirst }) => ({
      ...(onlyAsFirst ? { no_key_yet: merchantNo } : {}),
      merchant_not_closed: merchantNo,
      keys_at_most: { merchantNo, max: KEYS_IN_USE_MAX },
    }),
  },
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
    not_before: rfc3339(key.notBefore),
    retire_at: key.retireAt === undefined ? null : rfc3339(key.retireAt),
  };
}
