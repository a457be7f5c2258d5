import { type Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { byStaff } from "../../../core/actor.ts";
import { answerComplaint } from "../../../core/complaint/answer_complaint.ts";
import {
  complaintKinds,
  type ComplaintState,
  parseComplaintSubject,
} from "../../../core/complaint/complaint.ts";
import type { ComplaintPlace, ComplaintsOf } from "../../../core/complaint/complaint_store.ts";
import { allComplaints, listComplaints } from "../../../core/complaint/list_complaints.ts";
import { readComplaint } from "../../../core/complaint/read_complaint.ts";
import {
  recordComplaint,
  type RecordComplaintRefusal,
} from "../../../core/complaint/record_complaint.ts";
import { isMerchantNo, parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { businessDay, parseBusinessDay } from "../../../core/time.ts";
import { ComplaintForm, type TypedComplaint } from "../../../views/ops/complaint_form.tsx";
import { type ComplaintFilter, ComplaintListPage } from "../../../views/ops/complaint_list.tsx";
import { ComplaintPage } from "../../../views/ops/complaint_page.tsx";
import { complaintTable } from "../../../views/ops/complaint_table.ts";
import { type ComplaintFormError, complaintWords } from "../../../views/ops/complaint_words.ts";
import { csvFile } from "../staff/csv_file.ts";
import { readForm } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { opsPage } from "./ops_page.tsx";
import { readText } from "./ops_text.ts";

const TEXT_CHARACTERS_MAX = 2_000;

/** What consumers complain of on the service phone, from the call to its answer. */
export function complaintRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();
  const reads = needs(given, "complaints:read");
  const writes = needs(given, "complaints:write");

  app.get(paths.opsComplaints(), reads, (c) => showList(c));

  const exports = needs(given, ["complaints:read", "exports:read"]);
  app.get(paths.opsComplaintsCsv(), exports, async (c) => {
    const { of } = filterIn(c);
    const complaints = await allComplaints(deps, { of, state: stateIn(c) });
    if (!complaints) return await showList(c, "too_many");
    return csvFile(c, "complaints.csv", complaintTable(c.var.frame.lang, complaints));
  });

  app.get(paths.opsNewComplaint(), writes, (c) => {
    const against = (c.req.query("against") ?? "").slice(0, AGAINST_CHARACTERS_MAX);
    return showForm(c, { against, kind: "", text: "", receivedOn: businessDay(deps.now()) });
  });

  app.post(paths.opsNewComplaint(), writes, async (c) => {
    const form = await readForm(c);
    const typed = typedIn(form);
    const subject = againstOf(typed.against);
    const kind = complaintKinds.find((each) => each === typed.kind);
    const text = readText(typed.text, TEXT_CHARACTERS_MAX);
    const receivedOn = parseBusinessDay(typed.receivedOn);
    if (!subject) return showForm(c, typed, "against_unknown");
    if (!kind) return showForm(c, typed, "kind_missing");
    if (text === undefined) return showForm(c, typed, "text_flawed");
    if (text === "") return showForm(c, typed, "text_missing");
    if (!receivedOn) return showForm(c, typed, "day_wrong");
    const { here } = c.var;
    const told = { against: subject, kind, text, receivedOn, here };
    const recorded = await recordComplaint(deps, told);
    return recorded.ok
      ? c.redirect(paths.opsComplaint(recorded.value.complaintId), 303)
      : showForm(c, typed, errorOf(recorded.error));
  });

  app.get(paths.opsComplaint(":complaintId"), reads, (c) => show(c));

  app.post(paths.opsComplaintText(":complaintId"), reads, async (c) => {
    const complaintId = parseId("cmp", c.req.param("complaintId") ?? "");
    const by = byStaff(c.var.here.staff.staffId);
    const read = complaintId && await readComplaint(deps, { complaintId, by });
    if (!read || !read.ok) return unknownAtDesk(c, "ops");
    return page(
      c,
      <ComplaintPage {...propsIn(c)} complaint={read.value.complaint} read={read.value} />,
    );
  });

  app.post(paths.opsComplaintAnswer(":complaintId"), writes, async (c) => {
    const complaintId = parseId("cmp", c.req.param("complaintId") ?? "");
    if (!complaintId) return unknownAtDesk(c, "ops");
    const typed = (await readForm(c)).get("answer") ?? "";
    const answer = readText(typed, TEXT_CHARACTERS_MAX);
    if (answer === undefined) return await show(c, "text_flawed", typed);
    if (answer === "") return await show(c, "answer_missing", typed);
    const closed = await answerComplaint(deps, { complaintId, answer, here: c.var.here });
    if (closed.ok) return c.redirect(paths.opsComplaint(complaintId), 303);
    return closed.error.code === "complaint_not_found"
      ? unknownAtDesk(c, "ops")
      : await show(c, "changed", typed);
  });

  return app;

  function propsIn(c: Context<StaffEnv>) {
    const { frame: { lang }, who: { role } } = c.var;
    return { lang, mayAnswer: permits(role, "complaints:write") };
  }

  async function showList(
    c: Context<StaffEnv>,
    formError?: ComplaintFormError,
  ): Promise<Response> {
    const state = stateIn(c);
    const { of, filter } = filterIn(c);
    const list = await listComplaints(deps, { of, state, past: placeIn(c) });
    const { frame: { lang }, who: { role } } = c.var;
    const props = {
      lang,
      state,
      filter,
      list,
      mayWrite: permits(role, "complaints:write"),
      mayExport: permits(role, "exports:read"),
      formError,
    };
    return page(c, <ComplaintListPage {...props} />, formError);
  }

  function showForm(
    c: Context<StaffEnv>,
    typed: TypedComplaint,
    formError?: ComplaintFormError,
  ): Response {
    const props = { lang: c.var.frame.lang, today: businessDay(deps.now()), typed, formError };
    return page(c, <ComplaintForm {...props} />, formError);
  }

  async function show(
    c: Context<StaffEnv>,
    formError?: ComplaintFormError,
    typed?: string,
  ): Promise<Response> {
    const complaintId = parseId("cmp", c.req.param("complaintId") ?? "");
    const [complaint] = complaintId
      ? await deps.load(deps.complaints.byId(complaintId))
      : [undefined];
    if (!complaint) return unknownAtDesk(c, "ops");
    const props = { ...propsIn(c), complaint, formError, typed };
    return page(c, <ComplaintPage {...props} />, formError);
  }

  function page(c: Context<StaffEnv>, body: Child, formError?: ComplaintFormError): Response {
    const { title } = complaintWords(c.var.frame.lang);
    return opsPage(c, { section: "complaints", title, status: formError && 422 }, body);
  }
}

const AGAINST_CHARACTERS_MAX = 64;

function typedIn(form: URLSearchParams): TypedComplaint {
  return {
    against: (form.get("against") ?? "").trim().slice(0, AGAINST_CHARACTERS_MAX),
    kind: form.get("kind") ?? "",
    text: form.get("text") ?? "",
    receivedOn: form.get("received_on") ?? "",
  };
}

function againstOf(text: string) {
  return isMerchantNo(text) ? text : parseComplaintSubject(text);
}

function errorOf({ code }: RecordComplaintRefusal): ComplaintFormError {
  switch (code) {
    case "complaint_subject_not_found":
      return "against_unknown";
    case "complaint_in_the_future":
      return "day_wrong";
  }
}

function stateIn(c: Context<StaffEnv>): ComplaintState {
  return c.req.query("state") === "answered" ? "answered" : "open";
}

function filterIn(
  c: Context<StaffEnv>,
): { readonly of: ComplaintsOf; readonly filter: ComplaintFilter } {
  const merchant = c.req.query("merchant") ?? "";
  const enterprise = parseId("ent", c.req.query("enterprise") ?? "");
  if (isMerchantNo(merchant)) {
    return { of: { type: "merchant", merchantNo: merchant }, filter: { merchant } };
  }
  return enterprise
    ? { of: { type: "enterprise", enterpriseId: enterprise }, filter: { enterprise } }
    : { of: { type: "everybody" }, filter: {} };
}

/** Where the next page starts, as the list writes it; anything else is the first page. */
function placeIn(c: Context<StaffEnv>): ComplaintPlace | undefined {
  const [day = "", id = ""] = (c.req.query("after") ?? "").split(".");
  const on = parseBusinessDay(day);
  const complaintId = parseId("cmp", id);
  return on && complaintId && { on, id: complaintId };
}
