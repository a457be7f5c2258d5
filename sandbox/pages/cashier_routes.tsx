import { type Context, Hono } from "hono";
import { pastItsTime } from "../bank/bank_payment.ts";
import { confirmAtBank } from "../bank/confirm_at_bank.ts";
import type { BankDeps } from "../bank/write_at_bank.ts";
import { CashierPage } from "../views/cashier_page.tsx";
import { UnknownRequestPage } from "../views/unknown_request_page.tsx";
import type { PressFormError } from "../views/wallet_request_page.tsx";
import type { AppEnv } from "../../routes/app_env.ts";
import { paths } from "../../core/paths.ts";
import { render } from "../../routes/pages/render.tsx";
import { readForm, readPress } from "./press.ts";

/** The simulated hosted cashier: it sends the payer back as soon as there is a decision. */
export function cashierRoutes(deps: BankDeps): Hono<AppEnv> {
  return new Hono<AppEnv>()
    .get("/sandbox/cashier/:token", (c) => show(c, deps, c.req.param("token")))
    .post("/sandbox/cashier/:token", async (c) => {
      const token = c.req.param("token");
      const press = readPress(await readForm(c));
      if (!press.ok) return await show(c, deps, token, press.error.code);
      const find = deps.sandbox.byToken(token);
      const confirmed = await confirmAtBank(deps, { find, ...press.value });
      if (confirmed.ok) return c.redirect(confirmed.value.returnUrl, 303);
      if (confirmed.error.code === "bank_payment_not_found") return unknown(c);
      return c.redirect(paths.sandboxCashier(token), 303);
    });
}

async function show(c: Context<AppEnv>, deps: BankDeps, token: string, formError?: PressFormError) {
  const [payment] = await deps.load(deps.sandbox.byToken(token));
  if (!payment) return unknown(c);
  const given = { frame: c.var.frame, payment, over: pastItsTime(payment, deps.now()) };
  return render(c, {
    page: () => <CashierPage {...given} formError={formError} />,
    status: formError ? 422 : 200,
  });
}

function unknown(c: Context<AppEnv>) {
  return render(c, { page: () => <UnknownRequestPage frame={c.var.frame} />, status: 404 });
}
