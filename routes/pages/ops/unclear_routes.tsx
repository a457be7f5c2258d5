import { type Context, Hono } from "hono";
import { failureReasons } from "../../../core/channel/failure_reason.ts";
import { paths } from "../../../core/paths.ts";
import type { Finding, UnclearId } from "../../../core/unclear/finding.ts";
import { proposeFinding } from "../../../core/unclear/propose_finding.ts";
import {
  loadSent,
  parseUnclearId,
  standingOf,
  unansweredOf,
} from "../../../core/unclear/unclear.ts";
import type { OpsFormError } from "../../../views/ops/copy.ts";
import { opsWords } from "../../../views/ops/words.ts";
import { type TypedFinding, UnclearDetail } from "../../../views/ops/unclear.tsx";
import { readForm } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { opsPage } from "./ops_page.tsx";
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

  app.post(paths.opsFindings(":id"), writes, async (c) => {
    const of = parseUnclearId(c.req.param("id") ?? "");
    if (!of) return unknownAtDesk(c, "ops");
    const form = await readForm(c);
    const typed: TypedFinding = {
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
    const { here } = c.var;
    const proposed = await proposeFinding(deps, { of, finding, evidence, here });
    if (proposed.ok) return c.redirect(paths.opsUnclear(of), 303);
    switch (proposed.error.code) {
      case "not_unclear":
        return await show(c, of, "settled", typed);
      case "proposals_too_many":
        return await show(c, of, proposed.error.code, typed);
      case "unclear_not_found":
      case "still_queried":
      case "already_proposed":
        return await show(c, of, "changed", typed);
    }
  });

  return app;

  async function show(
    c: Context<StaffEnv>,
    id: UnclearId,
    formError?: OpsFormError,
    typed?: TypedFinding,
  ): Promise<Response> {
    const [sent, [proposals]] = await Promise.all([
      loadSent(deps, id),
      deps.load(deps.proposals.about(id)),
    ]);
    if (!sent) return unknownAtDesk(c, "ops");
    const { frame, who } = c.var;
    const { lang } = frame;
    const props = {
      lang,
      id,
      state: standingOf(sent).state,
      item: unansweredOf(id, sent),
      proposals,
      who,
      now: deps.now(),
      formError,
      typed,
    };
    const shown = { section: "home", title: opsWords(lang).settle } as const;
    return opsPage(c, { ...shown, status: formError && 422 }, <UnclearDetail {...props} />);
  }
}

/** Undefined when a success comes without its number, or nothing was chosen. */
function findingOf({ happened, channelTxnNo, reason }: TypedFinding): Finding | undefined {
  if (happened === "succeeded") {
    return TXN_NO.test(channelTxnNo) ? { type: "succeeded", channelTxnNo } : undefined;
  }
  const known = failureReasons.find((each) => each === reason);
  return happened === "failed" && known ? { type: "failed", reason: known } : undefined;
}
