import { type Context, Hono } from "hono";
import { isMerchantNo, parseId, type SettlementId } from "../../../core/id.ts";
import { PAGE_ROWS } from "../../../core/desk/list_unclear.ts";
import { typedYuan } from "../../../core/money.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import type { PlaceHoldAct, ReleaseHoldAct } from "../../../core/proposal/proposal.ts";
import { proposeSettlement } from "../../../core/settlement_batch/propose_settlement.ts";
import {
  viewMerchantSettlements,
  viewSettlements,
} from "../../../core/settlement_batch/view_settlements.ts";
import { batchStates } from "../../../core/settlement_batch/settlement_batch.ts";
import { parseBusinessDay } from "../../../core/time.ts";
import { BatchPage } from "../../../views/settlement/batch_page.tsx";
import { SettlementDayPage } from "../../../views/settlement/day_page.tsx";
import { MerchantSettlementPage } from "../../../views/settlement/merchant_page.tsx";
import { itemTable } from "../../../views/settlement/tables.ts";
import type { TypedTerms } from "../../../views/settlement/terms_form.tsx";
import { type SettlementError, settlementWords } from "../../../views/settlement/words.ts";
import { csvFile } from "../staff/csv_file.ts";
import { readForm } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { opsPage } from "./ops_page.tsx";
import { readReason } from "./read_reason.ts";
import { readTerms } from "./read_terms.ts";
import { placeText, readItemPlace } from "./item_place.ts";
import { settlementError } from "./settlement_error.ts";

/** A table is whole or there is none. */
const TABLE_ITEMS_MAX = 100_000;
const START = { subjectId: "", line: 0 };

