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
    readonly type: "merchant.sharing_set" | "merchant.clock_set" | "merchant.embed_origins_set";
    readonly merchant: Merchant;
  };

export const merchantEvents = {
  "merchant.opened": {
    subject,
    data: ({ merchant }) => ({ merchant_no: merchant.merchantNo, mode: merchant.mode }),
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

function subject({ merchant: { merchantNo, version } }: MerchantEvent): Subject {
  return { subjectId: merchantNo, version, merchantNo };
}
