import { type Context, Hono } from "hono";
import {
  claimCode,
  type CodeRefusal,
  lookAtCode,
  type OpenedCode,
} from "../../../core/dynamic_code/claim_code.ts";
import { claimKey, phoneOf } from "../../../core/dynamic_code/claim_key.ts";
import type { ScannedCode } from "../../../core/dynamic_code/read_code.ts";
import { releaseCode } from "../../../core/dynamic_code/release_code.ts";
import type { Deps } from "../../../core/deps.ts";
import { clientKind, isForeignApp } from "../../../core/method/client.ts";
import { methodNames } from "../../../core/method/payment_method.ts";
import type { Checkout } from "../../../core/order/checkout.ts";
import { cancelPayment } from "../../../core/payment/cancel_payment.ts";
import { payerKey, type PayerProof } from "../../../core/payment/payer_key.ts";
import { startPayment } from "../../../core/payment/start_payment.ts";
import type { Result } from "../../../core/result.ts";
import { CodePage, CodePanelChange } from "../../../views/code/code_page.tsx";
import { codePlaces } from "../../../views/code/places.ts";
import { markOf } from "../../../views/code/code_view.ts";
import { payerKeyIn } from "../checkout/carried.ts";
import {
  deviceOf,
  lastMethod,
  rememberDevice,
  rememberMethod,
  rememberSecret,
} from "../checkout/device.ts";
import { launchUrl, leadTo } from "../checkout/go_on.ts";
import { cancelOutcome, type FormOutcome, formOutcome } from "../checkout/form_outcome.ts";
import { sessionOf } from "../consumer_session.ts";
import { paths } from "../../../core/paths.ts";
import { type PageEnv, render } from "../render.tsx";
import { leadsTo, statusOf, viewOf } from "./view_of.ts";

type PageContext = Context<PageEnv>;

/** What was found, for which phone. */
interface Found {
  readonly opened: Result<OpenedCode, CodeRefusal>;
  readonly device: string | undefined;
  /** The pair that the page's URLs keep, where the phone may have no cookies. */
  readonly carried: string | undefined;
}

/** What a scanned dynamic code opens: one payment, for the first phone that scans. */
export function codeRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  // Never claims: who previews a link, loads it ahead or polls is not the phone that pays.
  app.get("/q/:token", async (c) => {
    if (isAhead(c)) return c.body(null, 503);
    const looks = c.req.method === "HEAD" || isPoll(c) || onlyLooks(c);
    // The cookie comes with the page, so that a claim without it is one by a browser that keeps none.
    const device = looks ? await deviceOf(c, deps) : await rememberDevice(c, deps);
    return await answer(c, deps, await look(c, deps, device));
  });

  app.post("/q/:token/claim", async (c) => await answer(c, deps, await claim(c, deps)));

  app.post("/q/:token/payments", async (c) => {
    const { method: chosen } = await c.req.parseBody();
    const found = await claim(c, deps);
    const { opened, device } = found;
    if (!opened.ok) return await answer(c, deps, found, { status: 409 });
    const method = methodNames.find((each) => each === chosen);
    if (!method) return await answer(c, deps, found, { formError: "method_missing", status: 422 });

    const { orderId } = opened.value.order;
    const keyInReturn = found.carried !== undefined;
    const started = await startPayment(deps, {
      orderId,
      method,
      client: clientOf(c),
      device,
      session: sessionOf(c, deps),
      lang: c.get("frame").lang,
      keyInReturn,
    });
    if (!started.ok) {
      return await answer(c, deps, await claim(c, deps), formOutcome(started.error));
    }
    rememberMethod(c, deps, method);
    const { paymentId } = started.value;
    const key = keyInReturn ? await payerKey(deps.vault, paymentId) : undefined;
    const kept = key === undefined ? undefined : `payer=${key}`;
    const { page } = codePlaces(tokenOf(c), found.carried);
    // Whoever comes back by the browser's own button finds the page that knows them.
    c.header("HX-Replace-Url", page);
    return leadTo(c, launchUrl(started.value, kept) ?? paths.checkout(orderId, key));
  });

  app.post("/q/:token/release", async (c) => {
    const proof = { device: await deviceOf(c, deps), payerKey: payerKeyIn(c) };
    // Whatever happened, the page shows the current state.
    await releaseCode(deps, { token: tokenOf(c), ...proof });
    return c.redirect(c.get("frame").here, 303);
  });

  // A phone that is kept out by an attempt which led nowhere.
  app.post("/q/:token/cancellation", async (c) => {
    const found = await look(c, deps, await deviceOf(c, deps));
    const scanned = scannedIn(found.opened);
    const moving = scanned?.payments.find((each) => each.state === "processing");
    if (moving) {
      const { orderId, paymentId } = moving;
      const cancelled = await cancelPayment(deps, { orderId, paymentId, device: found.device });
      const outcome = cancelOutcome(cancelled);
      if (outcome) return await answer(c, deps, await look(c, deps, found.device), outcome);
    }
    return c.redirect(c.get("frame").here, 303);
  });

  return app;
}

