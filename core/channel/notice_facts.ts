import type { MerchantNo } from "../id.ts";
import { type Instant, unixSeconds } from "../time.ts";

/** A notice of the channel's own, which is not about what we sent. */
export type NoticeFactsDiffer = {
  readonly code: "notice_facts_differ";
  readonly differs: "merchant_no" | "sent_at" | "requestor" | "token";
};

/** For whom and when something was sent; undefined where that is not said, or not known any more. */
interface SentFacts {
  readonly merchantNo?: MerchantNo | undefined;
  readonly sentAt?: Instant | undefined;
}

/** What a notice says otherwise than we know it. */
export function differsIn(said: SentFacts, known: SentFacts): NoticeFactsDiffer | undefined {
  if (said.merchantNo !== undefined && said.merchantNo !== known.merchantNo) {
    return { code: "notice_facts_differ", differs: "merchant_no" };
  }
  if (said.sentAt === undefined || known.sentAt === undefined) return undefined;
  return unixSeconds(said.sentAt) === unixSeconds(known.sentAt)
    ? undefined
    : { code: "notice_facts_differ", differs: "sent_at" };
}
