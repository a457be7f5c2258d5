import { type Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import {
  differenceReasons,
  type DifferenceState,
  settlingWays,
} from "../../../core/difference/difference.ts";
import type {
  DifferenceFilter,
  DifferencePlace,
} from "../../../core/difference/difference_store.ts";
import { allDifferences, listDifferences } from "../../../core/difference/list_differences.ts";
import { proposeSettling } from "../../../core/difference/settle_difference.ts";
import {
  commentOnDifference,
  takeDifference,
} from "../../../core/difference/work_on_difference.ts";
import { type DifferenceId, isMerchantNo, parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { staffNames } from "../../../core/staff/staff_names.ts";
import { parseBusinessDay } from "../../../core/time.ts";
import type { TypedSettling } from "../../../views/reconciliation/difference_props.ts";
import {
  DifferenceListPage,
  type TypedFilter,
} from "../../../views/reconciliation/difference_list.tsx";
import { DifferencePage } from "../../../views/reconciliation/difference_page.tsx";
import { differenceTable } from "../../../views/reconciliation/difference_table.ts";
import {
  type ReconciliationError,
  reconciliationWords,
} from "../../../views/reconciliation/words.ts";
import { csvFile } from "../staff/csv_file.ts";
import { readForm } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { opsPage } from "./ops_page.tsx";
import { readText } from "./ops_text.ts";
import { placeIn } from "./place.ts";
import { readReason } from "./read_reason.ts";

const COMMENT_CHARACTERS_MAX = 1_000;

interface Shown {
  readonly formError?: ReconciliationError;
  readonly typed?: TypedSettling;
  readonly typedComment?: string;
}

/** Differences between the channel's files and what happened here, as cases for people. */
export function differenceRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();
  const reads = needs(given, "reconciliation:read");
  const writes = needs(given, "reconciliation:write");
  const confirmed = needs(given, "reconciliation:write", { confirmed: true });
  const ID = ":differenceId";

  app.get(paths.opsDifferences(), reads, (c) => showList(c));

  const exports = needs(given, ["reconciliation:read", "exports:read"]);
  app.get(paths.opsDifferencesCsv(), exports, async (c) => {
    const found = await allDifferences(deps, filterIn(c));
    if (!found) return await showList(c, "too_many");
    return csvFile(c, "differences.csv", differenceTable(c.var.frame.lang, found));
  });

  app.get(paths.opsDifference(ID), reads, (c) => show(c));

  app.post(paths.opsDifferenceOwner(ID), writes, async (c) => {
    const differenceId = idIn(c);
    if (!differenceId) return unknownAtDesk(c, "ops");
    const gives = (await readForm(c)).get("gives") === "1";
    const taken = await takeDifference(deps, { differenceId, gives, here: c.var.here });
    return taken.ok
      ? c.redirect(paths.opsDifference(differenceId), 303)
      : await refused(c, taken.error.code, {});
  });

  app.post(paths.opsDifferenceComments(ID), writes, async (c) => {
    const differenceId = idIn(c);
    if (!differenceId) return unknownAtDesk(c, "ops");
    const typedComment = (await readForm(c)).get("comment") ?? "";
    const text = readText(typedComment, COMMENT_CHARACTERS_MAX);
    if (text === undefined) return await show(c, { formError: "text_flawed", typedComment });
    if (text === "") return await show(c, { formError: "comment_missing", typedComment });
    const said = await commentOnDifference(deps, { differenceId, text, here: c.var.here });
    return said.ok
      ? c.redirect(paths.opsDifference(differenceId), 303)
      : await refused(c, said.error.code, { typedComment });
  });

  app.post(paths.opsDifferenceSettling(ID), confirmed, async (c) => {
    const of = idIn(c);
    if (!of) return unknownAtDesk(c, "ops");
    const form = await readForm(c);
    const typed = { way: form.get("way") ?? "", why: form.get("reason") ?? "" };
    const way = settlingWays.find((each) => each === typed.way);
    const why = readReason(typed.why);
    if (!way) return await show(c, { formError: "way_missing", typed });
    if (!why.ok) {
      const formError = why.error === "reason_missing" ? "why_missing" : why.error;
      return await show(c, { formError, typed });
    }
    const finding = Number(form.get("finding"));
    const asked = { of, way, why: why.value, finding, here: c.var.here };
    const proposed = await proposeSettling(deps, asked);
    return proposed.ok
      ? c.redirect(paths.opsDifference(of), 303)
      : await refused(c, proposed.error.code, { typed });
  });

  return app;

  function refused(
    c: Context<StaffEnv>,
    code: "difference_not_found" | Extract<ReconciliationError, string>,
    shown: Shown,
  ): Promise<Response> | Response {
    return code === "difference_not_found"
      ? unknownAtDesk(c, "ops")
      : show(c, { ...shown, formError: code });
  }

  function filterIn(c: Context<StaffEnv>): DifferenceFilter {
    const { reason, merchant = "", day = "" } = c.req.query();
    return {
      state: stateIn(c),
      reason: differenceReasons.find((each) => each === reason),
      merchantNo: isMerchantNo(merchant) ? merchant : undefined,
      day: parseBusinessDay(day),
      owner: c.req.query("owner") === "me" ? c.var.here.staff.staffId : undefined,
    };
  }

  async function showList(
    c: Context<StaffEnv>,
    formError?: ReconciliationError,
  ): Promise<Response> {
    const asked = filterIn(c);
    const list = await listDifferences(deps, { ...asked, past: pastIn(c) });
    const { frame: { lang }, who: { role } } = c.var;
    const props = {
      lang,
      state: asked.state,
      filter: typedOf(asked),
      list,
      now: deps.now(),
      mayExport: permits(role, "exports:read"),
      formError,
    };
    return page(c, <DifferenceListPage {...props} />, formError);
  }

  async function show(c: Context<StaffEnv>, shown: Shown = {}): Promise<Response> {
    const differenceId = idIn(c);
    if (!differenceId) return unknownAtDesk(c, "ops");
    const [difference, comments, proposals] = await deps.load(
      deps.differences.byId(differenceId),
      deps.differences.commentsOf(differenceId),
      deps.proposals.about(differenceId),
    );
    if (!difference) return unknownAtDesk(c, "ops");
    const { fileId, owner } = difference;
    const [file] = fileId ? await deps.load(deps.reconciliation.fileById(fileId)) : [undefined];
    const people = [...comments.map(({ by }) => by), ...(owner ? [owner] : [])];
    const names = await staffNames(deps, people);
    const { frame: { lang }, who } = c.var;
    const props = { lang, difference, comments, proposals, names, who, now: deps.now(), ...shown };
    return page(c, <DifferencePage {...props} fileName={file?.name} />, shown.formError);
  }

  function page(c: Context<StaffEnv>, body: Child, formError?: ReconciliationError): Response {
    const { differences: title } = reconciliationWords(c.var.frame.lang);
    return opsPage(c, { section: "differences", title, status: formError && 422 }, body);
  }
}

function idIn(c: Context<StaffEnv>): DifferenceId | undefined {
  return parseId("dif", c.req.param("differenceId") ?? "");
}

function stateIn(c: Context<StaffEnv>): DifferenceState {
  const asked = c.req.query("state");
  return asked === "settled" || asked === "resolved" ? asked : "open";
}

/** As links write it; what cannot be read was not asked for. */
function typedOf({ reason, merchantNo, day, owner }: DifferenceFilter): TypedFilter {
  return {
    ...(reason && { reason }),
    ...(merchantNo && { merchant: merchantNo }),
    ...(day && { day }),
    ...(owner && { owner: "me" }),
  };
}

/** Where the next page starts, as the list writes it; anything else is the first page. */
function pastIn(c: Context<StaffEnv>): DifferencePlace | undefined {
  const place = placeIn(c.req.query("after"));
  const id = place && parseId("dif", place.id);
  return id && { dueAt: place.at, id };
}
