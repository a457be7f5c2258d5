import { type Context, Hono } from "hono";
import { PAGE_ROWS } from "../../../core/desk/list_unclear.ts";
import { isWallet } from "../../../core/channel/channel.ts";
import { isMerchantNo, parseId } from "../../../core/id.ts";
import type { BankLine } from "../../../core/bank_line/bank_line.ts";
import { plainYuan, typedYuan } from "../../../core/money.ts";
import { daysBefore } from "../../../core/receipt/record_receipt.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import type { RecordReceiptAct } from "../../../core/proposal/proposal.ts";
import { receiptSources } from "../../../core/receipt/receipt.ts";
import { ok, rejected, type Result } from "../../../core/result.ts";
import { proposeSettlement } from "../../../core/settlement_batch/propose_settlement.ts";
import { businessDay, parseBusinessDay } from "../../../core/time.ts";
import { ReceiptsPage, type TypedReceipt } from "../../../views/settlement/receipts_page.tsx";
import { type SettlementError, settlementWords } from "../../../views/settlement/words.ts";
import { readForm } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { opsPage } from "./ops_page.tsx";
import { readText } from "./ops_text.ts";
import { REFERENCE_CHARACTERS_MAX } from "./payout_routes.tsx";
import { settlementError } from "./settlement_error.ts";

const PAST_ALL_IDS = "rcq";
/** What has not come yet, of the last month. */
const OPEN_DAYS_SHOWN = 100;
/** In one receipt. */
const PARTS_MAX = 100;

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
      clearing_day: field("clearing_day"),
      parts: form.getAll("part"),
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
    const today = businessDay(deps.now());
    const lineId = parseId("bln", c.req.query("line") ?? "");
    const [found, live, test, line] = await deps.load(
      deps.receipts.list(past, PAGE_ROWS + 1),
      deps.receipts.openDays({ mode: "live", ...daysBefore(today) }, OPEN_DAYS_SHOWN),
      deps.receipts.openDays({ mode: "test", ...daysBefore(today) }, OPEN_DAYS_SHOWN),
      deps.bankLines.byIds(lineId ? [lineId] : []),
    );
    const typed = shown.typed ?? typedOf(line[0]);
    const receipts = found.slice(0, PAGE_ROWS);
    const next = found.length > PAGE_ROWS ? receipts.at(-1)?.receiptId : undefined;
    const { frame: { lang }, who } = c.var;
    const mayWrite = permits(who.role, "settlements:write");
    const title = settlementWords(lang).receipts;
    const status = shown.formError && 422;
    const open = [...live, ...test];
    const wallets = [...Object.keys(deps.channels), ...open.map(({ channel }) => channel)]
      .filter((each) => isWallet(each));
    const sources = [...receiptSources, ...new Set(wallets)];
    const props = { lang, receipts, open, sources, next, mayWrite, ...shown, typed };
    return opsPage(c, { section: "settlements", title, status }, <ReceiptsPage {...props} />);
  }
}

/** What a line of a bank's file says of it. */
function typedOf(line: BankLine | undefined): TypedReceipt | undefined {
  return line && {
    source: "channel",
    merchant: "",
    amount: plainYuan(line.amount),
    day: line.bookedOn,
    reference: line.bankRef ?? line.lineId,
    clearing_day: "",
    parts: [],
  };
}

function readAct(
  typed: TypedReceipt,
): Result<RecordReceiptAct, { readonly code: SettlementError }> {
  const channel = isWallet(typed.source) ? typed.source : undefined;
  const source = channel ? "channel" : receiptSources.find((each) => each === typed.source);
  if (!source) return rejected({ code: "source_missing" });
  const parts = typed.parts.flatMap(partIn);
  if (parts.length !== typed.parts.length || parts.length > PARTS_MAX) {
    return rejected({ code: "not_possible" });
  }
  const merchant = parts[0]?.merchant ?? typed.merchant;
  if (!isMerchantNo(merchant)) return rejected({ code: "not_possible" });
  const amount = typedYuan(typed.amount);
  if (!amount || amount.fen === 0) return rejected({ code: "amount_wrong" });
  const day = parseBusinessDay(typed.day);
  if (!day) return rejected({ code: "day_wrong" });
  const reference = readText(typed.reference, REFERENCE_CHARACTERS_MAX);
  if (!reference) return rejected({ code: "reference_missing" });
  const clearingDay = typed.clearing_day === "" ? undefined : parseBusinessDay(typed.clearing_day);
  if (typed.clearing_day !== "" && !clearingDay) return rejected({ code: "clearing_day_wrong" });
  const { fen } = amount;
  return ok({
    kind: "record_receipt",
    source,
    merchant,
    day,
    fen,
    reference,
    ...(channel && { channel }),
    ...(clearingDay && { clearingDay }),
    ...(parts.length > 0 && { parts }),
  });
}

/** A number's day with the sum that was shown, as `partValue` writes it; none when it is not one of ours. */
function partIn(text: string): NonNullable<RecordReceiptAct["parts"]> {
  const [merchant = "", date = "", fen = ""] = text.split(".");
  const day = parseBusinessDay(date);
  return isMerchantNo(merchant) && day && /^-?\d{1,15}$/.test(fen)
    ? [{ merchant, day, fen: Number(fen) }]
    : [];
}
