import type { Context } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { clientKind } from "../../../core/method/client.ts";
import { paths } from "../../../core/paths.ts";
import type { AboutBalance } from "../../../core/payment/balance_facts.ts";
import { payByBalance } from "../../../core/payment/pay_by_balance.ts";
import { payerKey } from "../../../core/payment/payer_key.ts";
import type { PageEnv } from "../render.tsx";
import { rememberSecret } from "./device.ts";

/** Pays once its payer is verified. Whatever speaks against it by now, the checkout shows. */
export async function startByBalance(
  c: Context<PageEnv>,
  deps: Deps,
  about: AboutBalance,
): Promise<Response> {
  const { orderId } = about;
  const { device, fresh } = await rememberSecret(c, deps);
  const client = clientKind(c.req.header("user-agent"));
  const started = await payByBalance(deps, { ...about, device, client, lang: c.var.frame.lang });
  if (!started.ok) {
    const again = started.error.code === "factor_needed";
    return c.redirect(again ? paths.checkoutVerification(orderId) : paths.checkout(orderId), 303);
  }
  const key = fresh === undefined ? undefined : await payerKey(deps.vault, started.value.paymentId);
  return c.redirect(paths.checkout(orderId, key), 303);
}
