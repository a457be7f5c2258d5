import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { BeginBindingRefusal } from "../../../core/card_binding/begin_binding.ts";
import { viewCards } from "../../../core/card_binding/view_cards.ts";
import type { Deps } from "../../../core/deps.ts";
import { type OrderId, parseId } from "../../../core/id.ts";
import { clientKind } from "../../../core/method/client.ts";
import { cny } from "../../../core/money.ts";
import { paths } from "../../../core/paths.ts";
import type { AboutCard } from "../../../core/payment/card_facts.ts";
import { payByCard, type PayByCardRefusal } from "../../../core/payment/pay_by_card.ts";
import { payerKey } from "../../../core/payment/payer_key.ts";
import { type CardsError, CardsPage } from "../../../views/cards/cards_page.tsx";
import { UnknownOrderPage } from "../../../views/checkout/unknown_order_page.tsx";
import { appLink } from "../app_link.ts";
import { sessionOf } from "../consumer_session.ts";
import { type PageEnv, render } from "../render.tsx";
import { rememberSecret } from "./device.ts";

type PageContext = Context<PageEnv>;

/** Has the code sent; where that is not enough for this amount, whoever pays is asked for more first. */
export async function startByCard(
  c: PageContext,
  deps: Deps,
  about: AboutCard,
): Promise<Response> {
  const { orderId, bindingId } = about;
  const { device, fresh } = await rememberSecret(c, deps);
  const { lang } = c.var.frame;
  const started = await payByCard(deps, { ...about, device, client: client(c), lang });
  if (!started.ok) {
    return started.error.code === "factor_needed"
      ? c.redirect(paths.checkoutVerification(orderId, bindingId), 303)
      : await refuseCard(c, deps, orderId, started.error);
  }
  const { paymentId } = started.value;
  // Whoever keeps no cookies carries the proof that it is their payment.
  const key = fresh === undefined ? undefined : await payerKey(deps.vault, paymentId);
  return c.redirect(paths.checkout(orderId, key), 303);
}

interface Shown {
  readonly error?: CardsError;
  readonly status?: ContentfulStatusCode;
}

export async function showCards(
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

export async function refuseCard(
  c: PageContext,
  deps: Deps,
  orderId: OrderId,
  refusal: Exclude<PayByCardRefusal, { readonly code: "factor_needed" }> | BeginBindingRefusal,
): Promise<Response> {
  switch (refusal.code) {
    case "session_over":
      return await showCards(c, deps, orderId, { status: 403 });
    case "order_not_found":
      return unknown(c);
    // The checkout shows how it stands.
    case "order_not_open":
    case "payment_in_flight":
    case "order_paid_by_transfer":
      return c.redirect(paths.checkout(orderId), 303);
    case "daily_limit_exceeded":
      return await showCards(c, deps, orderId, { error: { left: cny(refusal.left) }, status: 409 });
    case "too_many_requests": {
      const minutes = Math.ceil(refusal.retry_after / 60);
      return await showCards(c, deps, orderId, { error: { minutes }, status: 429 });
    }
    case "cards_at_most":
      return await showCards(c, deps, orderId, { error: "too_many_cards", status: 409 });
    case "cards_not_offered":
      return await showCards(c, deps, orderId, { error: "cannot_bind", status: 409 });
    case "payer_blocked":
      return await showCards(c, deps, orderId, { error: "card_not_usable", status: 409 });
    case "phone_lost":
    case "card_not_usable":
      return await showCards(c, deps, orderId, { error: refusal.code, status: 409 });
    case "method_not_offered":
    case "product_not_enabled":
    case "merchant_not_active":
    case "attempts_exhausted":
    case "channel_not_available":
    case "channel_stopped":
      return await showCards(c, deps, orderId, { error: "cannot_start", status: 409 });
  }
}

export function orderOf(c: PageContext): OrderId | undefined {
  return parseId("ord", c.req.param("orderId") ?? "");
}

export function unknown(c: PageContext): Response {
  return render(c, { page: () => <UnknownOrderPage frame={c.var.frame} />, status: 404 });
}

export function client(c: Context) {
  return clientKind(c.req.header("user-agent"));
}
