import { type Context, Hono } from "hono";
import { getCookie } from "hono/cookie";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { TooMany } from "../../../core/budget/spend.ts";
import type { Deps } from "../../../core/deps.ts";
import { type LinkId, type OrderId, parseId } from "../../../core/id.ts";
import { openOrder, type OpenOrderRefusal } from "../../../core/link/open_order.ts";
import { viewLink } from "../../../core/link/view_link.ts";
import { clientKind } from "../../../core/method/client.ts";
import { type MethodName, methodNames } from "../../../core/method/payment_method.ts";
import { typedYuan } from "../../../core/money.ts";
import { usualLifetime } from "../../../core/order/new_order.ts";
import { payerKey } from "../../../core/payment/payer_key.ts";
import { startPayment } from "../../../core/payment/start_payment.ts";
import { LinkPage } from "../../../views/link/link_page.tsx";
import type { PayFormError, Typed } from "../../../views/link/pay_form.tsx";
import { UnknownLinkPage } from "../../../views/link/unknown_link_page.tsx";
import { deviceOf, lastMethod, rememberMethod, rememberSecret } from "../checkout/device.ts";
import { goOn } from "../checkout/go_on.ts";
import { sessionOf } from "../consumer_session.ts";
import { keepCookie } from "../cookies.ts";
import { paths } from "../../../core/paths.ts";
import { sourceOf } from "../../source.ts";
import { refuseTooMany } from "../refuse.tsx";
import { type PageEnv, render } from "../render.tsx";

type PageContext = Context<PageEnv>;

/** What was typed, in the address that the language switch returns to; as long as the field itself. */
const TYPED = "typed";
const TYPED_MAX = 16;
const ONCE = /^[0-9A-Za-z_-]{22}$/;

/** Where a printed code or a tag leads: an amount, an order of the link, and its payment. */
export function linkPageRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get("/l/:linkId", (c) => {
    const linkId = parseId("lnk", c.req.param("linkId"));
    const amount = c.req.query(TYPED)?.slice(0, TYPED_MAX);
    const typed = amount === undefined ? {} : { typed: { amount } };
    return linkId ? show(c, deps, linkId, typed) : unknown(c);
  });

  app.post("/l/:linkId/orders", async (c) => {
    const linkId = parseId("lnk", c.req.param("linkId"));
    if (!linkId) return unknown(c);
    const form = readForm(await c.req.parseBody());
    if (!form) return c.redirect(paths.pay(linkId), 303);
    const { once, method } = form;
    const shown = { once, typed: { amount: form.typed ?? "" } };
    const amount = form.typed === undefined ? undefined : typedYuan(form.typed);
    if (form.typed !== undefined && !amount) {
      const formError = form.typed.trim() === "" ? "amount_missing" : "amount_wrong";
      return await show(c, deps, linkId, { ...shown, formError, status: 422 });
    }

    const { device, fresh } = await rememberSecret(c, deps);
    const session = sessionOf(c, deps);
    const previous = lastOpened(c);
    const source = await sourceOf(c, deps);
    const opened = await openOrder(deps, {
      ...{ linkId, amount, once, device, session, previous, source },
    });
    if (!opened.ok) {
      if (opened.error.code === "too_many_requests") return refuseTooMany(c, opened.error);
      return await show(c, deps, linkId, { ...shown, ...formErrorOf(opened.error), device });
    }

    const { orderId } = opened.value;
    rememberOpened(c, deps, { linkId, orderId });
    if (!method) return c.redirect(paths.checkout(orderId), 303);
    const { lang } = c.get("frame");
    const paying = { orderId, method, client: client(c), device, session, lang };
    const keyInReturn = fresh !== undefined;
    const started = await startPayment(deps, { ...paying, keyInReturn });
    if (started.ok) {
      rememberMethod(c, deps, method);
      const { paymentId } = started.value;
      const key = keyInReturn ? await payerKey(deps.vault, paymentId) : undefined;
      return goOn(c, started.value, key === undefined ? undefined : `payer=${key}`);
    }
    // Someone with the same account was faster; any other reason is shown on the order's own page.
    if (started.error.code !== "daily_limit_exceeded") {
      return c.redirect(paths.checkout(orderId), 303);
    }
    return await show(c, deps, linkId, { ...shown, ...formErrorOf(started.error), device });
  });

  return app;
}

