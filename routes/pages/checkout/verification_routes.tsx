import { type Context, Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import type { AboutPaying, PayingFactsRefusal } from "../../../core/payment/paying_facts.ts";
import {
  payerSignatureOptions,
  verifyPayerByPin,
  verifyPayerBySignature,
} from "../../../core/payment/verify_payer.ts";
import { viewVerification } from "../../../core/payment/view_verification.ts";
import {
  VerificationPage,
  type VerificationProblem,
} from "../../../views/cards/verification_page.tsx";
import { keepSession, sessionOf } from "../consumer_session.ts";
import { keepPinDevice, pinDevice } from "../pin_device.ts";
import { type PageEnv, render } from "../render.tsx";
import { readAssertionField, readForm } from "../staff/form_fields.ts";
import { statusOf } from "../wallet/pin_status.ts";
import { startByBalance } from "./balance_answers.tsx";
import { orderOf, refuseCard, showCards, startByCard, unknown } from "./card_answers.tsx";

type PageContext = Context<PageEnv>;

const places = [
  "/checkout/:orderId/cards/verification/:bindingId",
  "/checkout/:orderId/balance/verification",
];

/**
 * What a payer is asked for when the code of their card, or their being signed in, is not enough for the amount; a card's
 * code follows, a balance pays at once.
 */
export function verificationRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  for (const place of places) {
    app.get(place, (c) => show(c));

    app.post(`${place}/pin`, async (c) => {
      const about = aboutOf(c);
      if (!about) return await elsewhere(c);
      const typed = (await readForm(c)).get("pin") ?? "";
      const verified = await verifyPayerByPin(deps, {
        ...about,
        typed,
        device: pinDevice(c, deps),
      });
      if (!verified.ok) return await refuse(c, about, verified.error);
      const { sessionToken: session, device } = verified.value;
      keepSession(c, deps, session);
      keepPinDevice(c, deps, device);
      return await start(c, { ...about, session });
    });

    app.post(`${place}/challenge`, async (c) => {
      const about = aboutOf(c);
      const options = about && await payerSignatureOptions(deps, about);
      return options?.ok ? c.json(options.value) : c.json({ code: "session_over" }, 403);
    });

    app.post(place, async (c) => {
      const about = aboutOf(c);
      if (!about) return await elsewhere(c);
      const response = readAssertionField((await readForm(c)).get("response"));
      if (!response) return await show(c, { code: "no_script" });
      const verified = await verifyPayerBySignature(deps, { ...about, response });
      if (!verified.ok) return await refuse(c, about, verified.error);
      const { sessionToken: session } = verified.value;
      keepSession(c, deps, session);
      return await start(c, { ...about, session });
    });
  }

  return app;

  async function start(c: PageContext, about: AboutPaying): Promise<Response> {
    return about.bindingId === undefined
      ? await startByBalance(c, deps, about)
      : await startByCard(c, deps, about);
  }

  function aboutOf(c: PageContext): AboutPaying | undefined {
    const orderId = orderOf(c);
    const session = sessionOf(c, deps);
    if (!orderId || session === undefined) return undefined;
    const card = c.req.param("bindingId");
    if (card === undefined) return { orderId, session };
    const bindingId = parseId("bnd", card);
    return bindingId && { orderId, bindingId, session };
  }

  /** Nobody is signed in, or the address is of nothing. */
  async function elsewhere(c: PageContext): Promise<Response> {
    const orderId = orderOf(c);
    if (!orderId) return unknown(c);
    return c.req.param("bindingId") === undefined
      ? c.redirect(paths.checkout(orderId), 303)
      : await showCards(c, deps, orderId, { status: 403 });
  }

  async function refuse(
    c: PageContext,
    about: AboutPaying,
    problem: PayingFactsRefusal | VerificationProblem,
  ): Promise<Response> {
    switch (problem.code) {
      case "session_over":
      case "order_not_found":
      case "phone_lost":
      case "card_not_usable":
      case "balance_not_usable":
        return await absent(c, about, problem);
      case "pin_not_set":
      case "pin_malformed":
      case "pin_wrong":
      case "too_many_requests":
      case "passkey_refused":
      case "no_script":
        return await show(c, problem);
    }
  }

  /** Who pays, or what they pay with, is not there any more. */
  async function absent(
    c: PageContext,
    { orderId, bindingId }: AboutPaying,
    refusal: PayingFactsRefusal,
  ): Promise<Response> {
    return bindingId === undefined || refusal.code === "balance_not_usable"
      ? c.redirect(paths.checkout(orderId), 303)
      : await refuseCard(c, deps, orderId, refusal);
  }

  async function show(c: PageContext, problem?: VerificationProblem): Promise<Response> {
    const about = aboutOf(c);
    if (!about) return await elsewhere(c);
    const view = await viewVerification(deps, about);
    if (!view.ok) {
      if (view.error.code !== "nothing_to_verify") return await absent(c, about, view.error);
      const { orderId, bindingId } = about;
      const back = bindingId ? paths.checkoutCards(orderId) : paths.checkout(orderId);
      return c.redirect(back, 303);
    }
    const here = paths.checkoutVerification(about.orderId, about.bindingId);
    const frame = { ...c.var.frame, here };
    return render(c, {
      page: () => <VerificationPage frame={frame} view={view.value} problem={problem} />,
      status: statusOf(c, problem),
    });
  }
}
