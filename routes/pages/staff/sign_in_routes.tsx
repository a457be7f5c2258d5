import { type Context, Hono } from "hono";
import { paths } from "../../../core/paths.ts";
import type { Result } from "../../../core/result.ts";
import {
  type SignedInNow,
  signIn,
  signInByCode,
  signInOptions,
  type SignInRefusal,
} from "../../../core/staff/sign_in.ts";
import { signOut } from "../../../core/staff/sign_out.ts";
import { SignInPage, type SignInProblem } from "../../../views/staff/sign_in_page.tsx";
import { sourceOf } from "../../source.ts";
import { render } from "../render.tsx";
import { clientName } from "../client_name.ts";
import { readAssertionField, readForm } from "./form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "./needs.tsx";
import { ownPath } from "./own_path.ts";
import { deskOf, forgetSession, keepSession, staffHere } from "./staff_session.ts";

/** In and out. A passkey needs script; a recovery code is a plain form. */
export function signInRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps, desk } = given;
  const app = new Hono<StaffEnv>();
  const open = needs(given, "nobody");

  app.get(paths.signIn(desk), open, async (c) => {
    const to = ownPath(desk, c.req.query("to"));
    if (await staffHere(c, deps, desk)) return c.redirect(to, 303);
    return show(c, { to });
  });

  app.post(paths.signInChallenge(desk), open, async (c) => {
    const options = await signInOptions(deps, await sourceOf(c, deps));
    if (options.ok) return c.json(options.value);
    c.header("Retry-After", `${options.error.retry_after}`);
    return c.json({ code: options.error.code }, 429);
  });

  app.post(paths.signIn(desk), open, async (c) => {
    const form = await readForm(c);
    const to = ownPath(desk, form.get("to"));
    const response = readAssertionField(form.get("response"));
    if (!response) return show(c, { to, problem: "no_script" });
    return await enter(c, to, await signIn(deps, { response, client: clientName(c) }));
  });

  app.post(paths.signInCode(desk), open, async (c) => {
    const form = await readForm(c);
    const entered = await signInByCode(deps, {
      mail: form.get("mail") ?? "",
      typed: form.get("code") ?? "",
      client: clientName(c),
      source: await sourceOf(c, deps),
    });
    // First of all they need a passkey again.
    return await enter(c, paths.account(desk), entered, form.get("mail") ?? "");
  });

  app.post(paths.signOut(desk), open, async (c) => {
    const here = await staffHere(c, deps, desk);
    if (here) await signOut(deps, { here, ended: here.session.sessionId });
    forgetSession(c, deps, desk);
    return c.redirect(paths.signIn(desk), 303);
  });

  return app;

  async function enter(
    c: Context<StaffEnv>,
    to: string,
    entered: Result<SignedInNow, SignInRefusal>,
    mail?: string,
  ): Promise<Response> {
    if (entered.ok) {
      await keepSession(c, deps, entered.value);
      const at = deskOf(entered.value.staff);
      return c.redirect(at === desk ? to : paths.desk(at), 303);
    }
    const by = mail === undefined ? "passkey" : "code";
    if (entered.error.code === "sign_in_refused") return show(c, { to, problem: by, mail });
    c.header("Retry-After", `${entered.error.retry_after}`);
    return show(c, { to, problem: "too_many", mail });
  }

  function show(
    c: Context<StaffEnv>,
    { to, problem, mail }: {
      readonly to: string;
      readonly problem?: SignInProblem;
      readonly mail?: string | undefined;
    },
  ): Response {
    const { frame } = c.var;
    const status = problem === undefined ? 200 : problem === "too_many" ? 429 : 422;
    return render(c, {
      page: () => <SignInPage frame={frame} desk={desk} to={to} problem={problem} mail={mail} />,
      status,
    });
  }
}
