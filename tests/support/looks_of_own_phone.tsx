import { after, minutes } from "../../core/time.ts";
import type { OwnPhone } from "../../core/identity/view_phone.ts";
import { PhoneCodePage, PhonePage, QuietPhonePage } from "../../views/wallet/phone_pages.tsx";
import type { PhoneProblem } from "../../views/wallet/phone_words.ts";
import { START } from "./fake_clock.ts";
import { keysOf, type Look, type Looks, looksOf } from "./look.ts";

const own: OwnPhone = { phone: "199****0001", refused: undefined, removable: true };
const owns = {
  one: own,
  only: { ...own, removable: false },
  none: { ...own, phone: undefined, removable: false },
  not_fresh: { ...own, refused: "session_not_fresh" },
  doubted: { ...own, refused: "phone_lost" },
  not_trusted: { ...own, refused: "browser_not_trusted" },
} satisfies Readonly<Record<string, OwnPhone>>;

const problems: Readonly<Record<Exclude<PhoneProblem, "sign_in_code_refused">, true>> = {
  phone: true,
  message_not_sent: true,
  too_many_requests: true,
  session_not_fresh: true,
  browser_not_trusted: true,
  phone_lost: true,
  phone_in_use: true,
  no_phone: true,
  last_way_in: true,
};

const page = (own: OwnPhone, problem?: PhoneProblem): Look => (frame) => (
  <PhonePage frame={frame} mode="live" own={own} problem={problem} />
);
const code = (problem?: PhoneProblem): Look => (frame) => (
  <PhoneCodePage
    frame={frame}
    mode="test"
    asked=""
    phone="19900000001"
    expiresAt={after(START, minutes(5))}
    problem={problem}
  />
);
const quiet = (problem?: "wrong" | "tooMany"): Look => (frame) => (
  <QuietPhonePage frame={frame} mode="live" problem={problem} />
);

/** Every look of the phone that opens an account, and of one that was silent for long. */
export const ownPhoneLooks: Looks = {
  ...looksOf("wallet/phone", keysOf(owns), (name) => page(owns[name])),
  ...looksOf("wallet/phone", keysOf(problems), (problem) => page(own, problem)),
  "wallet/phone_code": code(),
  "wallet/phone_code_wrong": code("sign_in_code_refused"),
  "wallet/quiet_phone": quiet(),
  "wallet/quiet_phone_wrong": quiet("wrong"),
  "wallet/quiet_phone_too_many": quiet("tooMany"),
};
