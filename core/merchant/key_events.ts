import type { EventSpecs, Subject } from "../event_spec.ts";
import { rfc3339 } from "../time.ts";
import type { MerchantKey } from "./merchant_key.ts";

export interface KeyEvent {
  readonly type: "key.added" | "key.retired" | "key.revoked";
  readonly key: MerchantKey;
}

export const keyEvents = {
  "key.added": { subject, data },
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
