import type { Child } from "hono/jsx";
import { type QueueName, queueNeeds } from "../../core/desk/view_desk.ts";
import { planChanges } from "../../core/desk/plan_changes.ts";
import type { Unanswered } from "../../core/desk/queue.ts";
import type { SubjectEvent } from "../../core/desk/subject_event.ts";
import type { MerchantNo, StaffId } from "../../core/id.ts";
import { cny } from "../../core/money.ts";
import type { Proposal } from "../../core/proposal/proposal.ts";
import { cardLabels, disclosureOf } from "../../core/signing/disclosure.ts";
import { after, hours, minutes } from "../../core/time.ts";
import type { OpsFormError } from "../../views/ops/copy.ts";
import { complaintWords } from "../../views/ops/complaint_words.ts";
import { PlanReview } from "../../views/ops/plan_review.tsx";
import {
  DeskHome,
  EndpointRow,
  PlanRow,
  Queue,
  SummaryRow,
  UnansweredRow,
  UnsignRow,
} from "../../views/ops/queues.tsx";
import { SignedPaymentCard } from "../../views/receipt/signed_payment.tsx";
import { ownSignature } from "./looks_of_payment_receipts.tsx";
import { NumberBox, SearchResult, SubjectHistory } from "../../views/ops/search.tsx";
import { UnclearDetail } from "../../views/ops/unclear.tsx";
import { DeskLayout, type Who } from "../../views/staff/desk.tsx";
import type { Section } from "../../views/staff/places.ts";
import type { Lang } from "../../views/words.ts";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import { goingLiveLooks } from "./looks_of_going_live.tsx";
import { bookLooks } from "./looks_of_books.tsx";
import { merchantLooks } from "./looks_of_merchants.tsx";
import { healthLooks } from "./health_page.tsx";
import { calendarLooks } from "./looks_of_calendar.tsx";
import { advanceLooks } from "./looks_of_advances.tsx";
import { receiptLooks } from "./looks_of_receipts.tsx";
import { settlementLooks } from "./looks_of_settlement.tsx";
import { reconciliationLooks } from "./looks_of_reconciliation.tsx";
import { bankLineLooks } from "./looks_of_bank_lines.tsx";
import { deskDisputeLooks } from "./looks_of_disputes.tsx";
import { riskLooks } from "./looks_of_risk.tsx";
import { institutionLooks } from "./institution_page.tsx";
import { keysOf, type Look, type Looks, looksOf } from "./look.ts";
import { file as statementFile } from "./reconciled_day.ts";
import { usagePlan as plan } from "./signings.ts";

const anna: StaffId = "stf_01KAG8M0000000000000000001";
const who: Who = { staffId: anna, name: "Test Operator", role: "admin", merchant: undefined };
const { merchantNo } = teaHouse;
const now = after(START, hours(30));

const item: Unanswered = {
  id: "pay_01KAG8M0000000000000000001",
  merchantNo,
  amount: cny(128_000),
  channel: "sandbox",
  channelOrderNo: "01KAG8M0000000000000000001",
  sentAt: START,
  queriesEndedAt: after(START, hours(24)),
};

const proposed: Proposal = {
  proposalId: "prp_01KAG8M0000000000000000001",
  merchantNo,
  act: {
    kind: "settle",
    of: item.id,
    finding: { type: "succeeded", channelTxnNo: "2026112000000001" },
    evidence: "Channel file 0905, line 12",
  },
  sealed: undefined,
  digest: "",
  proposedBy: "stf_01KAG8M0000000000000000002",
  proposedAt: after(START, hours(25)),
  expiresAt: after(START, hours(193)),
  version: 1,
  state: "waiting",
};
const turnedDown: Proposal = {
  ...proposed,
  proposalId: "prp_01KAG8M0000000000000000002",
  act: {
    kind: "settle",
    of: item.id,
    finding: { type: "failed", reason: "unknown_at_channel" },
    evidence: "Letter 7",
  },
  state: "withdrawn",
  decidedBy: anna,
  decidedAt: after(START, hours(26)),
};
const expired: Proposal = { ...proposed, expiresAt: START };

const submitted = { ...plan, state: "submitted", version: 2, title: "随喝随付（新）" } as const;
const glances = (count: number) =>
  (Object.keys(queueNeeds) as readonly QueueName[])
    .map((
      queue,
      place,
    ) => ({
      queue,
      count: place === 1 ? 0 : count,
      oldest: count === 0 || place === 1 ? undefined : START,
    }));

const events: readonly SubjectEvent[] = [
  {
    seq: 2,
    eventId: "evt_01KAG8M0000000000000000002",
    subjectId: "pay_01KAG8M0000000000000000001",
    sequence: undefined,
    type: "payment.unclear",
    version: 2,
    merchantNo: merchantNo as MerchantNo,
    at: after(START, minutes(1_440)),
    by: "clock",
    data: { order_id: "ord_01KAG8M0000000000000000001", state: "processing" },
  },
  {
    seq: 1,
    eventId: "evt_01KAG8M0000000000000000001",
    subjectId: "pay_01KAG8M0000000000000000001",
    sequence: undefined,
    type: "payment.sent",
    version: 1,
    merchantNo: merchantNo as MerchantNo,
    at: START,
    by: "consumer",
    data: { order_id: "ord_01KAG8M0000000000000000001", state: "processing" },
  },
];

const errors = keysOf<OpsFormError>({
  evidence_missing: true,
  reason_missing: true,
  number_missing: true,
  text_flawed: true,
  changed: true,
  settled: true,
  proposals_too_many: true,
  app_not_granted: true,
});