async function claim(c: PageContext, deps: Deps): Promise<Found> {
  const { device, fresh } = await rememberSecret(c, deps);
  const proof = { device, payerKey: payerKeyIn(c) };
  const opened = await claimCode(deps, { token: tokenOf(c), ...proof });
  return await foundBy(deps, opened, { ...proof, fresh: fresh !== undefined });
}

async function look(c: PageContext, deps: Deps, device: string | undefined): Promise<Found> {
  const proof = { device, payerKey: payerKeyIn(c) };
  const opened = await lookAtCode(deps, { token: tokenOf(c), ...proof });
  return await foundBy(deps, opened, { ...proof, fresh: false });
}

async function foundBy(
  deps: Deps,
  opened: Found["opened"],
  { fresh, ...proof }: PayerProof & { readonly fresh: boolean },
): Promise<Found> {
  const code = scannedIn(opened)?.code;
  const device = await phoneOf(deps.vault, code, proof);
  const mine = opened.ok && opened.value.mine;
  const carries = fresh || proof.payerKey !== undefined;
  const key = mine && carries && code?.claim && await claimKey(deps.vault, code, code.claim);
  return { opened, device, carried: key ? `payer=${key}` : undefined };
}

function scannedIn(opened: Found["opened"]): ScannedCode | undefined {
  if (opened.ok) return opened.value;
  return "scanned" in opened.error ? opened.error.scanned : undefined;
}

/** One payment's button, or why there is none: as a page, as a fragment, or by a redirect. */
async function answer(
  c: PageContext,
  deps: Deps,
  { opened, device, carried }: Found,
  { formError, status }: FormOutcome = {},
): Promise<Response> {
  const client = clientOf(c);
  const mayClaim = !onlyLooks(c);
  const view = viewOf(deps, opened, { device, client, lastChoice: lastMethod(c), mayClaim });
  const away = leadsTo(view);
  if (away) return leadTo(c, await checkoutFor(c, deps, away));
  if (c.req.query("mark") === markOf(view) && isPoll(c)) return c.body(null, 204);
  const frame = { ...c.get("frame"), ...(carried === undefined ? {} : { carried }) };
  const stay = c.req.query("stay") !== undefined;
  const given = { frame, view, formError, refused: status !== undefined };
  return render(c, {
    page: () => <CodePage {...given} stay={stay} />,
    fragment: () => <CodePanelChange {...given} />,
    status: status && (view.state === "open" || formError) ? status : statusOf(view),
  });
}

/** The order's checkout; a phone without cookies takes the proof of its payment along. */
async function checkoutFor(c: PageContext, deps: Deps, checkout: Checkout): Promise<string> {
  const { order: { orderId }, standing } = checkout;
  const proves = payerKeyIn(c) !== undefined && standing.state === "processing";
  const key = proves ? await payerKey(deps.vault, standing.payment.paymentId) : undefined;
  return paths.checkout(orderId, key);
}

function tokenOf(c: PageContext): string {
  return c.req.param("token") ?? "";
}

function clientOf(c: PageContext) {
  return clientKind(c.req.header("user-agent"));
}

/** An open page asks what has changed; it never claims. */
function isPoll(c: PageContext): boolean {
  return c.req.method === "GET" && c.req.header("HX-Request-Type") === "partial";
}

// They run scripts, too. A client mistaken for one loses nothing: its payment claims.
const ROBOT = /bot\b|crawl|spider|preview|externalhit/i;

/** Clients that open the page without being the phone that pays: a bot, or an app that must hand over to the browser. */
function onlyLooks(c: PageContext): boolean {
  return isForeignApp(clientOf(c)) || ROBOT.test(c.req.header("user-agent") ?? "");
}

/** A browser that prefetches. */
function isAhead(c: PageContext): boolean {
  return [c.req.header("Sec-Purpose"), c.req.header("Purpose")]
    .some((purpose) => /\bpre(?:fetch|render)\b/i.test(purpose ?? ""));
}
