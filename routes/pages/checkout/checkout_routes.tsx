import { type Context, Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import { merchantNow } from "../../../core/merchant/merchant.ts";
import { clientKind } from "../../../core/method/client.ts";
import { type MethodName, methodNames } from "../../../core/method/payment_method.ts";
import type { Money } from "../../../core/money.ts";
import { changesIn, type Checkout } from "../../../core/order/checkout.ts";
import { viewCheckout } from "../../../core/order/view_checkout.ts";
import { cancelPayment } from "../../../core/payment/cancel_payment.ts";
import type { AboutCode } from "../../../core/payment/code_facts.ts";
import type { Payment } from "../../../core/payment/payment.ts";
import { payWithCode } from "../../../core/payment/pay_with_code.ts";
import { resendCode } from "../../../core/payment/resend_code.ts";
import { payerKey } from "../../../core/payment/payer_key.ts";
import { payByBalance } from "../../../core/payment/pay_by_balance.ts";
import { startPayment } from "../../../core/payment/start_payment.ts";
import type { Instant } from "../../../core/time.ts";
import { clockOf } from "../../../core/watch.ts";
import { viewBalance } from "../../../core/wallet_app/view_balance.ts";
import { CheckoutPage } from "../../../views/checkout/checkout_page.tsx";
import { MethodChoices } from "../../../views/checkout/method_form.tsx";
import { PaymentPanelChange } from "../../../views/checkout/payment_panel.tsx";
import { placesOf } from "../../../views/checkout/places.ts";
import { listens } from "../../../views/checkout/polling.ts";
import { LeavePage } from "../../../views/checkout/leave_page.tsx";
import { UnknownOrder, UnknownOrderPage } from "../../../views/checkout/unknown_order_page.tsx";
import { formatMoney } from "../../../views/parts/money.tsx";
import { words } from "../../../views/words.ts";
import { qrSvg } from "../../../views/parts/qr_svg.ts";
import { rememberOrder } from "../after_sign_in.ts";
import { enterFromApp, sessionOf } from "../consumer_session.ts";
import { paths } from "../../../core/paths.ts";
import { type PageEnv, render } from "../render.tsx";
import { type Followed, streamChanges } from "../stream_changes.ts";
import { deviceOf, lastMethod, rememberMethod, rememberSecret } from "./device.ts";
import { carried, checkoutFrame, payerKeyIn } from "./carried.ts";
import { allowEmbedding, embedKey } from "./embedded.ts";
import { goOn, leadTo } from "./go_on.ts";
import { cancelOutcome, type FormOutcome, formOutcome } from "./form_outcome.ts";

type PageContext = Context<PageEnv>;

/** The checkout of one order: the page, its payments, and what an open page polls. */
export function checkoutRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get("/checkout/:orderId", async (c) => {
    const orderId = parseId("ord", c.req.param("orderId"));
    // A wallet app opens the order and says who is using it.
    if (orderId && c.req.query("ticket") !== undefined && embedKey(c) === undefined) {
      const entered = await enterFromApp(c, deps, { clean: paths.checkout(orderId) });
      if (entered) return entered;
    }
    const checkout = await find(c, deps);
    if (!checkout) return unknown(c);
    // A browser that has kept its cookie needs no key in its address and history.
    return await keyIsNeedless(c, deps, checkout)
      ? c.redirect(paths.checkout(checkout.order.orderId), 303)
      : show(c, checkout);
  });

  app.post("/checkout/:orderId/payments", async (c) => {
    const orderId = parseId("ord", c.req.param("orderId"));
    if (!orderId) return unknown(c);
    const { method: chosen } = await c.req.parseBody();
    const method = methodNames.find((each) => each === chosen);
    if (!method) return await refuse(c, deps, { formError: "method_missing", status: 422 });
    // Which card is chosen on a page of its own, by whoever is signed in.
    if (method === "bound_card") {
      rememberMethod(c, deps, method);
      return leadTo(c, paths.checkoutCards(orderId));
    }

    const { device, fresh } = await rememberSecret(c, deps);
    const { lang } = c.get("frame");
    const embedded = embedKey(c) !== undefined;
    const command = {
      orderId,
      client: client(c),
      device,
      lang,
      // Cookies inside another site's page are not those of the page that the channel returns to.
      keyInReturn: embedded || fresh !== undefined,
    };
    const session = sessionOf(c, deps);
    const started = method === "balance" && session !== undefined && !embedded
      ? await payByBalance(deps, { ...command, session })
      : await startPayment(deps, { ...command, session, method });
    if (!started.ok && started.error.code === "factor_needed") {
      return leadTo(c, paths.checkoutVerification(orderId));
    }
    if (!started.ok) return await refuse(c, deps, formOutcome(started.error));
    rememberMethod(c, deps, method);
    const payment = started.value;
    const payer = fresh === undefined ? undefined : await payerKey(deps.vault, payment.paymentId);
    const kept = carried(c, { embed: fresh, payer });
    // Cashiers and apps refuse to be framed: our page stays and shows how to continue.
    return embedded ? c.redirect(placesOf(orderId, kept).page, 303) : goOn(c, payment, kept);
  });

  app.get("/checkout/:orderId/payments/:paymentId/leaving", async (c) => {
    const checkout = await find(c, deps);
    // It leaves for a page that refuses to be framed, from a tab of its own.
    c.set("framedBy", []);
    if (!checkout) return unknown(c);
    const { standing, order } = checkout;
    const payment = standing.state === "processing" ? standing.payment : undefined;
    const launch = payment?.paymentId === c.req.param("paymentId") ? payment.launch : undefined;
    if (launch?.type !== "form") {
      return c.redirect(placesOf(order.orderId, carried(c)).page, 303);
    }
    c.set("formsTo", new URL(launch.action).origin);
    const frame = c.get("frame");
    const w = words(frame.lang);
    const title = w.payTitle(formatMoney(order.amount), checkout.merchant.name);
    const { mode } = checkout.merchant;
    return render(c, {
      page: () => LeavePage({ frame, title, mode, launch, leave: w.leave }),
    });
  });

  app.post("/checkout/:orderId/payments/:paymentId/code", async (c) => {
    const { code } = await c.req.parseBody();
    const typed = typeof code === "string" ? code : "";
    const paid = await withPayment(
      c,
      deps,
      (about) => payWithCode(deps, { ...about, code: typed, client: client(c) }),
    );
    return paid?.ok === false && paid.error.code === "code_malformed"
      ? await refuse(c, deps, { codeError: "malformed", status: 422 })
      : await standing(c, deps, paid?.ok === true);
  });

  app.post("/checkout/:orderId/payments/:paymentId/new_code", async (c) => {
    const sent = await withPayment(
      c,
      deps,
      (about) => resendCode(deps, { ...about, client: client(c) }),
    );
    if (sent?.ok === true && sent.value.state === "processing") {
      return await refuse(c, deps, { codeError: "sent_again", status: 200 });
    }
    if (sent?.ok === false && sent.error.code === "code_too_soon") {
      return await refuse(c, deps, { codeError: "too_soon", status: 409 });
    }
    if (sent?.ok === false && sent.error.code === "too_many_requests") {
      const minutes = Math.ceil(sent.error.retry_after / 60);
      return await refuse(c, deps, { codeError: { minutes }, status: 429 });
    }
    return await standing(c, deps, sent?.ok === true);
  });

  app.post("/checkout/:orderId/payments/:paymentId/cancellation", async (c) => {
    const orderId = parseId("ord", c.req.param("orderId"));
    const paymentId = parseId("pay", c.req.param("paymentId"));
    if (!orderId) return unknown(c);
    if (paymentId) {
      const proof = { device: await deviceOf(c, deps), payerKey: payerKeyIn(c) };
      const cancelled = await cancelPayment(deps, { orderId, paymentId, ...proof });
      const outcome = cancelOutcome(cancelled);
      if (outcome) return await refuse(c, deps, outcome);
      if (cancelled.ok && wantsNewCode(cancelled.value)) {
        return leadTo(c, paths.checkoutCards(orderId));
      }
    }
    return c.redirect(placesOf(orderId, carried(c)).page, 303);
  });

  // What somebody has in their wallet app: asked for by the page, which does not wait for it.
  app.get("/checkout/:orderId/balance", async (c) => {
    const orderId = parseId("ord", c.req.param("orderId"));
    if (!orderId || embedKey(c) !== undefined) return unknown(c);
    const chosen = methodNames.find((each) => each === c.req.query("method"));
    const available = await viewBalance(deps, { orderId, session: signedIn(c, deps) });
    const checkout = await find(c, deps, { available, chosen });
    if (!checkout) return unknown(c);
    if (!checkout.balance || checkout.offers.length === 0) return c.body(null, 204);
    const frame = checkoutFrame(c);
    const form = () => <MethodChoices frame={frame} checkout={checkout} missing={false} asked />;
    return render(c, { page: form, fragment: form });
  });

  // To set up what allows more, and back.
  app.get("/checkout/:orderId/balance/passkey", (c) => {
    const orderId = parseId("ord", c.req.param("orderId"));
    if (!orderId) return unknown(c);
    rememberOrder(c, deps, orderId, "balance");
    return c.redirect(paths.walletPasskeys(), 303);
  });

  app.get("/checkout/:orderId/code.svg", (c) => {
    const orderId = parseId("ord", c.req.param("orderId"));
    if (!orderId) return unknown(c);
    const url = deps.config.publicUrl + paths.checkout(orderId);
    return c.body(qrSvg(url, "M"), 200, { "Content-Type": "image/svg+xml" });
  });

  app.get("/checkout/:orderId/status", async (c) => {
    const checkout = await find(c, deps);
    if (!checkout) return unknown(c);
    const seen = c.req.query("mark");
    if (seen === checkout.mark) return c.body(null, 204);
    const frame = checkoutFrame(c);
    const fragment = () => <PaymentPanelChange frame={frame} checkout={checkout} seen={seen} />;
    return render(c, { page: fragment, fragment });
  });

  app.get("/checkout/:orderId/stream", async (c) => {
    const orderId = parseId("ord", c.req.param("orderId"));
    if (!orderId) return c.body(null, 404);
    return await streamChanges(c, deps, {
      seen: c.req.header("last-event-id") ?? c.req.query("mark"),
      subjects: [orderId],
      load: async () => followed(await find(c, deps), deps.now()),
    });
  });

  return app;
}

