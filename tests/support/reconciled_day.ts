import { cny } from "../../core/money.ts";
import type { DayView } from "../../core/reconciliation/view_day.ts";
import type { ImportedFile } from "../../core/statement_file/statement_file.ts";
import type { BusinessDay } from "../../core/time.ts";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import { owner } from "./staff_people.ts";

export const day = "2026-11-20" as BusinessDay;

export const file: ImportedFile = {
  fileId: "sfl_01KAG8M0000000000000000001",
  name: `INN26112088ZM_${teaHouse.merchantNo}`,
  kind: "zm",
  clearingDay: day,
  batch: "88",
  merchantNo: teaHouse.merchantNo,
  sha256: "5f".repeat(32),
  bytes: 780_912,
  parser: 1,
  totals: {
    lines: 1_284,
    paid: cny(9_412_860),
    paidBack: cny(128_000),
    fee: cny(52_318),
    net: cny(9_232_542),
  },
  startedAt: START,
  version: 2,
  state: "imported",
  importedAt: START,
  summaryAgrees: true,
};
export const counts = { matched: 1_271, differing: 9, missingHere: 4 };
export const view: DayView = {
  day,
  isOver: true,
  expected: 1_302,
  kinds: [
    {
      kind: "zm",
      files: 1,
      lines: 1_284,
      differing: 9,
      missingHere: 4,
      amount: cny(9_284_860),
      fee: cny(52_318),
    },
    {
      kind: "acomn",
      files: 1,
      lines: 1_290,
      differing: 0,
      missingHere: 6,
      amount: cny(9_301_200),
      fee: cny(0),
    },
  ],
  differences: { open: 13, settled: 2, resolved: 5, missingThere: 3 },
  files: [
    { file, counts },
    {
      file: {
        ...file,
        fileId: "sfl_01KAG8M0000000000000000002",
        name: "IND26112001ACOMN",
        kind: "acomn",
      },
      counts: { matched: 1_284, differing: 0, missingHere: 6 },
    },
  ],
  againstSummary: [],
  refused: [],
  waiting: ["898210154110002"],
  quiet: [{
    merchantNo: "898210154110003",
    day,
    reason: "渠道客服确认当日无交易",
    declaredBy: owner.staffId,
    declaredAt: START,
  }],
};
