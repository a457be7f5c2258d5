import { type Context, Hono } from "hono";
import {
  claimCode,
  type CodeRefusal,
  lookAtCode,
  type OpenedCode,
} from "../../../core/dynamic_code/claim_code.ts";
import { releaseCode } from "../../../core/dynamic_code/release_code.ts";
import type { Deps } from "../../../core/deps.ts";
import { clientKind, isForeignApp } from "../../../core/method/client.ts";
import { methodNames } from "../../../core/method/payment_method.ts";
import { startPayment } from "../../../core/payment/start_payment.ts";
import type { Result } from "../../../core/result.ts";
import { CodePage, CodePanelChange } from "../../../views/code/code_page.tsx";
import { markOf } from "../../../views/code/code_view.ts";
import { deviceOf, lastMethod, rememberDevice, rememberMethod } from "../checkout/device.ts";
import { launchUrl, leadTo } from "../checkout/go_on.ts";
import { type FormOutcome, formOutcome } from "../checkout/form_outcome.ts";
import { sessionOf } from "../consumer_session.ts";
import { paths } from "../../../core/paths.ts";
import { type PageEnv, render } from "../render.tsx";
import { leadsTo, statusOf, viewOf } from "./view_of.ts";

type PageContext = Context<PageEnv>;

/** What was found, for whom. */
interface Found {
  readonly opened: Result<OpenedCode, CodeRefusal>;
  readonly device: string | undefined;
}

/** What a scanned dynamic code opens: one payment, for the first phone that scans. */
export function codeRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get("/q/:token", async (c) => {
    // Prefetching is refused: only the user's own request may claim.
    if (isAhead(c)) return c.body(null, 503);
    const looks = c.req.method === "HEAD" || isPoll(c) || onlyLooks(c);
    return answer(c, deps, looks ? await look(c, deps) : await claim(c, deps));
  });

  app.post("/q/:token/payments", async (c) => {
    const { method: chosen } = await c.req.parseBody();
    const found = await claim(c, deps);
    const { opened, device } = found;
    if (!opened.ok) return answer(c, deps, found);
    const method = methodNames.find((each) => each === chosen);
    if (!method) return answer(c, deps, found, { formError: "method_missing", status: 422 });

    const { orderId } = opened.value.order;
    const started = await startPayment(deps, {
      orderId,
      method,
      client: clientOf(c),
      device,
      session: sessionOf(c, deps),
      lang: c.get("frame").lang,
    });
    if (!started.ok) return answer(c, deps, await claim(c, deps), formOutcome(started.error));
    rememberMethod(c, deps, method);
    return leadTo(c, launchUrl(started.value) ?? paths.checkout(orderId));
  });

  app.post("/q/:token/release", async (c) => {
    const { token } = c.req.param();
    // Whatever happened, the page shows the current state.
    await releaseCode(deps, { token, device: await deviceOf(c, deps) });
    return c.redirect(pageOf(new URL(c.req.url).pathname), 303);
  });

  return app;
}

async function claim(c: PageContext, deps: Deps): Promise<Found> {
  const device = await rememberDevice(c, deps);
  return { device, opened: await claimCode(deps, { token: tokenOf(c), device }) };
}

async function look(c: PageContext, deps: Deps): Promise<Found> {
  const device = await deviceOf(c, deps);
  return { device, opened: await lookAtCode(deps, { token: tokenOf(c), device }) };
}

/** One payment's button, or why there is none: as a page, as a fragment, or by a redirect. */
function answer(
  c: PageContext,
  deps: Deps,
  { opened, device }: Found,
  { formError, status }: FormOutcome = {},
): Response {
  const client = clientOf(c);
  const view = viewOf(deps, opened, { device, client, lastChoice: lastMethod(c) });
  const away = leadsTo(view, { wouldClaim: isPoll(c) && !onlyLooks(c) });
  if (away !== undefined) return leadTo(c, away);
  if (c.req.query("mark") === markOf(view) && isPoll(c)) return c.body(null, 204);
  const frame = { ...c.get("frame"), here: pageOf(c.get("frame").here) };
  const stay = c.req.query("stay") !== undefined;
  return render(c, {
    page: () => <CodePage frame={frame} view={view} formError={formError} stay={stay} />,
    fragment: () => <CodePanelChange frame={frame} view={view} formError={formError} />,
    status: view.state === "open" && status ? status : statusOf(view),
  });
}

/** The page a form of it was sent from. */
function pageOf(path: string): string {
  return path.replace(/\/(?:payments|release)$/, "");
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

// A client mistaken for one loses nothing: its payment claims.
const ROBOT = /bot\b|crawl|spider|preview|externalhit/i;

/**
 * Clients that may load the page without being the phone that pays: a bot, or an app that must hand over to the
 * browser.
 */
function onlyLooks(c: PageContext): boolean {
  return isForeignApp(clientOf(c)) || ROBOT.test(c.req.header("user-agent") ?? "");
}

/** A browser that prefetches. */
function isAhead(c: PageContext): boolean {
  return [c.req.header("Sec-Purpose"), c.req.header("Purpose")]
    .some((purpose) => /\bpre(?:fetch|render)\b/i.test(purpose ?? ""));
}
