import type { AccountMessage } from "../../core/message/account_message.ts";
import { after, hours, minutes } from "../../core/time.ts";
import { AccountPage } from "../../views/wallet/account_page.tsx";
import { ErasedPage } from "../../views/wallet/erased_page.tsx";
import { ErasurePage } from "../../views/wallet/erasure_page.tsx";
import { MessagesPage } from "../../views/wallet/messages_page.tsx";
import {
  RecoveryCancelPage,
  RecoveryCodePage,
  type RecoveryOutcome,
  RecoveryOutcomePage,
  RecoveryPage,
  type RecoveryProblem,
} from "../../views/wallet/recovery_pages.tsx";
import { START } from "./fake_clock.ts";
import { keysOf, type Looks, looksOf } from "./look.ts";

const nothing = {
  contracts: [],
  endingContracts: 0,
  cards: [],
  endingCards: 0,
  arrears: 0,
  disputes: 0,
  underWay: 0,
};
const much = { ...nothing, endingContracts: 2, endingCards: 1, arrears: 1, disputes: 1 };
const doneFrom = after(START, hours(24));
const news: readonly AccountMessage["news"][] = [
  { kind: "recovery_asked", recoveryId: "rec_01KAG8M0000000000000000001", doneFrom },
  { kind: "recovery_cancelled" },
  ...(["link", "session", "clock", "another"] as const).flatMap((endedBy) =>
    [false, true].map((onlyPin) => ({ kind: "recovery_cancelled", endedBy, onlyPin }) as const)
  ),
  { kind: "recovered" },
  { kind: "recovered", loweredUntil: doneFrom },
  { kind: "erasure_asked" },
  { kind: "phone_joined" },
  { kind: "phone_changed" },
  { kind: "phone_removed" },
  { kind: "phone_released" },
  { kind: "pin_forgotten", loweredUntil: doneFrom },
  { kind: "passkey_added" },
  { kind: "passkey_added", name: "Chrome · Android" },
  { kind: "passkey_removed", name: "?" },
  { kind: "pin_set" },
  { kind: "limit_changed" },
  ...(["charges", "payments", { payee: "江湾停车" }] as const).map((about) =>
    ({
      kind: "limit_changed",
      change: {
        about,
        from: { perTransaction: null, perDay: 50_000 },
        to: { perTransaction: 20_000, perDay: null },
      },
    }) as const
  ),
  { kind: "charging_closed" },
  { kind: "charging_reopened" },
  { kind: "phone_lost" },
  { kind: "phone_found" },
  { kind: "dispute_answered" },
  { kind: "dispute_answered", about: { amount: 6_800, orderNo: "tea-1" }, dueAt: doneFrom },
  ...(["accepted", "refunded", "declined", "lapsed"] as const).map((state) =>
    ({ kind: "dispute_closed", state, about: { amount: 6_800, orderNo: "tea-1" } }) as const
  ),
  { kind: "new_device", client: "Chrome · Android" },
  ...(["phone", "passkey", "unionpay"] as const).map((proof) =>
    ({ kind: "new_device", client: "Chrome · Android", proof }) as const
  ),
];
const own = {
  name: "张*",
  phone: "199****0001",
  id_number: "110*************1X",
  revealed: undefined,
};
const messages = news.map((each, i): AccountMessage => ({
  messageId: `evt_${i}`,
  news: each,
  at: after(START, hours(-i)),
  toldAt: i === 1 ? undefined : after(START, hours(-i)),
}));

const problems: Readonly<Record<Exclude<RecoveryProblem, "codeWrong">, true>> = {
  phoneWrong: true,
  tooMany: true,
  notSent: true,
};
const outcomes: Readonly<Record<RecoveryOutcome, true>> = {
  asked: true,
  cancelled: true,
  gone: true,
};

/** A person's messages, data, and what to do when something is lost. */
export const accountLooks: Looks = {
  "wallet/messages": (frame) => <MessagesPage frame={frame} mode="live" messages={messages} />,
  "wallet/messages_none": (frame) => <MessagesPage frame={frame} mode="test" messages={[]} />,
  "wallet/account": (frame) => (
    <AccountPage frame={frame} mode="live" own={own} recovery={undefined} erasing={undefined} />
  ),
  "wallet/account_revealed": (frame) => (
    <AccountPage
      frame={frame}
      mode="test"
      own={{ ...own, phone: "19900000001", revealed: "phone" }}
      recovery={undefined}
      erasing={undefined}
    />
  ),
  "wallet/account_not_fresh": (frame) => (
    <AccountPage
      frame={frame}
      mode="live"
      own={own}
      recovery={undefined}
      erasing={undefined}
      notFresh
    />
  ),
  "wallet/account_waits": (frame) => (
    <AccountPage
      frame={frame}
      mode="test"
      own={own}
      recovery={{ doneFrom, onlyPin: false }}
      erasing={much}
    />
  ),
  "wallet/account_pin_waits": (frame) => (
    <AccountPage
      frame={frame}
      mode="test"
      own={own}
      recovery={{ doneFrom, onlyPin: true }}
      erasing={undefined}
    />
  ),
  "wallet/erasure": (frame) => <ErasurePage frame={frame} mode="live" left={nothing} />,
  "wallet/erased": (frame) => (
    <ErasedPage frame={frame} mode="live" erased={{ at: START, contracts: 0, cards: 0 }} />
  ),
  "wallet/erased_much": (frame) => (
    <ErasedPage frame={frame} mode="test" erased={{ at: START, contracts: 2, cards: 1 }} />
  ),
  "wallet/erasure_left": (frame) => <ErasurePage frame={frame} mode="test" left={much} />,
  "wallet/recovery": (frame) => <RecoveryPage frame={frame} mode="live" />,
  ...looksOf(
    "wallet/recovery",
    keysOf(problems),
    (problem) => (frame) => <RecoveryPage frame={frame} mode="test" problem={problem} />,
  ),
  "wallet/recovery_code": (frame) => (
    <RecoveryCodePage
      frame={frame}
      mode="live"
      asked=""
      phone="19900000001"
      expiresAt={after(START, minutes(5))}
    />
  ),
  "wallet/recovery_code_wrong": (frame) => (
    <RecoveryCodePage
      frame={frame}
      mode="test"
      asked=""
      phone="19900000001"
      expiresAt={after(START, minutes(5))}
      problem="codeWrong"
    />
  ),
  "wallet/recovery_cancel": (frame) => (
    <RecoveryCancelPage frame={frame} mode="live" action="/wallet" />
  ),
  ...looksOf(
    "wallet/recovery",
    keysOf(outcomes),
    (outcome) => (frame) => <RecoveryOutcomePage frame={frame} mode="test" outcome={outcome} />,
  ),
};
