import type { FailureReason } from "../failure_reason.ts";

/**
 * What a code says about the transaction that it answers, and what there is to do. Only `failed`, `busy` and `sign_anew`
 * say that no money moved.
 */
type CodeMeaning =
  /** `flawed` still is a success. */
  | { readonly type: "succeeded"; readonly note?: "flawed" | "paid_late" }
  | { readonly type: "failed"; readonly reason: FailureReason }
  /** Not taken now; the same may be asked for later, as a new transaction. */
  | { readonly type: "busy" }
  /** The card's or the contract's permission is what is missing. */
  | { readonly type: "sign_anew" }
  /** Ask, and never send again. */
  | { readonly type: "unclear" }
  /** Asked about: not known there, which is final only after the payer's time has run out. */
  | { readonly type: "not_found" }
  /** Asked too often: later, and less. */
  | { readonly type: "slow_down" }
  /** Money was taken, and what it was for is open: for people. */
  | { readonly type: "taken_unsettled" }
  /** Of a file: there is none for that day. */
  | { readonly type: "no_file" };

const failed = (reason: FailureReason) => ({ type: "failed", reason }) as const;
const refused = failed("refused_by_channel");
const declined = failed("declined_by_bank");
const restricted = failed("card_restricted");
const unclear = { type: "unclear" } as const;
const signAnew = { type: "sign_anew" } as const;

/** Codes of the gateway. Those of a card terminal (05, 51 …) are another table. */
const codes: Readonly<Record<string, CodeMeaning>> = {
  "00": { type: "succeeded" },
  A6: { type: "succeeded", note: "flawed" },
  "01": refused,
  "02": { type: "busy" },
  "03": unclear,
  "04": unclear,
  "05": unclear,
  "10": refused,
  "11": refused,
  // It is there already: whatever became of it, the same must not be paid again.
  "12": unclear,
  "13": refused,
  "14": refused,
  "30": declined,
  "31": refused,
  "32": refused,
  "33": failed("limit_exceeded_at_bank"),
  "34": { type: "not_found" },
  "35": refused,
  "36": refused,
  "37": { type: "slow_down" },
  "38": failed("risk_refused"),
  "39": { type: "busy" },
  "40": signAnew,
  "41": refused,
  "42": { type: "succeeded", note: "paid_late" },
  "45": refused,
  "60": declined,
  "61": restricted,
  "62": declined,
  "63": restricted,
  "64": failed("insufficient_funds"),
  "65": failed("wrong_password"),
  "66": declined,
  "67": failed("wrong_password"),
  "68": restricted,
  "69": failed("expired_at_channel"),
  // The payer was sent on and is typing.
  "70": unclear,
  "71": failed("wrong_code"),
  "72": restricted,
  "73": failed("card_expired"),
  "74": { type: "taken_unsettled" },
  "75": { type: "taken_unsettled" },
  "76": signAnew,
  "77": signAnew,
  "78": restricted,
  "79": restricted,
  "80": signAnew,
  "98": { type: "no_file" },
  "99": unclear,
};

/** What a code means; one that nobody knows, and none at all, is unclear. */
export function meaningOf(code: string | undefined): CodeMeaning {
  return code !== undefined && Object.hasOwn(codes, code) ? codes[code] ?? unclear : unclear;
}
