import { type Context, Hono } from "hono";
import { claimStates } from "../../../core/claim/claim.ts";
import { type ClaimStep, workOnClaim } from "../../../core/claim/work_on_claim.ts";
import { parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import { permits } from "../../../core/permission/role.ts";
import { ok, type Result } from "../../../core/result.ts";
import { type ClaimFormError, claimWords } from "../../../views/claim/claim_words.ts";
import { ClaimsPage } from "../../../views/claim/claims_page.tsx";
import { readForm, readLine } from "../staff/form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "../staff/needs.tsx";
import { unknownAtDesk } from "../staff/unknown_at_desk.tsx";
import { opsPage } from "./ops_page.tsx";
import { readReason } from "./read_reason.ts";

const SHOWN_MAX = 50;
const REFERENCE_CHARACTERS_MAX = 64;

/** What channels took twice: people claim it, and record that they did. */
export function claimRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps } = given;
  const app = new Hono<StaffEnv>();

  app.get(paths.opsClaims(), needs(given, "disputes:read"), (c) => show(c));

  const writes = needs(given, ["disputes:read", "disputes:write"], { confirmed: true });
  app.post(paths.opsClaim(":claimId"), writes, async (c) => {
    const claimId = parseId("clm", c.req.param("claimId") ?? "");
    if (!claimId) return unknownAtDesk(c, "ops");
    const form = await readForm(c);
    const step = stepIn(form);
    if (!step.ok) return await show(c, step.error);
    const version = Number(form.get("version"));
    const done = await workOnClaim(deps, {
      claimId,
      version,
      step: step.value,
      here: c.var.here,
    });
    if (done.ok) return c.redirect(paths.opsClaims(), 303);
    return done.error.code === "claim_not_found"
      ? unknownAtDesk(c, "ops")
      : await show(c, "changed");
  });

  return app;

  async function show(c: Context<StaffEnv>, formError?: ClaimFormError): Promise<Response> {
    const state = claimStates.find((each) => each === c.req.query("state")) ?? "open";
    const [claims] = await deps.load(deps.claims.ofState(state, SHOWN_MAX));
    const { frame: { lang }, who: { role } } = c.var;
    const mayWrite = permits(role, "disputes:write");
    const { title } = claimWords(lang);
    const status = formError && 422;
    return opsPage(
      c,
      { section: "payer_disputes", title, status },
      <ClaimsPage {...{ lang, state, claims, mayWrite, formError }} />,
    );
  }
}

function stepIn(form: URLSearchParams): Result<ClaimStep, ClaimFormError> {
  if (form.get("act") !== "dropped") {
    const reference = readLine(form.get("reference"), REFERENCE_CHARACTERS_MAX);
    return reference === undefined
      ? { ok: false, error: "reference_missing" }
      : ok({ type: "sent", reference });
  }
  const why = readReason(form.get("reason") ?? "");
  return why.ok ? ok({ type: "dropped", why: why.value }) : why;
}
