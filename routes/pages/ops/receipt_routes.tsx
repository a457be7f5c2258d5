import { type Context, Hono } from "hono";
import { PAGE_ROWS } from "../../../core/desk/list_unclear.ts";
import { isMerchantNo, parseId } from "../../../core/id.ts";
import { typedYuan } from "../../../core/money.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import type { RecordReceiptAct } from "../../../core/proposal/proposal.ts";
import { receiptSources } from "../../../core/receipt/receipt.ts";
import { ok, rejected, type Result } from "../../../core/result.ts";
import { proposeSettlement } from "../../../core/settlement_batch/propose_settlement.ts";
import { parseBusinessDay } from "../../../core/time.ts";
import { ReceiptsPage, type TypedReceipt } from "../../../views/settlement/receipts_page.tsx";
import { type SettlementError, settlementWords } from "../../../views/settlement/words.ts";
import { readForm } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { opsPage } from "./ops_page.tsx";
import { readText } from "./ops_text.ts";
import { REFERENCE_CHARACTERS_MAX } from "./payout_routes.tsx";
import { settlementError } from "./settlement_error.ts";

const PAST_ALL_IDS = "rcq";

/** Money that came to our reserve. */
export function receiptRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();

  app.get(paths.opsReceipts(), needs(given, "settlements:read"), (c) => show(c));

  const confirmed = needs(given, "settlements:write", { confirmed: true });
  app.post(paths.opsReceipts(), confirmed, async (c) => {
    const form = await readForm(c);
    const field = (name: string) => form.get(name) ?? "";
    const typed: TypedReceipt = {
      source: field("source"),
      merchant: field("merchant").trim(),
      amount: field("amount"),
      day: field("day"),
      reference: field("reference"),
    };
    const act = readAct(typed);
    if (!act.ok) return await show(c, { formError: act.error.code, typed });
    const proposed = await proposeSettlement(deps, act.value, c.var.here);
    return proposed.ok
      ? c.redirect(paths.proposal("ops", proposed.value.proposalId), 303)
      : await show(c, { formError: settlementError(proposed.error), typed });
  });

  return app;

  async function show(
    c: Context<StaffEnv>,
    shown: { readonly formError?: SettlementError; readonly typed?: TypedReceipt } = {},
  ): Promise<Response> {
    const past = parseId("rcp", c.req.query("after") ?? "") ?? PAST_ALL_IDS;
    const [found] = await deps.load(deps.receipts.list(past, PAGE_ROWS + 1));
    const receipts = found.slice(0, PAGE_ROWS);
    const next = found.length > PAGE_ROWS ? receipts.at(-1)?.receiptId : undefined;
    const { frame: { lang }, who } = c.var;
    const mayWrite = permits(who.role, "settlements:write");
    const title = settlementWords(lang).receipts;
    const status = shown.formError && 422;
    const props = { lang, receipts, next, mayWrite, ...shown };
    return opsPage(c, { section: "settlements", title, status }, <ReceiptsPage {...props} />);
  }
}

function readAct(
  typed: TypedReceipt,
): Result<RecordReceiptAct, { readonly code: SettlementError }> {
  const source = receiptSources.find((each) => each === typed.source);
  if (!source) return rejected({ code: "source_missing" });
  const { merchant } = typed;
  if (!isMerchantNo(merchant)) return rejected({ code: "not_possible" });
  const amount = typedYuan(typed.amount);
  if (!amount || amount.fen === 0) return rejected({ code: "amount_wrong" });
  const day = parseBusinessDay(typed.day);
  if (!day) return rejected({ code: "day_wrong" });
  const reference = readText(typed.reference, REFERENCE_CHARACTERS_MAX);
  if (!reference) return rejected({ code: "reference_missing" });
  return ok({ kind: "record_receipt", source, merchant, day, fen: amount.fen, reference });
}
