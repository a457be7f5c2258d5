import type { ListedAs } from "../block/listed_as.ts";
import type { EventSpecs, Subject } from "../event_spec.ts";
import { days, instant } from "../time.ts";
import { PRE_NOTICES_PER_DAY_MAX, type SentNotice, type UnsentNotice } from "./deduction_notice.ts";

export type DeductionNoticeEvent =
  | {
    readonly type: "deduction_notice.recorded";
    readonly notice: UnsentNotice;
    readonly payer: ListedAs;
  }
  | { readonly type: "deduction_notice.sent"; readonly notice: SentNotice };

export const deductionNoticeEvents = {
  "deduction_notice.recorded": {
    subject,
    data,
    holds: ({ notice, notice: { merchantNo, contractId, recordedAt }, payer }) => ({
      merchants_active: [merchantNo],
      payer_not_blocked: payer,
      not_announced_yet: notice,
      deduction_notices_per_day: {
        contractId,
        since: instant(recordedAt - days(1)),
        max: PRE_NOTICES_PER_DAY_MAX,
      },
    }),
  },
  "deduction_notice.sent": { subject, data },
} satisfies EventSpecs<DeductionNoticeEvent>;

function subject({ notice: { noticeId, version, merchantNo } }: DeductionNoticeEvent): Subject {
  return { subjectId: noticeId, version, merchantNo };
}

function data({ notice }: DeductionNoticeEvent) {
  return { contract_id: notice.contractId, amount: notice.amount.fen };
}
