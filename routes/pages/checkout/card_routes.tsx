import { type Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import {
  beginBinding,
  type BeginBindingRefusal,
} from "../../../core/card_binding/begin_binding.ts";
import { leaveForBinding } from "../../../core/card_binding/leave_for_binding.ts";
import { viewCards } from "../../../core/card_binding/view_cards.ts";
import type { Deps } from "../../../core/deps.ts";
import { type OrderId, parseId } from "../../../core/id.ts";
import { clientKind } from "../../../core/method/client.ts";
import { cny } from "../../../core/money.ts";
import { paths } from "../../../core/paths.ts";
import { payByCard, type PayByCardRefusal } from "../../../core/payment/pay_by_card.ts";
import { payerKey } from "../../../core/payment/payer_key.ts";
import { type CardsError, CardsPage } from "../../../views/cards/cards_page.tsx";
import { cardWords } from "../../../views/cards/words.ts";
import { LeavePage } from "../../../views/checkout/leave_page.tsx";
import { UnknownOrderPage } from "../../../views/checkout/unknown_order_page.tsx";
import { rememberOrder } from "../after_sign_in.ts";
import { appLink } from "../app_link.ts";
import { enterFromApp, sessionOf } from "../consumer_session.ts";
import { type PageEnv, render } from "../render.tsx";
import { rememberSecret } from "./device.ts";

type PageContext = Context<PageEnv>;

/** Paying an order by a bound card: which one, and binding one on the channel's own page. */
export function cardRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get("/checkout/:orderId/cards", async (c) => {
    const orderId = orderOf(c);
    if (!orderId) return unknown(c);
    const entered = await enterFromApp(c, deps, { clean: paths.checkoutCards(orderId) });
    return entered ?? await show(c, deps, orderId);
  });

  app.post("/checkout/:orderId/cards", async (c) => {
    const orderId = orderOf(c);
    if (!orderId) return unknown(c);
    const { card } = await c.req.parseBody();
    const bindingId = typeof card === "string" ? parseId("bnd", card) : undefined;
    const session = sessionOf(c, deps);
    if (session === undefined) return await show(c, deps, orderId, { status: 403 });
    if (!bindingId) return await show(c, deps, orderId, { error: "choose_one", status: 422 });
    const { device, fresh } = await rememberSecret(c, deps);
    const started = await payByCard(deps, {
      orderId,
      bindingId,
      session,
      device,
      client: client(c),
      lang: c.var.frame.lang,
    });
    if (!started.ok) return await refuse(c, deps, orderId, started.error);
    const { paymentId } = started.value;
    // Whoever keeps no cookies carries the proof that it is their payment.
    const key = fresh === undefined ? undefined : await payerKey(deps.vault, paymentId);
    return c.redirect(paths.checkout(orderId, key), 303);
  });

  app.get("/checkout/:orderId/cards/sign_in", (c) => {
    const orderId = orderOf(c);
    if (!orderId) return unknown(c);
    rememberOrder(c, deps, orderId);
    return c.redirect(paths.walletSignIn(), 303);
  });

  app.post("/checkout/:orderId/cards/openings", async (c) => {
    const orderId = orderOf(c);
    if (!orderId) return unknown(c);
    const session = sessionOf(c, deps);
    if (session === undefined) return await show(c, deps, orderId, { status: 403 });
    const begun = await beginBinding(deps, { orderId, session });
    if (!begun.ok) return await refuse(c, deps, orderId, begun.error);
    return c.redirect(paths.checkoutCardOpening(orderId, begun.value.bindingId), 303);
  });

  app.get("/checkout/:orderId/cards/openings/:bindingId", async (c) => {
    const orderId = orderOf(c);
    if (!orderId) return unknown(c);
    const bindingId = parseId("bnd", c.req.param("bindingId"));
    const session = sessionOf(c, deps);
    const found = bindingId && session !== undefined
      ? await leaveForBinding(deps, { orderId, bindingId, session, client: client(c) })
      : undefined;
    if (!found) return c.redirect(paths.checkoutCards(orderId), 303);
    const { launch, merchant: { mode } } = found;
    c.set("formsTo", new URL(launch.action).origin);
    const { frame } = c.var;
    const { leaveTitle: title, leave } = cardWords(frame.lang);
    return render(c, { page: () => LeavePage({ frame, title, mode, launch, leave }) });
  });

  return app;
}

interface Shown {
  readonly error?: CardsError;
  readonly status?: ContentfulStatusCode;
}

async function show(
  c: PageContext,
  deps: Deps,
  orderId: OrderId,
  { error, status }: Shown = {},
): Promise<Response> {
  const view = await viewCards(deps, { orderId, session: sessionOf(c, deps) });
  if (!view.ok) {
    return view.error.code === "order_not_found"
      ? unknown(c)
      : c.redirect(paths.checkout(orderId), 303);
  }
  const here = paths.checkoutCards(orderId);
  const appUrl = view.value.own ? undefined : await appLink(deps, here);
  const frame = { ...c.var.frame, here };
  return render(c, {
    page: () => <CardsPage frame={frame} view={view.value} appUrl={appUrl} error={error} />,
    ...(status === undefined ? {} : { status }),
  });
}

async function refuse(
  c: PageContext,
  deps: Deps,
  orderId: OrderId,
  refusal: PayByCardRefusal | BeginBindingRefusal,
): Promise<Response> {
  switch (refusal.code) {
    case "session_over":
      return await show(c, deps, orderId, { status: 403 });
    case "order_not_found":
      return unknown(c);
    // The checkout shows how it stands.
    case "order_not_open":
    case "payment_in_flight":
    case "order_paid_by_transfer":
      return c.redirect(paths.checkout(orderId), 303);
    case "daily_limit_exceeded":
      return await show(c, deps, orderId, { error: { left: cny(refusal.left) }, status: 409 });
    case "factor_needed": {
      const { factors } = refusal;
      return await show(c, deps, orderId, { error: { factors }, status: 403 });
    }
    case "too_many_requests": {
      const minutes = Math.ceil(refusal.retry_after / 60);
      return await show(c, deps, orderId, { error: { minutes }, status: 429 });
    }
    case "cards_at_most":
      return await show(c, deps, orderId, { error: "too_many_cards", status: 409 });
    case "cards_not_offered":
      return await show(c, deps, orderId, { error: "cannot_bind", status: 409 });
    case "card_not_usable":
      return await show(c, deps, orderId, { error: "card_not_usable", status: 409 });
    case "method_not_offered":
    case "product_not_enabled":
    case "merchant_not_active":
    case "attempts_exhausted":
    case "channel_not_available":
    case "channel_stopped":
      return await show(c, deps, orderId, { error: "cannot_start", status: 409 });
  }
}

function orderOf(c: PageContext): OrderId | undefined {
  return parseId("ord", c.req.param("orderId") ?? "");
}

function unknown(c: PageContext): Response {
  return render(c, { page: () => <UnknownOrderPage frame={c.var.frame} />, status: 404 });
}

function client(c: Context) {
  return clientKind(c.req.header("user-agent"));
}
