import { type Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { byStaff } from "../../../core/actor.ts";
import { isMerchantNo, parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import type { FileRefusal } from "../../../core/channel_file/channel_file.ts";
import { PAGE_ROWS } from "../../../core/desk/list_unclear.ts";
import { declareQuietDay } from "../../../core/reconciliation/declare_quiet_day.ts";
import type { LineState } from "../../../core/reconciliation/reconciliation_store.ts";
import { viewDay } from "../../../core/reconciliation/view_day.ts";
import {
  type ImportRefusal,
  importStatement,
} from "../../../core/statement_file/import_statement.ts";
import { UPLOAD_BYTES_MAX } from "../../../core/statement_file/upload_limit.ts";
import { parseBusinessDay } from "../../../core/time.ts";
import { DayPage } from "../../../views/reconciliation/day_page.tsx";
import { FilePage } from "../../../views/reconciliation/file_page.tsx";
import { lineTable } from "../../../views/reconciliation/line_table.ts";
import { QuietDayForm } from "../../../views/reconciliation/quiet_day_form.tsx";
import { UploadPage } from "../../../views/reconciliation/upload_page.tsx";
import {
  type ReconciliationError,
  reconciliationWords,
} from "../../../views/reconciliation/words.ts";
import { csvFile } from "../staff/csv_file.ts";
import { readForm } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { opsPage } from "./ops_page.tsx";
import { readReason } from "./read_reason.ts";

const UPLOAD_MOST = `${UPLOAD_BYTES_MAX / 1024 / 1024} MiB`;
/** A table is whole or there is none. */
const TABLE_LINES_MAX = 5_000;

/** The channel's files: a day of them at a glance, one with its lines, and how one comes in. */
export function reconciliationRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();
  const reads = needs(given, "reconciliation:read");
  const writes = needs(given, "reconciliation:write");

  app.get(paths.opsReconciliation(), reads, async (c) => {
    const view = await viewDay(deps, parseBusinessDay(c.req.query("day") ?? ""));
    const { frame: { lang }, who: { role } } = c.var;
    const mayWrite = permits(role, "reconciliation:write");
    return page(c, <DayPage lang={lang} view={view} mayWrite={mayWrite} />);
  });

  app.get(paths.opsStatementFiles(), writes, (c) => showUpload(c, {}));

  app.post(paths.opsStatementFiles(), writes, async (c) => {
    const form = await c.req.formData().catch(() => undefined);
    const file = form?.get("file");
    if (!(file instanceof File) || file.size === 0) {
      return showUpload(c, { formError: "file_missing" });
    }
    const imported = await importStatement(deps, {
      file: { name: file.name, open: () => inPieces(file) },
      beside: [],
      merchantNo: undefined,
      by: byStaff(c.var.here.staff.staffId),
    });
    if (!imported.ok) return showUpload(c, flawOf(imported.error));
    const [first] = imported.value;
    const day = first?.file.clearingDay;
    return imported.value.length === 1 && first
      ? c.redirect(paths.opsStatementFile(first.file.fileId), 303)
      : c.redirect(paths.opsReconciliation(day), 303);
  });

  app.get(paths.opsStatementFile(":fileId"), reads, (c) => showFile(c));

  const exports = needs(given, ["reconciliation:read", "exports:read"]);
  app.get(paths.opsStatementFileCsv(":fileId"), exports, async (c) => {
    const fileId = parseId("sfl", c.req.param("fileId") ?? "");
    if (!fileId) return unknownAtDesk(c, "ops");
    const asked = { state: stateIn(c), past: 0, max: TABLE_LINES_MAX + 1 };
    const [file, lines] = await deps.load(
      deps.reconciliation.fileById(fileId),
      deps.reconciliation.lines(fileId, asked),
    );
    if (!file) return unknownAtDesk(c, "ops");
    if (lines.length > TABLE_LINES_MAX) return await showFile(c, "too_many");
    return csvFile(c, `${file.name}.csv`, lineTable(c.var.frame.lang, lines));
  });

  app.get(paths.opsStatementFileContent(":fileId"), exports, async (c) => {
    const fileId = parseId("sfl", c.req.param("fileId") ?? "");
    if (!fileId) return unknownAtDesk(c, "ops");
    const [file, parts] = await deps.load(
      deps.reconciliation.fileById(fileId),
      deps.statementFiles.partsOf(fileId),
    );
    if (!file || parts.length === 0) return unknownAtDesk(c, "ops");
    return c.body(Uint8Array.fromBase64(parts.join("")), 200, {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename="${file.name}"`,
      "Repr-Digest": `sha-256=:${Uint8Array.fromHex(file.sha256).toBase64()}:`,
      "Cache-Control": "no-store",
    });
  });

  const QUIET = paths.opsQuietDay(":number", ":day");
  app.get(QUIET, writes, (c) => showQuiet(c));

  app.post(QUIET, writes, async (c) => {
    const asked = quietIn(c);
    if (!asked) return unknownAtDesk(c, "ops");
    const typed = (await readForm(c)).get("reason") ?? "";
    const reason = readReason(typed);
    if (!reason.ok) {
      return showQuiet(c, reason.error === "reason_missing" ? "why_missing" : reason.error, typed);
    }
    const declared = await declareQuietDay(deps, {
      ...asked,
      reason: reason.value,
      here: c.var.here,
    });
    return declared.ok
      ? c.redirect(paths.opsReconciliation(asked.day), 303)
      : showQuiet(c, declared.error.code, typed);
  });

  return app;

  async function showFile(
    c: Context<StaffEnv>,
    formError?: ReconciliationError,
  ): Promise<Response> {
    const fileId = parseId("sfl", c.req.param("fileId") ?? "");
    if (!fileId) return unknownAtDesk(c, "ops");
    const state = stateIn(c);
    const [file, counts, found] = await deps.load(
      deps.reconciliation.fileById(fileId),
      deps.statementFiles.countsOf(fileId),
      deps.reconciliation.lines(fileId, { state, past: pastIn(c), max: PAGE_ROWS + 1 }),
    );
    if (!file) return unknownAtDesk(c, "ops");
    const { frame: { lang }, who: { role } } = c.var;
    const lines = found.slice(0, PAGE_ROWS);
    const props = {
      lang,
      file,
      counts,
      state,
      lines,
      next: found.length > PAGE_ROWS ? lines.at(-1)?.lineNo : undefined,
      mayExport: permits(role, "exports:read"),
      formError,
    };
    return page(c, <FilePage {...props} />, formError);
  }

  function showUpload(
    c: Context<StaffEnv>,
    shown: { readonly formError?: ReconciliationError; readonly flaw?: FileRefusal },
  ): Response {
    const { lang } = c.var.frame;
    const isRefused = shown.formError !== undefined || shown.flaw !== undefined;
    return page(c, <UploadPage lang={lang} most={UPLOAD_MOST} {...shown} />, isRefused);
  }

  function showQuiet(
    c: Context<StaffEnv>,
    formError?: ReconciliationError,
    typed?: string,
  ): Response {
    const asked = quietIn(c);
    if (!asked) return unknownAtDesk(c, "ops");
    const props = { ...asked, lang: c.var.frame.lang, formError, typed };
    return page(c, <QuietDayForm {...props} />, formError);
  }

  function page(
    c: Context<StaffEnv>,
    body: Child,
    formError?: ReconciliationError | boolean,
  ): Response {
    const { title } = reconciliationWords(c.var.frame.lang);
    const status = formError ? 422 : undefined;
    return opsPage(c, { section: "reconciliation", title, status }, body);
  }
}

const PIECE_BYTES = 64 * 1024;

async function* inPieces(file: File): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += PIECE_BYTES) {
    yield new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer());
  }
}

function flawOf(
  refusal: ImportRefusal,
): { readonly formError?: ReconciliationError; readonly flaw?: FileRefusal } {
  if (refusal.code === "file_already_imported") return { formError: refusal.code };
  const { file, code, detail, line = 1, column = 1 } = refusal;
  return { flaw: { file, code, detail, line, column } };
}

function stateIn(c: Context<StaffEnv>): LineState | undefined {
  const states: readonly LineState[] = ["matched", "differing", "missing_here"];
  return states.find((each) => each === c.req.query("state"));
}

/** After which line; anything else is the first page. */
function pastIn(c: Context<StaffEnv>): number {
  const text = c.req.query("after") ?? "";
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

function quietIn(c: Context<StaffEnv>) {
  const merchantNo = c.req.param("number") ?? "";
  const day = parseBusinessDay(c.req.param("day") ?? "");
  return isMerchantNo(merchantNo) && day ? { merchantNo, day } : undefined;
}
