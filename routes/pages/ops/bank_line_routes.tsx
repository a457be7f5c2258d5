import { type Context, Hono } from "hono";
import { byStaff } from "../../../core/actor.ts";
import { allocate, type SeenLine } from "../../../core/bank_line/allocate.ts";
import type { Allocated } from "../../../core/bank_line/allocate.ts";
import { type BankFile, type BankLineState, restOf } from "../../../core/bank_line/bank_line.ts";
import {
  importBankFile,
  type ImportBankFileRefusal,
} from "../../../core/bank_line/import_bank_file.ts";
import { lookAtPayer } from "../../../core/bank_line/look_at_payer.ts";
import { returnLine } from "../../../core/bank_line/return_line.ts";
import { type BankLineId, type OrderId, parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { codesIn } from "../../../core/transfer/remittance_code.ts";
import { BankLineListPage, type FileProblem } from "../../../views/bank_line/bank_line_list.tsx";
import { BankLinePage } from "../../../views/bank_line/bank_line_page.tsx";
import { type BankLineFormError, bankLineWords } from "../../../views/bank_line/words.ts";
import { readForm, readLine } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { opsPage } from "./ops_page.tsx";

const PAGE = 50;
const CANDIDATES_MAX = 10;
const PAYOUTS_MAX = 5;
const REFERENCE_CHARACTERS_MAX = 64;
const FILE_NAME_CHARACTERS_MAX = 120;

/** Money that came in by bank transfer: importing it, and deciding about what is in suspense. */
export function bankLineRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();
  const reads = needs(given, "bank_lines:read");
  const imports = needs(given, "bank_lines:write");
  const decides = needs(given, ["bank_lines:write", "proposals:write"], { confirmed: true });

  app.get(paths.opsBankLines(), reads, async (c) => {
    const fileId = parseId("bfl", c.req.query("imported") ?? "");
    const [imported] = fileId ? await deps.load(deps.bankLines.fileById(fileId)) : [undefined];
    return await showList(c, { imported });
  });

  app.post(paths.opsBankFiles(), imports, async (c) => {
    const form = await c.req.formData().catch(() => undefined);
    const given = form?.get("file");
    if (!(given instanceof File) || given.size === 0) {
      return await showList(c, { problem: { code: "file_missing" } });
    }
    const name = readLine(given.name, FILE_NAME_CHARACTERS_MAX) ?? "bank file";
    const bytes = new Uint8Array(await given.arrayBuffer());
    const by = byStaff(c.var.here.staff.staffId);
    const imported = await importBankFile(deps, { file: { name, bytes }, by });
    return imported.ok
      ? c.redirect(`${paths.opsBankLines()}?imported=${imported.value.fileId}`, 303)
      : await showList(c, { problem: problemOf(imported.error) });
  });

  app.get(paths.opsBankLine(":lineId"), reads, (c) => show(c));

  app.post(paths.opsBankLineAllocation(":lineId"), decides, async (c) => {
    const lineId = parseId("bln", c.req.param("lineId") ?? "");
    if (!lineId) return unknownAtDesk(c, "ops");
    const form = await readForm(c);
    const orders = await ordersIn([...form.getAll("order"), form.get("orders") ?? ""].join(" "));
    const lines = await linesIn(form.get("lines") ?? "");
    if (!orders || !lines) return await show(c, "allocation_wrong");
    const seen = [{ lineId, version: Number(form.get("version")) }, ...lines];
    const allocated = await allocate(deps, { lines: seen, orders, here: c.var.here });
    return allocated.ok ? decided(c, lineId, allocated.value) : await show(c, allocated.error.code);
  });

  app.post(paths.opsBankLineReturn(":lineId"), decides, async (c) => {
    const lineId = parseId("bln", c.req.param("lineId") ?? "");
    if (!lineId) return unknownAtDesk(c, "ops");
    const form = await readForm(c);
    const reference = readLine(form.get("reference"), REFERENCE_CHARACTERS_MAX);
    if (reference === undefined) return await show(c, "reference_missing");
    const { here } = c.var;
    const version = Number(form.get("version"));
    const returned = await returnLine(deps, { lineId, version, reference, here });
    return returned.ok ? decided(c, lineId, returned.value) : await show(c, returned.error.code);
  });

  return app;

  function decided(c: Context<StaffEnv>, lineId: BankLineId, done: Allocated): Response {
    const place = done.type === "done"
      ? paths.opsBankLine(lineId)
      : paths.proposal("ops", done.proposal.proposalId);
    return c.redirect(place, 303);
  }

  /** Ids and remittance codes; undefined when one of them is neither. */
  async function ordersIn(text: string): Promise<readonly OrderId[] | undefined> {
    const words = text.split(/[\s,，、]+/).filter((each) => each !== "");
    const codes = words.flatMap((each) => codesIn(each));
    const [owners] = await deps.load(deps.bankLines.ownersOf(codes));
    const found = words.map((each) =>
      parseId("ord", each) ??
        owners.find(({ code }) => codesIn(each).includes(code))?.orderId
    );
    const known = found.filter((each) => each !== undefined);
    return known.length === found.length ? [...new Set(known)] : undefined;
  }

  /** Other lines, as they are now: nothing was shown of them but that they are in suspense. */
  async function linesIn(text: string): Promise<readonly SeenLine[] | undefined> {
    const words = text.split(/[\s,，、]+/).filter((each) => each !== "");
    const ids = words.flatMap((each) => parseId("bln", each) ?? []);
    const [lines] = await deps.load(deps.bankLines.byIds(ids));
    return lines.length === words.length
      ? lines.map(({ lineId, version }) => ({ lineId, version }))
      : undefined;
  }

  async function showList(
    c: Context<StaffEnv>,
    { imported, problem }: {
      readonly imported?: BankFile | undefined;
      readonly problem?: FileProblem;
    },
  ): Promise<Response> {
    const { frame: { lang }, who: { role } } = c.var;
    const state = stateIn(c);
    const past = parseId("bln", c.req.query("after") ?? "");
    const asked = { state, merchantNo: undefined, past, max: PAGE + 1 };
    const [lines, suspense] = await deps.load(
      deps.bankLines.page(asked),
      deps.bankLines.suspense(),
    );
    const shown = lines.slice(0, PAGE);
    const props = {
      lang,
      state,
      lines: shown,
      next: lines.length > PAGE ? shown.at(-1)?.lineId : undefined,
      suspense,
      mayWrite: permits(role, "bank_lines:write"),
      imported,
      problem,
    };
    const { title } = bankLineWords(lang);
    const status = problem && 422;
    return opsPage(c, { section: "bank_lines", title, status }, <BankLineListPage {...props} />);
  }

  async function show(c: Context<StaffEnv>, formError?: BankLineFormError): Promise<Response> {
    const lineId = parseId("bln", c.req.param("lineId") ?? "");
    const [line] = lineId ? await deps.load(deps.bankLines.byId(lineId)) : [undefined];
    if (!lineId || !line) return unknownAtDesk(c, "ops");
    const payer = await lookAtPayer(deps, line, byStaff(c.var.here.staff.staffId));
    const like = { orderId: line.orderId, fen: restOf(line).fen, buyerName: payer.name };
    const [file, allocations, candidates, found] = await deps.load(
      deps.bankLines.fileById(line.fileId),
      deps.bankLines.allocationsOf(lineId),
      deps.bankLines.candidates(like, CANDIDATES_MAX),
      deps.settlementBatches.payoutsOfSum(line.amount.fen, PAYOUTS_MAX),
    );
    const { frame: { lang }, who: { role } } = c.var;
    const mayWrite = permits(role, "bank_lines:write");
    const payouts = permits(role, "settlements:write") ? found : [];
    const shown = { lang, line, file, payer, allocations, candidates, payouts };
    const props = { ...shown, mayWrite, formError };
    const { title } = bankLineWords(lang);
    const status = formError && 422;
    return opsPage(c, { section: "bank_lines", title, status }, <BankLinePage {...props} />);
  }
}

function stateIn(c: Context<StaffEnv>): BankLineState {
  const state = c.req.query("state");
  return state === "new" || state === "settled" ? state : "suspense";
}

function problemOf(refusal: ImportBankFileRefusal): FileProblem {
  return "line" in refusal ? { code: refusal.code, at: refusal } : { code: refusal.code };
}
