import { cny } from "../../core/money.ts";
import type { OpenDay } from "../../core/receipt/clearing_days.ts";
import type { Receipt } from "../../core/receipt/receipt.ts";
import type { BusinessDay } from "../../core/time.ts";
import { ReceiptsPage } from "../../views/settlement/receipts_page.tsx";
import { type SettlementError, settlementWords } from "../../views/settlement/words.ts";
import { DeskLayout } from "../../views/staff/desk.tsx";
import { START } from "./fake_clock.ts";
import { teaHouse } from "./fixtures.ts";
import { keysOf, type Look, type Looks, looksOf } from "./look.ts";
import { atOps } from "./staff_people.ts";

const day = "2026-11-20" as BusinessDay;
const due = "2026-11-23" as BusinessDay;
const { merchantNo } = teaHouse;

const receipts: readonly Receipt[] = (["channel", "merchant"] as const).map((source, n) => ({
  receiptId: `rcp_01KAG8M000000000000000000${n}`,
  source,
  merchantNo,
  channel: "unionpay",
  day: due,
  amount: cny(9_232_542),
  reference: `JW202611230001${n}`,
  days: source === "channel" ? [{ day, fen: 9_232_542, nth: 1 }] : [],
  recordedAt: START,
}));
const open: readonly OpenDay[] = [
  { merchantNo, channel: "unionpay", day, open: cny(9_232_542), receipts: 0 },
  { merchantNo, channel: "wallet:river", day, open: cny(128_000), receipts: 0 },
];
const received = (formError?: SettlementError): Look => (frame) => (
  <DeskLayout
    frame={frame}
    desk="ops"
    who={atOps}
    section="settlements"
    title={settlementWords(frame.lang).receipts}
  >
    <ReceiptsPage
      lang={frame.lang}
      receipts={formError ? [] : receipts}
      open={formError === "amount_wrong" ? [] : open}
      sources={["channel", "merchant", "wallet:river"]}
      next={undefined}
      mayWrite
      formError={formError}
      typed={formError &&
        {
          source: "channel",
          merchant: merchantNo,
          amount: "12,3,4",
          day: due,
          reference: "JW1",
          clearing_day: "",
          parts: formError === "receipt_parts_wrong" ? [`${merchantNo}.${day}.9232542`] : [],
        }}
    />
  </DeskLayout>
);
const receiptErrors = keysOf<
  Extract<
    SettlementError,
    "amount_wrong" | "day_wrong" | "source_missing" | "receipt_known" | "receipt_parts_wrong"
  >
>({
  amount_wrong: true,
  day_wrong: true,
  source_missing: true,
  receipt_known: true,
  receipt_parts_wrong: true,
});

/** Money that came, at the desk. */
export const receiptLooks: Looks = {
  "ops/receipts": received(),
  ...looksOf("ops/receipts", receiptErrors, received),
};
