import type { SigningStanding, SigningView } from "../../core/signing/view_signing.ts";
import type { Place } from "../../views/sign/place.ts";
import { SignPage } from "../../views/sign/sign_page.tsx";
import { AgainPage } from "../../views/sign/again_page.tsx";
import { UnknownSigningPage } from "../../views/sign/unknown_signing_page.tsx";
import type { SignFormError } from "../../views/sign/words.ts";
import { brandOf } from "./brands.ts";
import {
  type Covers,
  keysOf,
  type Look,
  type Looks,
  looksOf,
  pressed,
  withNotice,
} from "./look.ts";
import { placeOf, type SigningName, signingNames, signings } from "./signings.ts";

true satisfies Covers<
  SigningStanding["state"],
  (typeof signings)[SigningName]["standing"]["state"]
>;

/** Where each form comes back, or is gone. */
const returned: Readonly<Record<SignFormError, SigningName>> = {
  code_missing: "code",
  code_wrong: "code_and_id",
  code_over: "code",
  code_none: "ready",
  codes_too_many: "code",
  message_failed: "ready",
  id_number_missing: "ready_credit",
  id_number_wrong: "code_and_id",
  code_tries_over: "code",
  phone_tries_over: "code",
  tries_over: "ready_credit",
  card_not_allowed: "ready_plain",
  terms_changed: "ready_plain",
  channel_refused: "ready_plain",
  entry_refused: "outside",
  session_over: "outside",
  contract_ending: "ready_plain",
  in_progress: "ready_plain",
  signature_refused: "code",
  cannot_now: "ready_plain",
};

const live = { ...signings.outside.merchant, mode: "live" } as const;

/** Every look of signing. */
export const signLooks: Looks = {
  "sign/branded": page({
    ...signings.ready,
    merchant: { ...signings.ready.merchant, brand: brandOf("#2f7d4f") },
  }),
  ...looksOf("sign", signingNames, (name) => page(signings[name])),
  ...looksOf("sign/returned", keysOf(returned), (formError) => {
    return page(signings[returned[formError]], { formError });
  }),
  "sign/outside_no_app": page({ ...signings.outside, merchant: live }, {
    place: { appUrl: undefined, inbox: false },
  }),
  "sign/signature_offered": page({ ...signings.ready, signature: "offered" }),
  "sign/signature_given": page({ ...signings.code, signature: "given" }),
  "sign/submitting": pressed(page(signings.ready)),
  "sign/offline": withNotice(page(signings.outside), "offline"),
  "sign/unreachable": withNotice(page(signings.outside), "unreachable"),
  "sign/page_failed": withNotice(page(signings.code), "broken"),
  "sign/again": again(true),
  "sign/again_refused": again(true, true),
  "sign/again_nothing": again(false),
  "sign/unknown": (frame) => <UnknownSigningPage frame={frame} />,
};

function again(due: boolean, refused = false): Look {
  const { merchant: owner, plan } = signings.ready;
  const contract = { contractId: "ctr_01KAG8M0000000000000000001", title: plan.title } as const;
  const given = { contract, owner, due, refused, token: "4f3c" };
  return (frame) => <AgainPage frame={frame} {...given} />;
}

interface Given {
  readonly formError?: SignFormError;
  readonly place?: Partial<Place>;
}

function page(view: SigningView, { formError, place }: Given = {}): Look {
  const typed = formError && { smsCode: "000000", idNumber: "000000190001010015" };
  return (frame, phone) => {
    const given = { frame, view, formError, typed, place: { ...placeOf(view, phone), ...place } };
    return <SignPage {...given} stay={false} />;
  };
}