/** What is settled to merchants: by day, by batch, by merchant number. */
export function settlementRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();
  const reads = needs(given, "settlements:read");
  const confirmed = needs(given, "settlements:write", { confirmed: true });

  app.get(paths.opsSettlements(), reads, async (c) => {
    const day = parseBusinessDay(c.req.query("day") ?? "");
    const state = batchStates.find((each) => each === c.req.query("state"));
    const past = parseId("stl", c.req.query("after") ?? "");
    const now = deps.now();
    const [view, [waiting]] = await Promise.all([
      viewSettlements(deps, { day, state, past }),
      deps.load(deps.proposals.waiting(undefined, now)),
    ]);
    const { lang } = c.var.frame;
    const proposals = waiting.filter(({ act }) => act.kind === "pay_out");
    const props = { lang, view, proposals, now, mayWrite: mayWrite(c) };
    const { title } = settlementWords(lang);
    return opsPage(c, { section: "settlements", title }, <SettlementDayPage {...props} />);
  });

  app.get(paths.opsSettlement(":settlementId"), reads, async (c) => {
    const settlementId = idIn(c);
    if (!settlementId) return unknownAtDesk(c, "ops");
    const past = readItemPlace(c.req.query("after")) ?? START;
    const [batch, payouts, found] = await deps.load(
      deps.settlementBatches.byId(settlementId),
      deps.settlementBatches.payoutsOf(settlementId),
      deps.settlementBatches.items(settlementId, past, PAGE_ROWS + 1),
    );
    if (!batch) return unknownAtDesk(c, "ops");
    const items = found.slice(0, PAGE_ROWS);
    const next = found.length > PAGE_ROWS ? placeText(items.at(-1)) : undefined;
    const { frame: { lang }, who: { role } } = c.var;
    const mayExport = permits(role, "exports:read");
    const title = settlementWords(lang).batch;
    const props = { lang, batch, payouts, items, next, mayExport };
    return opsPage(c, { section: "settlements", title }, <BatchPage {...props} />);
  });

  const exports = needs(given, ["settlements:read", "exports:read"]);
  app.get(paths.opsSettlementItems(":settlementId"), exports, async (c) => {
    const settlementId = idIn(c);
    if (!settlementId) return unknownAtDesk(c, "ops");
    const [batch, items] = await deps.load(
      deps.settlementBatches.byId(settlementId),
      deps.settlementBatches.items(settlementId, START, TABLE_ITEMS_MAX),
    );
    if (!batch) return unknownAtDesk(c, "ops");
    return csvFile(c, `${settlementId}.csv`, itemTable(c.var.frame.lang, items));
  });

  app.get(paths.opsSettlementsOf(":merchantNo"), reads, (c) => showMerchant(c));

  app.post(paths.opsPlaceHold(":merchantNo"), confirmed, async (c) => {
    const merchant = c.req.param("merchantNo") ?? "";
    if (!isMerchantNo(merchant)) return unknownAtDesk(c, "ops");
    const form = await readForm(c);
    const typed = { amount: (form.get("amount") ?? "").trim(), reason: form.get("reason") ?? "" };
    const amount = typed.amount === "" ? undefined : typedYuan(typed.amount);
    if (typed.amount !== "" && !(amount && amount.fen > 0)) {
      return await showMerchant(c, { formError: "amount_wrong", typed });
    }
    const reason = readReason(typed.reason);
    if (!reason.ok) return await showMerchant(c, { formError: reason.error, typed });
    const act: PlaceHoldAct = {
      kind: "place_hold",
      merchant,
      fen: amount?.fen ?? null,
      reason: reason.value,
    };
    const proposed = await proposeSettlement(deps, act, c.var.here);
    return proposed.ok
      ? c.redirect(paths.opsSettlementsOf(merchant), 303)
      : await showMerchant(c, { formError: settlementError(proposed.error), typed });
  });

  app.post(paths.opsSettlementTerms(":merchantNo"), confirmed, async (c) => {
    const merchant = c.req.param("merchantNo") ?? "";
    if (!isMerchantNo(merchant)) return unknownAtDesk(c, "ops");
    const form = await readForm(c);
    const field = (name: string) => (form.get(name) ?? "").trim();
    const typedTerms: TypedTerms = {
      from: field("from"),
      delay: field("delay"),
      accountOf: field("account_of"),
      overdraft: field("overdraft"),
    };
    const act = readTerms(merchant, typedTerms);
    if (!act.ok) return await showMerchant(c, { formError: act.error.code, typedTerms });
    const proposed = await proposeSettlement(deps, act.value, c.var.here);
    return proposed.ok
      ? c.redirect(paths.opsSettlementsOf(merchant), 303)
      : await showMerchant(c, { formError: settlementError(proposed.error), typedTerms });
  });

  app.post(paths.opsReleaseHold(":holdId"), confirmed, async (c) => {
    const of = parseId("hld", c.req.param("holdId") ?? "");
    const [hold] = of ? await deps.load(deps.holds.byId(of)) : [undefined];
    if (!of || !hold) return unknownAtDesk(c, "ops");
    const typed = { amount: "", reason: (await readForm(c)).get("reason") ?? "" };
    const reason = readReason(typed.reason);
    const { merchantNo } = hold;
    if (!reason.ok) return await showMerchant(c, { merchantNo, formError: reason.error, typed });
    const act: ReleaseHoldAct = { kind: "release_hold", of, reason: reason.value };
    const proposed = await proposeSettlement(deps, act, c.var.here);
    return proposed.ok ? c.redirect(paths.opsSettlementsOf(merchantNo), 303) : await showMerchant(
      c,
      { merchantNo, formError: settlementError(proposed.error), typed },
    );
  });

  return app;

  async function showMerchant(
    c: Context<StaffEnv>,
    { merchantNo = c.req.param("merchantNo") ?? "", ...shown }: {
      readonly merchantNo?: string;
      readonly formError?: SettlementError;
      readonly typed?: { readonly amount: string; readonly reason: string };
      readonly typedTerms?: TypedTerms;
    } = {},
  ): Promise<Response> {
    if (!isMerchantNo(merchantNo)) return unknownAtDesk(c, "ops");
    const now = deps.now();
    const [merchant, above, waiting] = await deps.load(
      deps.merchants.byNo(merchantNo),
      deps.merchants.lineAbove(merchantNo),
      deps.proposals.waiting(undefined, now),
    );
    if (!merchant) return unknownAtDesk(c, "ops");
    const view = await viewMerchantSettlements(deps, merchantNo);
    const holds = new Set<string>(view.holds.map(({ holdId }) => holdId));
    const proposals = waiting.filter(({ act }) =>
      (act.kind === "place_hold" || act.kind === "agree_terms") && act.merchant === merchantNo ||
      act.kind === "release_hold" && holds.has(act.of)
    );
    const { frame: { lang }, who } = c.var;
    const writes = mayWrite(c);
    const props = {
      lang,
      who,
      merchantNo,
      view,
      above,
      proposals,
      now,
      mayWrite: writes,
      ...shown,
    };
    const title = settlementWords(lang).merchantTitle(merchantNo);
    const status = shown.formError && 422;
    return opsPage(
      c,
      { section: "settlements", title, status },
      <MerchantSettlementPage {...props} />,
    );
  }
}

function mayWrite(c: Context<StaffEnv>): boolean {
  return permits(c.var.who.role, "settlements:write");
}

function idIn(c: Context<StaffEnv>): SettlementId | undefined {
  return parseId("stl", c.req.param("settlementId") ?? "");
}
