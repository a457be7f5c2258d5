import { type Context, Hono } from "hono";
import { paths } from "../../../core/paths.ts";
import { join, joinOptions, type JoinRefusal, viewInvitation } from "../../../core/staff/join.ts";
import { CodesPage } from "../../../views/staff/codes_page.tsx";
import { JoinPage, type JoinProblem, JoinUnknownPage } from "../../../views/staff/join_page.tsx";
import { render } from "../render.tsx";
import { clientName } from "../client_name.ts";
import { readForm, readMail, readName, readRegistrationField } from "./form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "./needs.tsx";
import { deskOf, keepSession } from "./staff_session.ts";

/** A one-time link, taken up with a passkey. */
export function joinRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps, desk } = given;
  const app = new Hono<StaffEnv>();
  const open = needs(given, "nobody");
  const path = paths.join(desk, ":token");

  app.get(path, open, (c) => show(c));

  app.post(paths.joinChallenge(desk, ":token"), open, async (c) => {
    const form = await readForm(c);
    const name = readMail(form.get("mail")) ?? readName(form.get("name")) ?? "?";
    const options = await joinOptions(deps, { token: c.req.param("token") ?? "", name });
    return options.ok ? c.json(options.value) : c.json({ code: options.error.code }, 404);
  });

  app.post(path, open, async (c) => {
    const token = c.req.param("token") ?? "";
    const invited = await viewInvitation(deps, token);
    if (!invited.ok) return unknown(c);
    const form = await readForm(c);
    const person = {
      name: readName(form.get("name")),
      mail: invited.value.person.mail ?? readMail(form.get("mail")),
    };
    const passkeyName = readName(form.get("passkey_name"));
    const response = readRegistrationField(form.get("response"));
    if (person.name === undefined) return show(c, { problem: "name", form });
    if (person.mail === undefined) return show(c, { problem: "mail", form });
    if (passkeyName === undefined) return show(c, { problem: "passkey_name", form });
    if (!response) return show(c, { problem: "no_script", form });
    const joined = await join(deps, {
      token,
      response,
      passkeyName,
      person,
      client: clientName(c),
    });
    if (!joined.ok) return refused(c, joined.error, form);
    await keepSession(c, deps, joined.value);
    const { codes } = joined.value;
    return render(c, { page: () => <CodesPage frame={c.var.frame} desk={desk} codes={codes} /> });
  });

  return app;

  async function show(
    c: Context<StaffEnv>,
    { problem, form }: { readonly problem?: JoinProblem; readonly form?: URLSearchParams } = {},
  ): Promise<Response> {
    const token = c.req.param("token") ?? "";
    const invited = await viewInvitation(deps, token);
    if (!invited.ok || deskOf(invited.value.staff) !== desk) return unknown(c);
    const { staff, person } = invited.value;
    const [merchant] = staff.merchantNo === undefined
      ? [undefined]
      : await deps.load(deps.merchants.byNo(staff.merchantNo));
    return render(c, {
      page: () => (
        <JoinPage
          frame={c.var.frame}
          desk={desk}
          token={token}
          role={staff.role}
          merchant={merchant}
          mail={person.mail}
          typed={{
            name: form?.get("name") ?? person.name ?? "",
            mail: form?.get("mail") ?? "",
            passkeyName: form?.get("passkey_name") ?? clientName(c),
          }}
          problem={problem}
        />
      ),
      ...(problem === undefined ? {} : { status: 422 }),
    });
  }

  function refused(c: Context<StaffEnv>, { code }: JoinRefusal, form: URLSearchParams) {
    switch (code) {
      case "invitation_not_open":
        return unknown(c);
      case "passkey_refused":
        return show(c, { problem: "passkey", form });
      case "staff_already_there":
        return show(c, { problem: "already_there", form });
    }
  }

  function unknown(c: Context<StaffEnv>): Response {
    return render(c, {
      page: () => <JoinUnknownPage frame={c.var.frame} desk={desk} />,
      status: 404,
    });
  }
}
