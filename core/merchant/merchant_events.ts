import type { EventSpecs, Subject } from "../event_spec.ts";
import type { Merchant } from "./merchant.ts";

export type MerchantEvent =
  | {
    readonly type: "merchant.opened";
    readonly merchant: Merchant;
    readonly keyDigest: string;
    readonly keyHint: string;
  }
  | {
    readonly type: "merchant.suspended" | "merchant.resumed" | "merchant.closed";
    readonly merchant: Merchant;
  }
  | {
    readonly type: "merchant.sharing_set" | "merchant.clock_set" | "merchant.embed_origins_set";
    readonly merchant: Merchant;
  };

export const merchantEvents = {
  "merchant.opened": {
    subject,
    data: ({ merchant }) => ({ merchant_no: merchant.merchantNo, mode: merchant.mode }),
    holds: ({ merchant: { parentNo } }) =>
      parentNo === undefined ? {} : { merchants_active: [parentNo] },
  },
  "merchant.suspended": { subject, data: standing },
  "merchant.resumed": { subject, data: standing },
  // The last of its unit: by then its keys must be revoked.
  "merchant.closed": {
    subject,
    data: standing,
    holds: ({ merchant: { merchantNo } }) => ({
      children_closed: merchantNo,
      keys_revoked: merchantNo,
    }),
  },
  "merchant.sharing_set": {
    subject,
    data: ({ merchant }) => ({ shares_contracts: merchant.sharesContracts }),
  },
  "merchant.clock_set": {
    subject,
    data: ({ merchant }) => ({ clock_offset_ms: merchant.clockOffset }),
  },
  "merchant.embed_origins_set": {
    subject,
    data: ({ merchant }) => ({ embed_origins: merchant.embedOrigins }),
  },
} satisfies EventSpecs<MerchantEvent>;

function standing({ merchant }: MerchantEvent) {
  return {
    state: merchant.state,
    reason: merchant.state === "active" ? null : merchant.reason,
  };
}

function subject({ merchant: { merchantNo, version } }: MerchantEvent): Subject {
  return { subjectId: merchantNo, version, merchantNo };
}
