import type { ConsumerPasskey } from "../../core/factor/consumer_passkey.ts";
import type { PasskeyRemoval } from "../../core/factor/view_passkey_removal.ts";
import { cny } from "../../core/money.ts";
import type { OwnPasskeys } from "../../core/factor/view_passkeys.ts";
import type { ConsumerSession, Proof } from "../../core/session/session.ts";
import { after, hours, minutes } from "../../core/time.ts";
import { CodePage } from "../../views/wallet/code_page.tsx";
import { DevicesPage } from "../../views/wallet/devices_page.tsx";
import { PasskeyRemovalPage } from "../../views/wallet/passkey_removal_page.tsx";
import { PasskeysPage } from "../../views/wallet/passkeys_page.tsx";
import type { PasskeyProblem } from "../../views/wallet/passkey_words.ts";
import { SignInPage } from "../../views/wallet/sign_in_page.tsx";
import type { SignInProblem } from "../../views/wallet/sign_in_words.ts";
import { SwitchPage } from "../../views/wallet/switch_page.tsx";
import { START } from "./fake_clock.ts";
import { keysOf, type Look, type Looks, looksOf } from "./look.ts";

const tooMany = { code: "too_many_requests", retry_after: 3_540 } as const;
const problems: { readonly [C in SignInProblem["code"]]: Extract<SignInProblem, { code: C }> } = {
  phone: { code: "phone" },
  passkey_refused: { code: "passkey_refused" },
  no_script: { code: "no_script" },
  message_not_sent: { code: "message_not_sent" },
  sign_in_code_refused: { code: "sign_in_code_refused" },
  too_many_requests: tooMany,
};

const start = (problem?: SignInProblem): Look => (frame) => (
  <SignInPage
    frame={frame}
    mode="test"
    typed={problem ? "1990000000" : ""}
    problem={problem}
  />
);
const attempt = { phone: "19900000001", expiresAt: after(START, minutes(5)) };
const code = (problem?: SignInProblem, over = false): Look => (frame) => (
  <CodePage frame={frame} mode="live" attempt={attempt} over={over} problem={problem} />
);

const session = (n: number, proof: Proof, client: string): ConsumerSession => ({
  sessionId: `ses_01KAG8M000000000000000006${n}`,
  tokenDigest: "",
  consumerId: "con_01KAG8M0000000000000000001",
  proof,
  client,
  knownSince: undefined,
  createdAt: after(START, hours(-n)),
  steppedUp: undefined,
  seenAt: after(START, minutes(-n)),
  expiresAt: after(START, hours(8 - n)),
});
const sessions = [
  session(1, "phone", "Safari · iPhone"),
  session(2, "unionpay", "Chrome · Android"),
  session(3, "sandbox", "?"),
  session(4, "passkey", "Firefox · Windows"),
  session(5, "wallet:river", "Safari · iPad"),
];
const now = { name: "赵*", phone: "199****0001" };
const stranger = { now, then: { name: "", phone: "" }, joinable: false };
const samePerson = { now, then: { name: "", phone: "199****0002" }, joinable: true };

const passkey = (n: number, name: string): ConsumerPasskey => ({
  passkeyId: `pky_01KAG8M000000000000000006${n}`,
  consumerId: "con_01KAG8M0000000000000000001",
  credentialId: "",
  publicKey: "",
  counter: 0,
  transports: [],
  name,
  createdAt: after(START, hours(-n)),
  usedAt: n === 1 ? undefined : START,
});
const two = [passkey(1, "Safari · iPhone"), passkey(2, "?")];
const owns = {
  none: { passkeys: [], refused: undefined },
  two: { passkeys: two, refused: undefined },
  not_fresh: { passkeys: two, refused: "session_not_fresh" },
  not_trusted: { passkeys: [], refused: "browser_not_trusted" },
  full: {
    passkeys: Array.from({ length: 10 }, (_, n) => passkey(n % 9, "Chrome · Android")),
    refused: undefined,
  },
} satisfies Readonly<Record<string, OwnPasskeys>>;
const passkeyProblems: Readonly<Record<PasskeyProblem, true>> = {
  passkey_refused: true,
  passkeys_too_many: true,
  session_not_fresh: true,
  browser_not_trusted: true,
  last_way_in: true,
  phone_lost: true,
  no_script: true,
};
const passkeys = (own: OwnPasskeys, problem?: PasskeyProblem): Look => (frame) => (
  <PasskeysPage frame={frame} mode="test" own={own} problem={problem} />
);

const [one] = two as [ConsumerPasskey, ...ConsumerPasskey[]];
const removals = {
  of_two: { passkey: one, lowered: undefined, endsPin: false, refused: undefined },
  last: {
    passkey: one,
    lowered: { byCard: cny(100_000), byBalance: undefined },
    endsPin: false,
    refused: undefined,
  },
  last_with_pin: {
    passkey: one,
    lowered: { byCard: cny(500_000), byBalance: cny(100_000) },
    endsPin: true,
    refused: undefined,
  },
  not_fresh: {
    passkey: one,
    lowered: { byCard: cny(100_000), byBalance: undefined },
    endsPin: false,
    refused: "session_not_fresh",
  },
} satisfies Readonly<Record<string, PasskeyRemoval>>;

/** Every look of coming in by phone, and of where somebody is signed in. */
export const walletSignInLooks: Looks = {
  "wallet/sign_in": start(),
  "wallet/sign_in/phone": start(problems.phone),
  "wallet/sign_in/too_many": start(tooMany),
  "wallet/code": code(),
  "wallet/code/soon": (frame) => (
    <CodePage
      frame={{ ...frame, now: after(START, minutes(4.5)) }}
      mode="live"
      attempt={attempt}
      over={false}
      problem={undefined}
    />
  ),
  "wallet/code/over": code(undefined, true),
  ...looksOf("wallet/code", keysOf(problems), (name) => code(problems[name])),
  "wallet/devices": (frame) => (
    <DevicesPage
      frame={frame}
      mode="test"
      devices={{ here: session(2, "phone", "").sessionId, sessions }}
    />
  ),
  "wallet/devices/one": (frame) => (
    <DevicesPage
      frame={frame}
      mode="live"
      devices={{ here: session(1, "phone", "").sessionId, sessions: sessions.slice(0, 1) }}
    />
  ),
  ...looksOf("wallet/passkeys", keysOf(owns), (name) => passkeys(owns[name])),
  ...looksOf(
    "wallet/passkeys",
    keysOf(passkeyProblems),
    (name) => passkeys(owns.two, name),
  ),
  ...looksOf(
    "wallet/passkey_removal",
    keysOf(removals),
    (name) => (frame) => <PasskeyRemovalPage frame={frame} mode="test" removal={removals[name]} />,
  ),
  "wallet/switch": (frame) => <SwitchPage frame={frame} mode="test" to="/wallet" who={stranger} />,
  "wallet/switch/joinable": (frame) => (
    <SwitchPage frame={frame} mode="test" to="/wallet" who={samePerson} />
  ),
};
