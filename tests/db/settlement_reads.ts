import type { Id, IdPrefix } from "../../core/id.ts";
import { merchantNo } from "../../core/id.ts";
import type { Query } from "../../core/query.ts";
import { businessDay, instant } from "../../core/time.ts";
import { bankLineStore } from "../../db/bank_line/queries.ts";
import { behindStore } from "../../db/book/behind.ts";
import { clearingDayStore } from "../../db/book/clearing_days.ts";
import { calendarStore } from "../../db/calendar/queries.ts";
import { deductionStore } from "../../db/deduction/queries.ts";
import { disputeStore } from "../../db/dispute/queries.ts";
import { holdStore } from "../../db/hold/queries.ts";
import { receiptStore } from "../../db/receipt/queries.ts";
import { refundStore } from "../../db/refund/queries.ts";
import { batchStore } from "../../db/settlement_batch/queries.ts";
import { waitingStore } from "../../db/settlement_batch/waiting.ts";
import { termsStore } from "../../db/settlement_terms/queries.ts";

const id = <P extends IdPrefix>(prefix: P): Id<P> => `${prefix}_01KAG8M0000000000000000001`;
const merchant = merchantNo("888000000000001");
const day = businessDay(instant(0));
const past = { subjectId: "", line: 0 };

/** What is read of settlements. */
export const settlementReads: Readonly<Record<string, Query<unknown>>> = {
  "books.behind": behindStore.behind(id("pay")),
  "books.clearedUpTo": clearingDayStore.clearedUpTo({ type: "portal", merchantNo: merchant }, day),
  "books.clearedUpTo by key": clearingDayStore.clearedUpTo({ type: "secret_key", digest: "d" }),
  "calendar.from": calendarStore.from(day),
  "calendar.versionOf": calendarStore.versionOf(2027),
  "holds.inForce": holdStore.inForce(merchant),
  "holds.byId": holdStore.byId(id("hld")),
  "holds.of": holdStore.of(merchant),
  "holds.list": holdStore.list("", 51),
  "receipts.byReference": receiptStore.byReference("JW1"),
  "receipts.byId": receiptStore.byId(id("rcp")),
  "receipts.openDays": receiptStore.openDays({ mode: "test", from: day, until: day }, 100),
  "bankLines.byReference": bankLineStore.byReference({ reference: "B-1", mode: "test", fen: 1 }),
  "bankLines.joinedTo": bankLineStore.joinedTo(id("rcp")),
  "bankLines.joinedTo a payout": bankLineStore.joinedTo(id("pyo")),
  "deductions.advances": deductionStore.advances(
    { state: "outstanding", past: undefined, max: 21 },
    instant(0),
  ),
  "refunds.toPayOut": refundStore.toPayOut(100),
  "disputes.toldOf": disputeStore.toldOf(id("ded")),
  "disputes.sealedFile": disputeStore.sealedFile(id("dsp"), "0"),
  "receipts.list": receiptStore.list("rcq", 21),
  "settlementTerms.inForce": termsStore.inForce(merchant, day),
  "settlementTerms.of": termsStore.of(merchant),
  "settlementBatches.waitingPayees": waitingStore.waitingPayees("", 100),
  "settlementBatches.waitingDays": waitingStore.waitingDays(merchant),
  "settlementBatches.hasOthers": waitingStore.hasOthers(merchant),
  "settlementBatches.waiting": waitingStore.waiting(merchant, day),
  "settlementBatches.cleared": waitingStore.cleared(merchant, day),
  "settlementBatches.daysWithout": waitingStore.daysWithout(merchant, day, day),
  "settlementBatches.last": batchStore.last(merchant),
  "settlementBatches.byId": batchStore.byId(id("stl")),
  "settlementBatches.payables": batchStore.payables([id("stl")]),
  "settlementBatches.due": batchStore.due(day, 100),
  "settlementBatches.ofRun": batchStore.ofRun(id("prp")),
  "settlementBatches.payoutById": batchStore.payoutById(id("pyo")),
  "settlementBatches.payoutsOf": batchStore.payoutsOf(id("stl")),
  "settlementBatches.payoutsOfSum": batchStore.payoutsOfSum(1, 5),
  "settlementBatches.payoutReturnedAs": batchStore.payoutReturnedAs("B-1"),
  "settlementBatches.items": batchStore.items(id("stl"), past, 21),
  "settlementBatches.figuresOf": batchStore.figuresOf(day),
  "settlementBatches.list of a day": batchStore.list({ dueOn: day }, "stm", 100),
  "settlementBatches.list of a day and state": batchStore.list(
    { dueOn: day, state: "due" },
    "stm",
    100,
  ),
  "settlementBatches.list of a number": batchStore.list({ merchantNo: merchant }, "stm", 100),
};
