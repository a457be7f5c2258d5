import { type Context, Hono } from "hono";
import { failureReasons } from "../../../core/channel/failure_reason.ts";
import { parseId, type ResolutionId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { confirmResolution } from "../../../core/resolution/confirm_resolution.ts";
import { proposeResolution } from "../../../core/resolution/propose_resolution.ts";
import type { Finding, UnclearId } from "../../../core/resolution/resolution.ts";
import {
  loadSent,
  parseUnclearId,
  standingOf,
  unansweredOf,
} from "../../../core/resolution/unclear.ts";
import { withdrawResolution } from "../../../core/resolution/withdraw_resolution.ts";
import type { OpsFormError } from "../../../views/ops/copy.ts";
import { opsWords } from "../../../views/ops/words.ts";
import { type TypedProposal, UnclearDetail } from "../../../views/ops/unclear.tsx";
import { DeskLayout } from "../../../views/staff/desk.tsx";
import { render } from "../render.tsx";
import { readForm } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { readText } from "./ops_text.ts";

const EVIDENCE_CHARACTERS_MAX = 500;
const TXN_NO = /^[0-9A-Za-z_-]{1,64}$/;

/** What no channel answered for: what is known of it, and how two people settle it. */
export function unclearRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();
  const reads = needs(given, "unclear_money:read");
  const writes = needs(given, "unclear_money:write", { confirmed: true });

  app.get(paths.opsUnclear(":id"), reads, async (c) => {
    const id = parseUnclearId(c.req.param("id") ?? "");
    return id ? await show(c, id) : unknownAtDesk(c, "ops");
  });

  app.post(paths.opsResolutions(":id"), writes, async (c) => {
    const of = parseUnclearId(c.req.param("id") ?? "");
    if (!of) return unknownAtDesk(c, "ops");
    const form = await readForm(c);
    const typed: TypedProposal = {
      happened: form.get("happened") ?? "",
      channelTxnNo: form.get("channel_txn_no")?.trim() ?? "",
      reason: form.get("reason") ?? "",
      evidence: form.get("evidence") ?? "",
    };
    const finding = findingOf(typed);
    const evidence = readText(typed.evidence, EVIDENCE_CHARACTERS_MAX);
    if (!finding) return await show(c, of, "number_missing", typed);
    if (evidence === undefined) return await show(c, of, "text_flawed", typed);
    if (evidence === "") return await show(c, of, "evidence_missing", typed);
    const by = c.var.here.staff.staffId;
    const proposed = await proposeResolution(deps, { of, finding, evidence, by });
    if (proposed.ok) return c.redirect(paths.opsUnclear(of), 303);
    const settled = proposed.error.code === "not_unclear";
    return await show(c, of, settled ? "settled" : "changed", typed);
  });

  app.post(paths.opsConfirmation(":resolutionId"), writes, async (c) => {
    const resolutionId = resolutionIn(c);
    const by = c.var.here.staff.staffId;
    const confirmed = resolutionId && await confirmResolution(deps, { resolutionId, by });
    if (!confirmed) return unknownAtDesk(c, "ops");
    if (confirmed.ok) return c.redirect(paths.opsUnclear(confirmed.value.of), 303);
    switch (confirmed.error.code) {
      case "resolution_not_found":
        return unknownAtDesk(c, "ops");
      case "second_person_needed":
        return await again(c, resolutionId, "second_person");
      case "resolution_decided":
        return await again(c, resolutionId, "changed");
      case "not_unclear":
        return await again(c, resolutionId, "settled");
    }
  });

  app.post(paths.opsWithdrawal(":resolutionId"), writes, async (c) => {
    const resolutionId = resolutionIn(c);
    const by = c.var.here.staff.staffId;
    const withdrawn = resolutionId && await withdrawResolution(deps, { resolutionId, by });
    if (!withdrawn) return unknownAtDesk(c, "ops");
    if (withdrawn.ok) return c.redirect(paths.opsUnclear(withdrawn.value.of), 303);
    return withdrawn.error.code === "resolution_not_found"
      ? unknownAtDesk(c, "ops")
      : await again(c, resolutionId, "changed");
  });

  return app;

  async function again(
    c: Context<StaffEnv>,
    resolutionId: ResolutionId,
    error: OpsFormError,
  ): Promise<Response> {
    const [resolution] = await deps.load(deps.resolutions.byId(resolutionId));
    return resolution ? await show(c, resolution.of, error) : unknownAtDesk(c, "ops");
  }

  async function show(
    c: Context<StaffEnv>,
    id: UnclearId,
    formError?: OpsFormError,
    typed?: TypedProposal,
  ): Promise<Response> {
    const [sent, [resolutions]] = await Promise.all([
      loadSent(deps, id),
      deps.load(deps.resolutions.of(id)),
    ]);
    if (!sent) return unknownAtDesk(c, "ops");
    const { frame, who } = c.var;
    const { lang } = frame;
    const props = {
      lang,
      id,
      state: standingOf(sent).state,
      item: unansweredOf(id, sent),
      resolutions,
      mayWrite: permits(who.role, "unclear_money:write"),
      formError,
      typed,
    };
    return render(c, {
      page: () => (
        <DeskLayout frame={frame} desk="ops" who={who} section="home" title={opsWords(lang).settle}>
          <UnclearDetail {...props} />
        </DeskLayout>
      ),
      ...(formError === undefined ? {} : { status: 422 }),
    });
  }
}

function resolutionIn(c: Context<StaffEnv>): ResolutionId | undefined {
  return parseId("res", c.req.param("resolutionId") ?? "");
}

/** Undefined when a success comes without its number, or nothing was chosen. */
function findingOf({ happened, channelTxnNo, reason }: TypedProposal): Finding | undefined {
  if (happened === "succeeded") {
    return TXN_NO.test(channelTxnNo) ? { type: "succeeded", channelTxnNo } : undefined;
  }
  const known = failureReasons.find((each) => each === reason);
  return happened === "failed" && known ? { type: "failed", reason: known } : undefined;
}
