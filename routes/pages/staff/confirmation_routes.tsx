import { type Context, Hono } from "hono";
import { paths } from "../../../core/paths.ts";
import { confirmationOptions, confirmSession } from "../../../core/staff/confirm_session.ts";
import { ConfirmationPage } from "../../../views/staff/confirmation_page.tsx";
import { render } from "../render.tsx";
import { readAssertionField, readForm } from "./form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "./needs.tsx";
import { ownPath } from "./own_path.ts";
import { keepToken } from "./staff_session.ts";

/** Before a dangerous act: whoever signed in shows that they are still there. */
export function confirmationRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps, desk } = given;
  const app = new Hono<StaffEnv>();
  const own = needs(given, "signed_in");
  const asks = needs(given, "signed_in", { anywhere: true });

  app.get(paths.confirmation(desk), own, (c) => show(c, ownPath(desk, c.req.query("to"))));

  app.post(
    paths.confirmationChallenge(desk),
    asks,
    async (c) => c.json(await confirmationOptions(deps, c.var.here)),
  );

  app.post(paths.confirmation(desk), own, async (c) => {
    const form = await readForm(c);
    const to = ownPath(desk, form.get("to"));
    const response = readAssertionField(form.get("response"));
    if (!response) return await show(c, to, "no_script");
    const confirmed = await confirmSession(deps, { here: c.var.here, response });
    if (!confirmed.ok) return await show(c, to, "passkey");
    keepToken(c, deps, desk, confirmed.value.sessionToken);
    return c.redirect(to, 303);
  });

  return app;

  async function show(
    c: Context<StaffEnv>,
    to: string,
    problem?: "no_script" | "passkey",
  ): Promise<Response> {
    const { frame, who, here } = c.var;
    const [passkeys] = await deps.load(deps.staff.passkeys(here.staff.staffId));
    const given = { frame, desk, who, to, problem, hasPasskey: passkeys.length > 0 };
    return render(c, {
      page: () => <ConfirmationPage {...given} />,
      ...(problem === undefined ? {} : { status: 422 }),
    });
  }
}