/** What a page learned after it was drawn: what is there, and what its payer has chosen. */
interface Known {
  readonly available?: Money | undefined;
  readonly chosen?: MethodName | undefined;
}

/** Nobody is signed in inside another site's page. */
function signedIn(c: Context, deps: Deps): string | undefined {
  return embedKey(c) === undefined ? sessionOf(c, deps) : undefined;
}

/** The checkout of the path's order, as this browser may see it: one round trip. */
async function find(
  c: PageContext,
  deps: Deps,
  { available, chosen }: Known = {},
): Promise<Checkout | undefined> {
  const orderId = parseId("ord", c.req.param("orderId") ?? "");
  if (!orderId) return undefined;
  const device = await deviceOf(c, deps);
  const found = await viewCheckout(deps, {
    orderId,
    device,
    client: client(c),
    lastChoice: chosen ?? lastMethod(c),
    payerKey: payerKeyIn(c),
    choosesCards: embedKey(c) === undefined,
    session: signedIn(c, deps),
    available,
  });
  if (!found.ok) return undefined;
  allowEmbedding(c, found.value.merchant);
  return found.value;
}

/** What is done about a payment of this browser's; undefined where the path names none. */
async function withPayment<T>(
  c: PageContext,
  deps: Deps,
  act: (about: AboutCode) => Promise<T>,
): Promise<T | undefined> {
  const orderId = parseId("ord", c.req.param("orderId") ?? "");
  const paymentId = parseId("pay", c.req.param("paymentId") ?? "");
  if (!orderId || !paymentId) return undefined;
  const device = await deviceOf(c, deps);
  return await act({ orderId, paymentId, device, payerKey: payerKeyIn(c) });
}

