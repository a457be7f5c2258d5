import { type Context, Hono } from "hono";
import { alertsFor } from "../../../core/alert/alert_kind.ts";
import { parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import type { Role } from "../../../core/permission/role.ts";
import {
  addPasskey,
  passkeyOptions,
  removePasskey,
  renamePasskey,
} from "../../../core/staff/own_passkeys.ts";
import { chooseAlerts } from "../../../core/staff/choose_alerts.ts";
import { replaceCodes } from "../../../core/staff/replace_codes.ts";
import { openPerson } from "../../../core/staff/seal_staff.ts";
import { mayAddPasskey } from "../../../core/staff/session.ts";
import { signOut } from "../../../core/staff/sign_out.ts";
import type { AccountProblem } from "../../../views/staff/account_page.tsx";
import { CodesPage } from "../../../views/staff/codes_page.tsx";
import { PasskeyRemovalPage } from "../../../views/staff/passkey_removal_page.tsx";
import { render } from "../render.tsx";
import { readForm, readName, readRegistrationField } from "./form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "./needs.tsx";
import { showAccount } from "./show_account.tsx";
import { forgetSession } from "./staff_session.ts";
import { unknownAtDesk } from "./unknown_at_desk.tsx";

/** What is somebody's own: passkeys, recovery codes, sessions. */
export function accountRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps, desk } = given;
  const app = new Hono<StaffEnv>();
  const own = needs(given, "signed_in");
  const asks = needs(given, "signed_in", { anywhere: true });
  const confirmed = needs(given, "signed_in", { confirmed: true });

  app.get(paths.account(desk), own, (c) => show(c));

  app.post(paths.accountChallenge(desk), asks, async (c) => {
    const { here } = c.var;
    if (!mayAddPasskey(here.session, deps.now())) return c.json({ code: "not_confirmed" }, 403);
    const { mail = c.var.who.name } = await openPerson(deps.vault, here.staff);
    return c.json(await passkeyOptions(deps, { here, name: mail }));
  });

  app.post(paths.accountPasskeys(desk), own, async (c) => {
    const { here } = c.var;
    if (!mayAddPasskey(here.session, deps.now())) {
      return c.redirect(paths.confirmation(desk, paths.account(desk)), 303);
    }
    const form = await readForm(c);
    const name = readName(form.get("passkey_name"));
    if (name === undefined) return await show(c, "passkey_name");
    const response = readRegistrationField(form.get("response"));
    if (!response) return await show(c, "no_script");
    const added = await addPasskey(deps, { here, name, response });
    if (added.ok) return c.redirect(paths.account(desk), 303);
    return await show(c, added.error.code === "passkeys_too_many" ? "too_many" : "passkey");
  });

  app.post(paths.accountPasskeyName(desk, ":passkeyId"), own, async (c) => {
    const passkeyId = parseId("pky", c.req.param("passkeyId") ?? "");
    const name = readName((await readForm(c)).get("name"));
    if (name === undefined) return await show(c, "passkey_name");
    const renamed = passkeyId && await renamePasskey(deps, { here: c.var.here, passkeyId, name });
    return renamed?.ok ? c.redirect(paths.account(desk), 303) : unknownAtDesk(c, desk);
  });

  app.get(paths.accountPasskeyRemoval(desk, ":passkeyId"), confirmed, async (c) => {
    const passkeyId = parseId("pky", c.req.param("passkeyId") ?? "");
    const [all] = await deps.load(deps.staff.passkeys(c.var.here.staff.staffId));
    const passkey = all.find((each) => each.passkeyId === passkeyId);
    if (!passkey) return unknownAtDesk(c, desk);
    const { frame, who } = c.var;
    return render(c, {
      page: () => <PasskeyRemovalPage frame={frame} desk={desk} who={who} passkey={passkey} />,
    });
  });

  app.post(paths.accountPasskeyRemoval(desk, ":passkeyId"), confirmed, async (c) => {
    const passkeyId = parseId("pky", c.req.param("passkeyId") ?? "");
    const removed = passkeyId && await removePasskey(deps, { here: c.var.here, passkeyId });
    if (!removed) return unknownAtDesk(c, desk);
    if (removed.ok) return c.redirect(paths.account(desk), 303);
    return removed.error.code === "last_passkey"
      ? await show(c, "last_passkey")
      : unknownAtDesk(c, desk);
  });

  app.post(paths.accountCodes(desk), confirmed, async (c) => {
    const codes = await replaceCodes(deps, c.var.here);
    return render(c, { page: () => <CodesPage frame={c.var.frame} desk={desk} codes={codes} /> });
  });

  app.post(paths.accountAlerts(desk), own, async (c) => {
    const form = await readForm(c);
    const { here } = c.var;
    const { role } = here.home;
    await chooseAlerts(deps, {
      here,
      alerts: chosen(form, role, "mail", "both"),
      smsAlerts: chosen(form, role, "sms", "both"),
    });
    return c.redirect(paths.account(desk), 303);
  });

  app.post(paths.accountSessions(desk), own, async (c) => {
    await signOut(deps, { here: c.var.here, ended: "all" });
    forgetSession(c, deps, desk);
    return c.redirect(paths.signIn(desk), 303);
  });

  app.post(paths.accountSessionEnd(desk, ":sessionId"), own, async (c) => {
    const ended = parseId("ses", c.req.param("sessionId") ?? "");
    const { here } = c.var;
    const awake = { now: deps.now(), idle: deps.config.staffSessionIdle };
    const [sessions] = await deps.load(deps.staff.sessions(here.staff.staffId, awake));
    if (!ended || !sessions.some(({ session }) => session.sessionId === ended)) {
      return unknownAtDesk(c, desk);
    }
    await signOut(deps, { here, ended });
    return c.redirect(paths.account(desk), 303);
  });

  return app;

  function show(c: Context<StaffEnv>, problem?: AccountProblem): Promise<Response> {
    return showAccount(c, given, { problem });
  }
}

/** Where nobody chose, nothing is told. */
function chosen(form: URLSearchParams, role: Role, ...ways: readonly string[]) {
  return alertsFor(role).filter((kind) => ways.includes(form.get(kind) ?? ""));
}
