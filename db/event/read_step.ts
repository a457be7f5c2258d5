import type { RecordedStep } from "../../core/recorded_step.ts";
import type { MerchantNo } from "../../core/id.ts";
import { instant } from "../../core/time.ts";
import type { Columns } from "../engine/columns.ts";

/** What an event says wherever one of our own people reads it. */
export function readStep(columns: Columns): RecordedStep {
  return {
    type: columns.text("type"),
    merchantNo: columns.textOrNone("merchant_no") as MerchantNo | undefined,
    at: instant(columns.int("at")),
    by: columns.text("by"),
    data: columns.json("data"),
  };
}
