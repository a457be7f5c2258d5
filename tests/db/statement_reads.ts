import type { Id, IdPrefix } from "../../core/id.ts";
import { merchantNo } from "../../core/id.ts";
import type { Query } from "../../core/query.ts";
import { businessDay, instant } from "../../core/time.ts";
import { differenceStore } from "../../db/difference/queries.ts";
import { reconciliationStore } from "../../db/reconciliation/queries.ts";
import { feeAgreementStore } from "../../db/fee/queries.ts";
import { feeStore } from "../../db/book/fees.ts";
import { statementStore } from "../../db/statement/queries.ts";
import { statementFileStore } from "../../db/statement_file/queries.ts";

const id = <P extends IdPrefix>(prefix: P): Id<P> => `${prefix}_01KAG8M0000000000000000001`;
const merchant = merchantNo("888000000000001");
const day = businessDay(instant(0));
const keys = { orderNos: ["1"], txnNos: ["1"], txnPrefixes: ["1"] };
const chunk = { fileId: id("sfl"), kind: "zm", from: 1, until: 500 } as const;
const file = { kind: "zm", clearingDay: day, merchantNo: merchant, batch: "88" } as const;

const around = { merchantNo: merchant, from: day, until: day };
const past = { dueAt: instant(0), id: id("dif") };

/** What is read of channels' files and of fees. */
export const statementReads: Readonly<Record<string, Query<unknown>>> = {
  "feeAgreements.inForce": feeAgreementStore.inForce(merchant, day),
  "differences.byId": differenceStore.byId(id("dif")),
  "differences.commentsOf": differenceStore.commentsOf(id("dif")),
  "differences.countOf": differenceStore.countOf({ state: "open" }),
  "differences.countOf a day": differenceStore.countOf({ state: "open", day }),
  "differences.openOf": differenceStore.openOf(id("sfl")),
  "differences.linesWithout": differenceStore.linesWithout(id("sfl"), 10),
  "differences.gapsWithout": differenceStore.gapsWithout(around, 10),
  "differences.linesAgreed": differenceStore.linesAgreed(id("sfl"), 10),
  "differences.gapsAgreed": differenceStore.gapsAgreed(around, 10),
  ...Object.fromEntries(
    ([{}, { day }, { owner: id("stf") }, { day, reason: "differing" }] as const)
      .map((filter) => [
        `differences of ${Object.keys(filter).join() || "all"}`,
        differenceStore.list({ state: "open", past, max: 21, ...filter }),
      ]),
  ),
  "reconciliation.lastDay": reconciliationStore.lastDay(),
  "reconciliation.figuresOf": reconciliationStore.figuresOf(day),
  "reconciliation.differencesOf": reconciliationStore.differencesOf(day),
  "reconciliation.expectedOn": reconciliationStore.expectedOn(day),
  "reconciliation.filesOf": reconciliationStore.filesOf(day, 10),
  "reconciliation.againstSummary": reconciliationStore.againstSummary(day, 10),
  "reconciliation.ownFiles": reconciliationStore.ownFiles(merchant, day, 21),
  "reconciliation.fileById": reconciliationStore.fileById(id("sfl")),
  ...Object.fromEntries(
    ([undefined, "matched", "differing", "missing_here"] as const).map((state) => [
      `reconciliation.lines ${state}`,
      reconciliationStore.lines(id("sfl"), { state, past: 0, max: 21 }),
    ]),
  ),
  "reconciliation.waitingFor": reconciliationStore.waitingFor(day, 10),
  "reconciliation.isKnown": reconciliationStore.isKnown(merchant),
  "reconciliation.hasFile": reconciliationStore.hasFile(merchant, day),
  "reconciliation.quietDays": reconciliationStore.quietDays(day, 10),
  "statementFiles.bySha256": statementFileStore.bySha256("d"),
  "statementFiles.same": statementFileStore.same(file),
  "statementFiles.detailOfDay": statementFileStore.detailOfDay(merchant, day),
  "statementFiles.factsFor": statementFileStore.factsFor(keys, chunk),
  "statementFiles.importedSince": statementFileStore.importedSince(day, { day, fileId: "" }, 10),
  "statementFiles.openLines": statementFileStore.openLines(id("sfl"), 0, 10),
  "statementFiles.countsOf": statementFileStore.countsOf(id("sfl")),
  "statementFiles.daysWithFile": statementFileStore.daysWithFile(merchant, day, day),
  "statementFiles.partsOf": statementFileStore.partsOf(id("sfl")),
  "statementFiles.numbersOf": statementFileStore.numbersOf(merchant),
  "statementFiles.gapsOf": statementFileStore.gapsOf(merchant, day, day),
  "statementFiles.unmet": statementFileStore.unmet(merchant, day, 10),
  ...issuedReads(),
};

/** What is read of our own statements. */
function issuedReads(): Readonly<Record<string, Query<unknown>>> {
  const turn = { merchantNo: merchant, scope: "own", day } as const;
  const stm = id("stm");
  const place = { bookedAt: instant(0), no: 1 };
  const range = { past: place, until: place, max: 10 };
  return {
    "statements.ofDay": statementStore.ofDay(turn),
    "statements.ready": statementStore.ready(turn),
    "statements.before": statementStore.before(turn),
    "statements.readyBefore": statementStore.readyBefore(turn, day, 21),
    "statements.dayEnd": statementStore.dayEnd(merchant, instant(0)),
    "statements.options": statementStore.options(merchant),
    "statements.membersOf": statementStore.membersOf(stm, turn, 10),
    "statements.entries": statementStore.entries(
      { merchantNo: merchant, account: "payable" },
      range,
    ),
    "statements.facts": statementStore.facts([id("pay"), id("rfd"), id("ded")]),
    "statements.part": statementStore.part({
      statementId: stm,
      attempt: "a",
      format: "csv",
      part: 0,
    }),
    "statements.months": statementStore.months(merchant, undefined, 10),
    "statements.ofAll": statementStore.ofAll(day, "live", { past: "", max: 10 }),
    "books.returnedFeeOf a payment": feeStore.returnedFeeOf(id("pay")),
  };
}