interface Form {
  readonly once: string;
  /** Undefined where the link has an amount of its own. */
  readonly typed: string | undefined;
  /** Undefined: the payer chooses on the next page. */
  readonly method: MethodName | undefined;
}

/** Undefined for what our page never sends. */
function readForm(fields: Readonly<Record<string, unknown>>): Form | undefined {
  const { once, amount, method: chosen } = fields;
  if (typeof once !== "string" || !ONCE.test(once)) return undefined;
  const typed = typeof amount === "string" ? amount : undefined;
  return { once, typed, method: methodNames.find((each) => each === chosen) };
}

interface FormOutcome {
  readonly formError?: PayFormError | undefined;
  readonly status?: ContentfulStatusCode | undefined;
  readonly typed?: Typed;
  /** From the returned form. */
  readonly once?: string;
  /** This browser's secret, if it was issued just now. */
  readonly device?: string;
}

async function show(
  c: PageContext,
  deps: Deps,
  linkId: LinkId,
  { formError, status, typed, once, device }: FormOutcome = {},
): Promise<Response> {
  const found = await viewLink(deps, {
    linkId,
    client: client(c),
    device: device ?? await deviceOf(c, deps),
    session: sessionOf(c, deps),
    lastChoice: lastMethod(c),
    previous: lastOpened(c),
  });
  if (!found.ok) return unknown(c);
  const view = { ...found.value, ...(once === undefined ? {} : { once }) };
  const frame = { ...c.get("frame"), here: withTyped(paths.pay(linkId), typed) };
  const given = { frame, view, formError, typed };
  return render(c, {
    page: () => <LinkPage {...given} />,
    ...(status === undefined ? {} : { status }),
  });
}

function withTyped(page: string, typed: Typed | undefined): string {
  return typed?.amount ? `${page}?${new URLSearchParams({ [TYPED]: typed.amount })}` : page;
}

/** What the page says about a refusal; no form error when its own state says it. */
function formErrorOf(
  refusal: Exclude<OpenOrderRefusal, TooMany>,
): Pick<FormOutcome, "formError" | "status"> {
  switch (refusal.code) {
    case "amount_required":
      return { formError: "amount_missing", status: 422 };
    case "amount_too_small":
      return { formError: "amount_small", status: 422 };
    case "daily_limit_exceeded":
      return { formError: "over_limit", status: 409 };
    case "link_not_found":
      return { status: 404 };
    case "link_paused":
    case "merchant_not_active":
    case "product_not_enabled":
    case "amount_fixed":
      return { status: 409 };
  }
}

const OPENED = "opened";

/** What this browser last opened through this link. */
function lastOpened(c: PageContext): OrderId | undefined {
  return parseId("ord", getCookie(c, OPENED) ?? "");
}

/** Kept as long as an order can be paid, and sent only to this link's pages. */
function rememberOpened(
  c: PageContext,
  deps: Deps,
  { linkId, orderId }: { readonly linkId: LinkId; readonly orderId: OrderId },
): void {
  const maxAge = usualLifetime(undefined) / 1_000;
  keepCookie(c, deps, { name: OPENED, value: orderId, path: paths.pay(linkId), maxAge });
}

function client(c: PageContext) {
  return clientKind(c.req.header("user-agent"));
}

function unknown(c: PageContext): Response {
  const { frame } = c.var;
  return render(c, { page: () => <UnknownLinkPage frame={frame} />, status: 404 });
}