function at(section: Section, title: string, body: (lang: Lang) => Child): Look {
  return (frame) => (
    <DeskLayout frame={frame} desk="ops" who={who} section={section} title={title}>
      {body(frame.lang)}
    </DeskLayout>
  );
}

function review(isChange: boolean, formError?: OpsFormError): Look {
  return at("home", "Plan", (lang) => (
    <PlanReview
      lang={lang}
      plan={submitted}
      merchantName={teaHouse.name}
      lines={disclosureOf(submitted, teaHouse, cardLabels(undefined))}
      changes={planChanges(isChange ? plan : undefined, submitted)}
      isChange={isChange}
      mayWrite
      formError={formError}
    />
  ));
}

function detail(given: Partial<Parameters<typeof UnclearDetail>[0]>): Look {
  return at("home", "Unclear", (lang) => (
    <UnclearDetail
      lang={lang}
      id={item.id}
      state="processing"
      item={item}
      proposals={[]}
      who={who}
      now={now}
      {...given}
    />
  ));
}

/** Every look of the institution's desk. */
export const opsLooks: Looks = {
  ...merchantLooks,
  ...goingLiveLooks,
  ...riskLooks,
  ...deskDisputeLooks,
  ...bookLooks,
  ...reconciliationLooks,
  ...settlementLooks,
  ...receiptLooks,
  ...advanceLooks,
  ...calendarLooks,
  ...bankLineLooks,
  "ops/home/waiting": at("home", "Home", (lang) => <DeskHome lang={lang} glances={glances(100)} />),
  "ops/home/nothing": at("home", "Home", (lang) => <DeskHome lang={lang} glances={glances(0)} />),
  "ops/queue/unclear": at(
    "home",
    "Queue",
    (lang) => (
      <Queue lang={lang} queue="unclear" next={{ at: START, id: item.id }}>
        {[<UnansweredRow key="row" lang={lang} now={now} item={item} />]}
      </Queue>
    ),
  ),
  "ops/queue/plans": at(
    "home",
    "Queue",
    (lang) => (
      <Queue lang={lang} queue="plans" next={undefined}>
        {[<PlanRow key="row" lang={lang} now={now} item={submitted} />]}
      </Queue>
    ),
  ),
  "ops/queue/unsigns": at(
    "home",
    "Queue",
    (lang) => (
      <Queue lang={lang} queue="unsigns" next={undefined}>
        {[
          <UnsignRow
            key="row"
            lang={lang}
            now={now}
            item={{
              contractId: "ctr_01KAG8M0000000000000000001",
              merchantNo,
              title: "随喝随付",
              channel: "sandbox",
              endedBy: "consumer",
              endedAt: START,
              asks: 3,
            }}
          />,
        ]}
      </Queue>
    ),
  ),
  "ops/queue/summaries": at(
    "home",
    "Queue",
    (lang) => (
      <Queue lang={lang} queue="summaries" next={undefined}>
        {[<SummaryRow key="row" lang={lang} now={now} item={statementFile} />]}
      </Queue>
    ),
  ),
  "ops/queue/endpoints": at(
    "home",
    "Queue",
    (lang) => (
      <Queue lang={lang} queue="endpoints" next={undefined}>
        {[
          <EndpointRow
            key="row"
            lang={lang}
            now={now}
            item={{
              endpointId: "whe_01KAG8M0000000000000000001",
              merchantNo,
              createdAt: START,
              url: "https://shop.example/hooks/a/very/long/path/that/goes/on/and/on",
              reason: "failing",
              failingSince: START,
            }}
          />,
        ]}
      </Queue>
    ),
  ),
  "ops/queue/empty": at(
    "home",
    "Queue",
    (lang) => <Queue lang={lang} queue="unclear" next={undefined}>{[]}</Queue>,
  ),
  "ops/unclear/form": detail({}),
  "ops/unclear/proposed": detail({ proposals: [proposed, turnedDown] }),
  "ops/unclear/expired": detail({ proposals: [expired] }),
  "ops/unclear/look_only": detail({ who: { ...who, role: "support" }, proposals: [proposed] }),
  "ops/unclear/settled": detail({ item: undefined, state: "succeeded" }),
  ...looksOf("ops/unclear/returned", errors, (formError) => detail({ formError })),
  "ops/plan/first": review(false),
  "ops/plan/change": review(true),
  "ops/plan/returned": review(true, "reason_missing"),
  ...healthLooks,
  ...institutionLooks,
  "ops/search/found": at("search", "Search", (lang) => (
    <>
      <NumberBox lang={lang} text={item.id} />
      <SearchResult
        lang={lang}
        result={{
          text: item.id,
          kind: "our_id",
          subjectId: item.id,
          found: [{
            kind: "order",
            id: "ord_01KAG8M0000000000000000001",
            merchantNo,
            of: undefined,
          }],
        }}
      />
    </>
  )),
  "ops/search/nothing": at("search", "Search", (lang) => (
    <>
      <NumberBox lang={lang} text="T-77" />
      <SearchResult
        lang={lang}
        result={{ text: "T-77", kind: "other", subjectId: undefined, found: [] }}
      />
    </>
  )),
  "ops/record": at(
    "search",
    item.id,
    (lang) => (
      <>
        <SubjectHistory
          lang={lang}
          subjectId={item.id}
          events={events}
          ways={[["/ops/complaint", complaintWords(lang).record]]}
        />
        <SignedPaymentCard signature={ownSignature} href="/ops/evidence" lang={lang} />
      </>
    ),
  ),
};
