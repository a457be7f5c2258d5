import { type Context, Hono } from "hono";
import { walletMode } from "../../../core/consumer/wallet_mode.ts";
import type { Deps } from "../../../core/deps.ts";
import { mayEnrol } from "../../../core/factor/may_enrol.ts";
import { setPaymentPin, type SetPaymentPinRefusal } from "../../../core/factor/set_payment_pin.ts";
import { paths } from "../../../core/paths.ts";
import { consumerOfSession } from "../../../core/session/consumer_of_session.ts";
import { PinPage } from "../../../views/wallet/pin_page.tsx";
import { orderToPay } from "../after_sign_in.ts";
import { sessionOf } from "../consumer_session.ts";
import { keepPinDevice, pinDevice } from "../pin_device.ts";
import { type PageEnv, render } from "../render.tsx";
import { readForm } from "../staff/form_fields.ts";
import { comeIn } from "./come_in.tsx";
import { statusOf } from "./pin_status.ts";

/** One's own payment PIN. */
export function pinRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get("/wallet/pin", (c) => show(c));

  app.post("/wallet/pin", async (c) => {
    const here = await consumerHere(c);
    if (!here) return await comeIn(c, deps);
    const form = await readForm(c);
    const set = await setPaymentPin(deps, {
      here,
      typed: form.get("pin") ?? "",
      again: form.get("again") ?? "",
      old: form.get("old") ?? "",
      device: pinDevice(c, deps),
    });
    if (!set.ok) return await show(c, set.error);
    keepPinDevice(c, deps, set.value.device);
    return c.redirect(orderToPay(c, deps) ?? paths.walletPin(), 303);
  });

  return app;

  function consumerHere(c: Context<PageEnv>) {
    const session = sessionOf(c, deps);
    return session === undefined ? undefined : consumerOfSession(deps, session);
  }

  async function show(c: Context<PageEnv>, problem?: SetPaymentPinRefusal): Promise<Response> {
    const here = await consumerHere(c);
    if (!here) return await comeIn(c, deps);
    const { consumerId } = here.consumer;
    const [pin, passkeys] = await deps.load(
      deps.paymentPins.of(consumerId),
      deps.consumerPasskeys.of(consumerId),
    );
    const frame = { ...c.var.frame, here: paths.walletPin() };
    const mode = walletMode(deps, here.session.proof);
    const fresh = mayEnrol(here.session, { pin, passkeys }, deps.now());
    return render(c, {
      page: () => (
        <PinPage frame={frame} mode={mode} setAt={pin?.setAt} fresh={fresh} problem={problem} />
      ),
      status: statusOf(c, problem),
    });
  }
}
