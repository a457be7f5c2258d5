import type { SetPaymentPinRefusal } from "../../core/factor/set_payment_pin.ts";
import {
  ConfirmationPage,
  type ConfirmationProblem,
} from "../../views/wallet/confirmation_page.tsx";
import { type OwnPin, PinPage } from "../../views/wallet/pin_page.tsx";
import { START } from "./fake_clock.ts";
import { keysOf, type Look, type Looks, looksOf } from "./look.ts";

const tooMany = { code: "too_many_requests", retry_after: 3_540 } as const;
const wrong = { code: "pin_wrong", left: 1 } as const;
const pinProblems: {
  readonly [C in SetPaymentPinRefusal["code"]]: Extract<SetPaymentPinRefusal, { code: C }>;
} = {
  session_not_fresh: { code: "session_not_fresh" },
  browser_not_trusted: { code: "browser_not_trusted" },
  phone_lost: { code: "phone_lost" },
  new_pin_malformed: { code: "new_pin_malformed" },
  new_pin_guessable: { code: "new_pin_guessable" },
  new_pin_of_person: { code: "new_pin_of_person" },
  new_pins_differ: { code: "new_pins_differ" },
  pin_not_set: { code: "pin_not_set" },
  pin_malformed: { code: "pin_malformed" },
  pin_wrong: wrong,
  too_many_requests: tooMany,
};

interface Pin {
  readonly set?: boolean;
  readonly refused?: OwnPin["refused"];
  readonly hasPasskey?: boolean;
  readonly problem?: SetPaymentPinRefusal;
}
const pin = ({ set = false, refused, hasPasskey = false, problem }: Pin = {}): Look => (frame) => (
  <PinPage
    frame={frame}
    mode="test"
    own={{ setAt: set ? START : undefined, refused, asksOld: set, hasPasskey }}
    problem={problem}
  />
);

const confirmationProblems: {
  readonly [C in ConfirmationProblem["code"]]: Extract<ConfirmationProblem, { code: C }>;
} = {
  pin_malformed: { code: "pin_malformed" },
  pin_not_set: { code: "pin_not_set" },
  pin_wrong: wrong,
  too_many_requests: tooMany,
  passkey_refused: { code: "passkey_refused" },
  no_script: { code: "no_script" },
};
const both = { pin: true, passkey: true };
const confirmation = (has = both, problem?: ConfirmationProblem): Look => (frame) => (
  <ConfirmationPage frame={frame} mode="live" to="/wallet/passkeys" has={has} problem={problem} />
);

/** Every look of a person's PIN, and of showing that they are still there. */
export const factorLooks: Looks = {
  "wallet/pin": pin(),
  "wallet/pin/set": pin({ set: true }),
  "wallet/pin/set_with_passkey": pin({ set: true, hasPasskey: true }),
  "wallet/pin/not_fresh": pin({ refused: "session_not_fresh" }),
  "wallet/pin/not_trusted": pin({ refused: "browser_not_trusted" }),
  ...looksOf("wallet/pin", keysOf(pinProblems), (code) =>
    pin({
      set: ["pin_wrong", "pin_malformed", "too_many_requests"].includes(code),
      problem: pinProblems[code],
    })),
  "wallet/confirmation": confirmation(),
  "wallet/confirmation/pin": confirmation({ pin: true, passkey: false }),
  "wallet/confirmation/passkey": confirmation({ pin: false, passkey: true }),
  "wallet/confirmation/neither": confirmation({ pin: false, passkey: false }),
  ...looksOf(
    "wallet/confirmation",
    keysOf(confirmationProblems),
    (code) => confirmation(both, confirmationProblems[code]),
  ),
};
