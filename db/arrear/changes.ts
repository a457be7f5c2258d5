import { eq, sql } from "drizzle-orm";
import { type Arrear, nextRetryAt } from "../../core/arrear/arrear.ts";
import type { ArrearEvent } from "../../core/arrear/arrear_events.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";
import { oweArrear } from "../message/owe.ts";
import { arrears } from "./table.ts";

export const arrearChanges = {
  "arrear.opened": ({ arrear }) => [insertArrear(arrearRow(arrear)), oweArrear(arrear)],
  "arrear.retried": update,
  "arrear.retry_failed": update,
  "arrear.retry_skipped": update,
  "arrear.retries_ended": update,
  "arrear.repayment_opened": update,
  "arrear.settled": end,
  "arrear.waived": end,
} satisfies Changes<ArrearEvent>;

function update({ arrear }: ArrearEvent) {
  return [updateArrear({ ...arrearRow(arrear), ends: 0 })];
}

/** The row's CHECK refuses a second end, whoever writes it. */
function end({ arrear }: ArrearEvent) {
  return [updateArrear({ ...arrearRow(arrear), ends: 1 })];
}

const at = sql.placeholder;

const insertArrear = prepare<ReturnType<typeof arrearRow>>(
  build.insert(arrears).values({
    arrearId: at("arrearId"),
    deductionId: at("deductionId"),
    contractId: at("contractId"),
    merchantNo: at("merchantNo"),
    merchantOrderNo: at("merchantOrderNo"),
    settleMerchantNo: at("settleMerchantNo"),
    amount: at("amount"),
    subject: at("subject"),
    openedAt: at("openedAt"),
    retryTimes: at("retryTimes"),
    retriesPassed: at("retriesPassed"),
    retriesEnd: at("retriesEnd"),
    state: at("state"),
    dueAt: at("dueAt"),
    ends: sql`0`,
    version: at("version"),
  }),
);

/** What is owed, and for what, never changes. */
const updateArrear = prepare<ReturnType<typeof arrearRow> & { readonly ends: number }>(
  build.update(arrears).set({
    retriesPassed: sql`${at("retriesPassed")}`,
    retrying: sql`${at("retrying")}`,
    retriesEnd: sql`${at("retriesEnd")}`,
    orderId: sql`${at("orderId")}`,
    state: sql`${at("state")}`,
    endedAt: sql`${at("endedAt")}`,
    settledBy: sql`${at("settledBy")}`,
    settlingDeductionId: sql`${at("settlingDeductionId")}`,
    settlingPaymentId: sql`${at("settlingPaymentId")}`,
    waiverReason: sql`${at("waiverReason")}`,
    dueAt: sql`${at("dueAt")}`,
    ends: sql`ends + ${at("ends")}`,
    version: sql`${at("version")}`,
  }).where(eq(arrears.arrearId, at("arrearId"))),
);

function arrearRow(arrear: Arrear) {
  const owed = arrear.state === "owed" ? arrear : undefined;
  const settled = arrear.state === "settled" ? arrear : undefined;
  const waived = arrear.state === "waived" ? arrear : undefined;
  const by = settled?.settledBy;
  return {
    ...arrear,
    amount: arrear.amount.fen,
    retryTimes: JSON.stringify(arrear.retryTimes),
    retrying: owed?.retrying,
    retriesEnd: owed?.retriesEnd,
    endedAt: settled?.settledAt ?? waived?.waivedAt,
    settledBy: by?.by,
    settlingDeductionId: by && by.by !== "checkout" ? by.deductionId : undefined,
    settlingPaymentId: by?.by === "checkout" ? by.paymentId : undefined,
    waiverReason: waived?.reason,
    dueAt: nextRetryAt(arrear),
  };
}