/** Its code had expired, and whoever closed it goes on to get another. */
function wantsNewCode(payment: Payment): boolean {
  return payment.state === "failed" && payment.reason === "code_expired";
}

/** How the order stands now: after an act by going there, and for the form of an old page at once. */
async function standing(c: PageContext, deps: Deps, acted: boolean): Promise<Response> {
  const orderId = parseId("ord", c.req.param("orderId") ?? "");
  if (!orderId) return unknown(c);
  return acted
    ? c.redirect(placesOf(orderId, carried(c)).page, 303)
    : await refuse(c, deps, { status: 409 });
}

async function keyIsNeedless(c: PageContext, deps: Deps, { standing }: Checkout): Promise<boolean> {
  if (payerKeyIn(c) === undefined || embedKey(c) !== undefined) return false;
  const device = await deviceOf(c, deps);
  if (device === undefined) return false;
  return standing.state !== "processing" || standing.payment.device === device;
}

function followed(checkout: Checkout | undefined, now: Instant): Followed | undefined {
  if (!checkout) return undefined;
  const { order, merchant, mark } = checkout;
  return {
    mark,
    open: listens(checkout),
    changesIn: changesIn(checkout, merchantNow(merchant, now)),
    subjects: [order.orderId, clockOf(order.merchantNo)],
  };
}

function show(
  c: PageContext,
  checkout: Checkout,
  { formError, codeError, status }: FormOutcome = {},
): Response {
  const frame = checkoutFrame(c);
  const stay = c.req.query("stay") !== undefined;
  const given = {
    frame,
    checkout,
    formError,
    codeError,
    refused: status !== undefined && !codeError,
  };
  return render(c, {
    page: () => CheckoutPage({ ...given, stay }),
    fragment: () => <PaymentPanelChange {...given} />,
    ...(status === undefined ? {} : { status }),
  });
}

/** A payment that did not start: the same form again, with the reason and the right status. */
async function refuse(c: PageContext, deps: Deps, formOutcome: FormOutcome): Promise<Response> {
  const { formError } = formOutcome;
  const available = typeof formError === "object" && "available" in formError
    ? formError.available
    : undefined;
  const checkout = await find(c, deps, { available });
  return checkout ? show(c, checkout, formOutcome) : unknown(c);
}

function unknown(c: PageContext): Response {
  const frame = c.get("frame");
  return render(c, {
    page: () => <UnknownOrderPage frame={frame} />,
    fragment: () => <UnknownOrder frame={frame} />,
    status: 404,
  });
}

function client(c: Context) {
  return clientKind(c.req.header("user-agent"));
}
