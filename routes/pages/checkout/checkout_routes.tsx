import { type Context, Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import { merchantNow } from "../../../core/merchant/merchant.ts";
import { clientKind } from "../../../core/method/client.ts";
import { methodNames } from "../../../core/method/payment_method.ts";
import { changesIn, type Checkout } from "../../../core/order/checkout.ts";
import { viewCheckout } from "../../../core/order/view_checkout.ts";
import { cancelPayment } from "../../../core/payment/cancel_payment.ts";
import { payerKey } from "../../../core/payment/payer_key.ts";
import { startPayment } from "../../../core/payment/start_payment.ts";
import type { Instant } from "../../../core/time.ts";
import { clockOf } from "../../../core/watch.ts";
import { CheckoutPage } from "../../../views/checkout/checkout_page.tsx";
import { PaymentPanelChange } from "../../../views/checkout/payment_panel.tsx";
import { placesOf } from "../../../views/checkout/places.ts";
import { listens } from "../../../views/checkout/polling.ts";
import { LeavePage } from "../../../views/checkout/leave_page.tsx";
import { UnknownOrder, UnknownOrderPage } from "../../../views/checkout/unknown_order_page.tsx";
import { qrSvg } from "../../../views/parts/qr_svg.ts";
import { sessionOf } from "../consumer_session.ts";
import { paths } from "../../../core/paths.ts";
import { type PageEnv, render } from "../render.tsx";
import { type Followed, streamChanges } from "../stream_changes.ts";
import { deviceOf, lastMethod, rememberMethod, rememberSecret } from "./device.ts";
import { carried, checkoutFrame, payerKeyIn } from "./carried.ts";
import { allowEmbedding, embedKey } from "./embedded.ts";
import { goOn } from "./go_on.ts";
import { cancelOutcome, type FormOutcome, formOutcome } from "./form_outcome.ts";

type PageContext = Context<PageEnv>;

/** The checkout of one order: the page, its payments, and what an open page polls. */
export function checkoutRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get("/checkout/:orderId", async (c) => {
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

    const { device, fresh } = await rememberSecret(c, deps);
    const { lang } = c.get("frame");
    const embedded = embedKey(c) !== undefined;
    const started = await startPayment(deps, {
      orderId,
      method,
      client: client(c),
      device,
      session: sessionOf(c, deps),
      lang,
      // Cookies inside another site's page are not those of the page that the channel returns to.
      keyInReturn: embedded || fresh !== undefined,
    });
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
    return render(c, { page: () => LeavePage({ frame, checkout, launch }) });
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
    }
    return c.redirect(placesOf(orderId, carried(c)).page, 303);
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

/** The checkout of the path's order, as this browser may see it: one round trip. */
async function find(c: PageContext, deps: Deps): Promise<Checkout | undefined> {
  const orderId = parseId("ord", c.req.param("orderId") ?? "");
  if (!orderId) return undefined;
  const device = await deviceOf(c, deps);
  const found = await viewCheckout(deps, {
    orderId,
    device,
    client: client(c),
    lastChoice: lastMethod(c),
    payerKey: payerKeyIn(c),
  });
  if (!found.ok) return undefined;
  allowEmbedding(c, found.value.merchant);
  return found.value;
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
  { formError, status }: FormOutcome = {},
): Response {
  const frame = checkoutFrame(c);
  const stay = c.req.query("stay") !== undefined;
  const given = { frame, checkout, formError, refused: status !== undefined };
  return render(c, {
    page: () => CheckoutPage({ ...given, stay }),
    fragment: () => <PaymentPanelChange {...given} />,
    ...(status === undefined ? {} : { status }),
  });
}

/** A payment that did not start: the same form again, with the reason and the right status. */
async function refuse(c: PageContext, deps: Deps, formOutcome: FormOutcome): Promise<Response> {
  const checkout = await find(c, deps);
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
