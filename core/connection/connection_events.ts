import type { EventSpecs } from "../event_spec.ts";
import type { Merchant } from "../merchant/merchant.ts";
import type { Connection, Credential } from "./connection.ts";

export type ConnectionEvent =
  | { readonly type: "credential.set"; readonly credential: Credential }
  | {
    readonly type: "merchant.connected";
    readonly merchant: Merchant;
    /** Undefined where it goes back to the sandbox. */
    readonly connection: Connection | undefined;
  };

export const connectionEvents = {
  "credential.set": {
    subject: ({ credential: { name, version } }) => ({
      subjectId: `credential:${name}`,
      version,
      merchantNo: undefined,
    }),
    data: ({ credential: { name, mode, gatewayUrl } }) => ({ name, mode, gateway_url: gatewayUrl }),
  },
  "merchant.connected": {
    subject: ({ merchant: { merchantNo, version } }) => ({
      subjectId: merchantNo,
      version,
      merchantNo,
    }),
    data: ({ merchant: { channel, onTrial = false }, connection }) => ({
      channel: channel ?? null,
      on_trial: onTrial,
      credential: connection?.credential ?? null,
      mer_id: connection?.merId ?? null,
      access: connection?.access.type ?? null,
      open_app: connection?.openApp ?? null,
      token_requestor: connection?.tokenRequestor ?? null,
    }),
    holds: ({ merchant: { merchantNo } }) => ({ merchant_not_closed: merchantNo }),
  },
} satisfies EventSpecs<ConnectionEvent>;
