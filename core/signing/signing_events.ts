import type { ListedAs } from "../block/listed_as.ts";
import type { EventSpecs, Guards, Subject } from "../event_spec.ts";
import type { OneTimeCode } from "../factor/one_time_code.ts";
import type { ConfirmingSigning, Signing } from "./signing.ts";
import { signingResource } from "./signing_resource.ts";

export type SigningEvent =
  | {
    readonly type:
      | "signing.opened"
      | "signing.refused"
      | "signing.signed"
      | "signing.declined"
      | "signing.expired";
    readonly signing: Signing;
  }
  | {
    readonly type: "signing.confirmed";
    readonly signing: ConfirmingSigning;
    readonly payer: ListedAs;
    /** That was sent to their phone, where the plan asks for one. */
    readonly code: Pick<OneTimeCode, "digest" | "subject"> | undefined;
  }
  | {
    readonly type: "signing.already_signed";
    readonly signing: Signing;
    readonly payer: ListedAs;
  };

export const signingEvents = {
  "signing.opened": {
    subject,
    data,
    holds: ({ signing: { merchantNo } }) => ({ merchants_active: [merchantNo] }),
  },
  "signing.confirmed": {
    subject,
    data,
    holds: ({ signing, payer, code }) => ({
      merchants_active: [signing.merchantNo],
      payer_not_blocked: payer,
      charging_is: {
        consumerId: signing.consumerId,
        chargingClosedAt: undefined,
        phoneLostAt: undefined,
      },
      not_erased: signing.consumerId,
      plan_approved: { planId: signing.planId, version: signing.planVersion },
      not_signed_yet: notSignedYet(signing),
      ...(code && {
        signing_code_waits: {
          signingId: signing.signingId,
          consumerId: signing.consumerId,
          digest: code.digest,
        },
      }),
    }),
  },
  "signing.refused": { subject, data },
  "signing.signed": { subject, data },
  "signing.already_signed": {
    subject,
    data,
    told: true,
    holds: ({ payer }) => ({ payer_not_blocked: payer }),
  },
  "signing.declined": { subject, data, told: true },
  "signing.expired": { subject, data, told: true },
} satisfies EventSpecs<SigningEvent>;

function notSignedYet(
  { consumerId, appId, planId, replaces, agreement: { channel } }: ConfirmingSigning,
): Guards["not_signed_yet"] {
  return { consumerId, appId, planId, replaces, channel };
}

function subject({ signing: { signingId, version, merchantNo } }: SigningEvent): Subject {
  return { subjectId: signingId, version, merchantNo };
}

function data({ signing }: SigningEvent, publicUrl: string) {
  return signingResource(signing, publicUrl);
}
