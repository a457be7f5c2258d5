import { Hono } from "hono";
import { paths } from "../../../core/paths.ts";
import { confirmPhone, removePhone } from "../../../core/staff/own_phone.ts";
import { sendPhoneCode } from "../../../core/staff/send_phone_code.ts";
import { typedCode } from "../../../core/text/typed_code.ts";
import { PHONE } from "../../../core/text/typed_phone.ts";
import { readForm } from "./form_fields.ts";
import { type DeskDeps, needs, type StaffEnv } from "./needs.tsx";
import { showAccount } from "./show_account.tsx";

/** Where somebody is told by text message: set with a passkey and a code that was sent there, and removed. */
export function phoneRoutes(given: DeskDeps): Hono<StaffEnv> {
  const { deps, desk } = given;
  const app = new Hono<StaffEnv>();
  const confirmed = needs(given, "signed_in", { confirmed: true });

  app.post(paths.accountPhone(desk), confirmed, async (c) => {
    const typedPhone = (await readForm(c)).get("phone") ?? "";
    const phone = typedCode(typedPhone);
    if (!PHONE.test(phone)) {
      return await showAccount(c, given, { phoneProblem: "phone", typedPhone });
    }
    const { here, frame: { lang } } = c.var;
    const sent = await sendPhoneCode(deps, { here, phone, lang });
    return sent.ok
      ? c.redirect(paths.account(desk), 303)
      : await showAccount(c, given, { phoneProblem: sent.error.code, typedPhone });
  });

  app.post(paths.accountPhoneCode(desk), needs(given, "signed_in"), async (c) => {
    const typed = (await readForm(c)).get("phone_code") ?? "";
    const set = await confirmPhone(deps, { here: c.var.here, typed });
    if (!set.ok) return await showAccount(c, given, { phoneProblem: set.error.code });
    return c.redirect(paths.account(desk), 303);
  });

  app.post(paths.accountPhoneRemoval(desk), confirmed, async (c) => {
    await removePhone(deps, c.var.here);
    return c.redirect(paths.account(desk), 303);
  });

  return app;
}
