import { type Context, Hono } from "hono";
import { proposeAdvanceEnd } from "../../../core/deduction/end_advance.ts";
import { allAdvances, listAdvances } from "../../../core/deduction/list_advances.ts";
import {
  advanceStates,
  advanceWays,
  type AdvanceWord,
} from "../../../core/deduction/network_advance.ts";
import { viewAdvance } from "../../../core/deduction/view_advance.ts";
import { type DeductionId, parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { ok, type Result } from "../../../core/result.ts";
import { AdvancePage, type TypedEnd } from "../../../views/advance/advance_page.tsx";
import { advanceTable } from "../../../views/advance/advance_table.ts";
import { AdvancesPage } from "../../../views/advance/advances_page.tsx";
import { type AdvanceError, advanceWords } from "../../../views/advance/words.ts";
import { csvFile } from "../staff/csv_file.ts";
import { readForm, readLine } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { opsPage } from "./ops_page.tsx";
import { readReason } from "./read_reason.ts";

const REFERENCE_CHARACTERS_MAX = 64;

/** What networks advanced for payers, and how it ended. */
export function advanceRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();

  app.get(paths.opsAdvances(), needs(given, "reconciliation:read"), (c) => show(c));

  const exports = needs(given, ["reconciliation:read", "exports:read"]);
  app.get(paths.opsAdvancesCsv(), exports, async (c) => {
    const advances = await allAdvances(deps, stateIn(c));
    if (!advances) return await show(c, true);
    return csvFile(c, "advances.csv", advanceTable(c.var.frame.lang, advances));
  });

  app.get(paths.opsAdvance(":deductionId"), needs(given, "reconciliation:read"), (c) => {
    const of = parseId("ded", c.req.param("deductionId") ?? "");
    return of ? showOne(c, of) : unknownAtDesk(c, "ops");
  });

  const writes = needs(given, "reconciliation:write", { confirmed: true });
  app.post(paths.opsAdvance(":deductionId"), writes, async (c) => {
    const of = parseId("ded", c.req.param("deductionId") ?? "");
    if (!of) return unknownAtDesk(c, "ops");
    const form = await readForm(c);
    const field = (name: string) => form.get(name) ?? "";
    const typed = { way: field("way"), reference: field("reference"), reason: field("reason") };
    const word = wordIn(typed);
    if (!word.ok) return await showOne(c, of, { formError: word.error, typed });
    const proposed = await proposeAdvanceEnd(deps, { of, ...word.value, here: c.var.here });
    if (proposed.ok) return c.redirect(paths.proposal("ops", proposed.value.proposalId), 303);
    const { code } = proposed.error;
    if (code === "advance_not_found") return unknownAtDesk(c, "ops");
    return await showOne(c, of, { formError: code, typed });
  });

  return app;

  async function showOne(
    c: Context<StaffEnv>,
    of: DeductionId,
    shown: { readonly formError?: AdvanceError; readonly typed?: TypedEnd } = {},
  ): Promise<Response> {
    const view = await viewAdvance(deps, of);
    if (!view) return unknownAtDesk(c, "ops");
    const { frame: { lang }, who } = c.var;
    const mayWrite = permits(who.role, "reconciliation:write");
    const props = { lang, who, view, mayWrite, ...shown };
    const { title } = advanceWords(lang);
    const status = shown.formError && 422;
    return opsPage(c, { section: "reconciliation", title, status }, <AdvancePage {...props} />);
  }

  async function show(c: Context<StaffEnv>, tooMany = false): Promise<Response> {
    const state = stateIn(c);
    const past = parseId("ded", c.req.query("after") ?? "");
    const list = await listAdvances(deps, { state, past });
    const { frame: { lang }, who: { role } } = c.var;
    const mayExport = permits(role, "exports:read");
    const mayWrite = permits(role, "reconciliation:write");
    const props = { lang, now: deps.now(), state, list, mayExport, mayWrite, tooMany };
    const { title } = advanceWords(lang);
    const status = tooMany ? 422 : undefined;
    return opsPage(c, { section: "reconciliation", title, status }, <AdvancesPage {...props} />);
  }
}

function stateIn(c: Context<StaffEnv>) {
  return advanceStates.find((each) => each === c.req.query("state")) ?? "outstanding";
}

function wordIn(
  { way: typed, reference: number, reason }: TypedEnd,
): Result<AdvanceWord, AdvanceError> {
  const way = advanceWays.find((each) => each === typed);
  if (!way) return { ok: false, error: "way_missing" };
  const reference = readLine(number, REFERENCE_CHARACTERS_MAX);
  const isRepaid = way !== "given_up";
  if (isRepaid && reference === undefined) return { ok: false, error: "reference_missing" };
  if (!isRepaid && number.trim() !== "") return { ok: false, error: "reference_unneeded" };
  const why = readReason(reason);
  return why.ok ? ok({ way, reference, why: why.value }) : why;
}
