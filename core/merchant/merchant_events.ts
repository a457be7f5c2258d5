import type { CleanLogo } from "../brand/brand.ts";
import type { EventSpecs, Holds, Subject } from "../event_spec.ts";
import type { Merchant } from "./merchant.ts";
import type { NewSecretKey } from "./secret_key.ts";

export type MerchantEvent =
  | {
    readonly type: "merchant.opened";
    readonly merchant: Merchant;
    /** Its first secret key, where it has one; never the key itself. */
    readonly secretKey: Omit<NewSecretKey, "secretKey"> | undefined;
    /** How many its parent may have, where its parent opened it by itself. */
    readonly childrenMax?: number | undefined;
  }
  | {
    readonly type: "merchant.secret_key_made" | "merchant.secret_key_revoked";
    readonly merchant: Merchant;
    readonly keyDigest: string;
    readonly keyHint: string;
  }
  | {
    readonly type: "merchant.suspended" | "merchant.closed";
    readonly merchant: Merchant;
  }
  | {
    readonly type: "merchant.resumed";
    readonly merchant: Merchant;
    /** What whoever resumed it said. */
    readonly why: string | undefined;
  }
  | {
    readonly type: "merchant.branded";
    readonly merchant: Merchant;
    /** A new one, to be stored. */
    readonly logo?: CleanLogo;
  }
  | {
    readonly type:
      | "merchant.changed"
      | "merchant.clock_set"
      | "merchant.app_set"
      | "merchant.embed_origins_set";
    readonly merchant: Merchant;
  };

export const merchantEvents = {
  "merchant.opened": {
    subject,
    data: ({ merchant }) => ({ merchant_no: merchant.merchantNo, mode: merchant.mode }),
    holds: ({ merchant, childrenMax: max }) => {
      const { parentNo, testOf, products } = merchant;
      if (parentNo === undefined) {
        return {
          ...notStopped(merchant),
          ...(testOf === undefined ? {} : { merchants_active: [testOf] }),
        };
      }
      return {
        ...notStopped(merchant),
        merchants_active: [parentNo],
        products_within: { merchantNo: parentNo, products },
        ...(max === undefined ? {} : { children_at_most: { merchantNo: parentNo, max } }),
      };
    },
  },
  "merchant.changed": {
    subject,
    data: ({ merchant: { name, products, returnUrls, embedOrigins } }) => ({
      name,
      products,
      return_urls: returnUrls,
      embed_origins: embedOrigins,
    }),
    holds: ({ merchant: { merchantNo, parentNo, products } }) => ({
      merchants_active: [merchantNo],
      ...(parentNo === undefined ? {} : { products_within: { merchantNo: parentNo, products } }),
      children_within: { merchantNo, products },
    }),
  },
  "merchant.secret_key_made": {
    subject,
    data: secretKeyData,
    holds: ({ merchant: { merchantNo } }) => ({ merchants_active: [merchantNo] }),
  },
  "merchant.secret_key_revoked": { subject, data: secretKeyData },
  "merchant.suspended": { subject, data: standing },
  "merchant.resumed": {
    subject,
    data: ({ merchant: { state }, why }) => ({ state, reason: why ?? null }),
    holds: ({ merchant }) => notStopped(merchant),
  },
  // The last of its unit: by then its keys must be revoked.
  "merchant.closed": {
    subject,
    data: standing,
    holds: ({ merchant: { merchantNo } }) => ({
      children_closed: merchantNo,
      keys_revoked: merchantNo,
    }),
  },
  "merchant.clock_set": {
    subject,
    data: ({ merchant }) => ({ clock_offset_ms: merchant.clockOffset }),
  },
  "merchant.app_set": {
    subject,
    data: ({ merchant }) => ({ app_id: merchant.appId }),
  },
  "merchant.embed_origins_set": {
    subject,
    data: ({ merchant }) => ({ embed_origins: merchant.embedOrigins }),
  },
  "merchant.branded": {
    subject,
    data: ({ merchant: { brand } }) => ({
      colour: brand?.colour?.given ?? null,
      logo: brand?.logo?.digest ?? null,
    }),
  },
} satisfies EventSpecs<MerchantEvent>;

function secretKeyData({ keyHint }: { readonly keyHint: string }) {
  return { secret_key: keyHint };
}

function notStopped({ enterpriseId }: Merchant): Holds {
  return enterpriseId === undefined ? {} : { enterprise_not_stopped: enterpriseId };
}

function standing({ merchant }: MerchantEvent) {
  return {
    state: merchant.state,
    reason: merchant.state === "active" ? null : merchant.reason,
  };
}

function subject({ merchant: { merchantNo, version } }: MerchantEvent): Subject {
  return { subjectId: merchantNo, version, merchantNo };
}
