import { type Context, Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { parseId } from "../../../core/id.ts";
import { paths } from "../../../core/paths.ts";
import type { AboutCard, CardFactsRefusal } from "../../../core/payment/card_facts.ts";
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
import { orderOf, refuseCard, showCards, startByCard, unknown } from "./card_answers.tsx";

type PageContext = Context<PageEnv>;

/** What a payer is asked for when the code of their card is not enough for the amount; the code follows. */
export function verificationRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get("/checkout/:orderId/cards/verification/:bindingId", (c) => show(c));

  app.post("/checkout/:orderId/cards/verification/:bindingId/pin", async (c) => {
    const about = aboutOf(c);
    if (!about) return await elsewhere(c);
    const typed = (await readForm(c)).get("pin") ?? "";
    const verified = await verifyPayerByPin(deps, { ...about, typed, device: pinDevice(c, deps) });
    if (!verified.ok) return await refuse(c, about, verified.error);
    const { sessionToken: session, device } = verified.value;
    keepSession(c, deps, session);
    keepPinDevice(c, deps, device);
    return await startByCard(c, deps, { ...about, session });
  });

  app.post("/checkout/:orderId/cards/verification/:bindingId/challenge", async (c) => {
    const about = aboutOf(c);
    const options = about && await payerSignatureOptions(deps, about);
    return options?.ok ? c.json(options.value) : c.json({ code: "session_over" }, 403);
  });

  app.post("/checkout/:orderId/cards/verification/:bindingId", async (c) => {
    const about = aboutOf(c);
    if (!about) return await elsewhere(c);
    const response = readAssertionField((await readForm(c)).get("response"));
    if (!response) return await show(c, { code: "no_script" });
    const verified = await verifyPayerBySignature(deps, { ...about, response });
    if (!verified.ok) return await refuse(c, about, verified.error);
    const { sessionToken: session } = verified.value;
    keepSession(c, deps, session);
    return await startByCard(c, deps, { ...about, session });
  });

  return app;

  function aboutOf(c: PageContext): AboutCard | undefined {
    const orderId = orderOf(c);
    const bindingId = parseId("bnd", c.req.param("bindingId") ?? "");
    const session = sessionOf(c, deps);
    return orderId && bindingId && session !== undefined
      ? { orderId, bindingId, session }
      : undefined;
  }

  /** Nobody is signed in, or the address is of nothing. */
  async function elsewhere(c: PageContext): Promise<Response> {
    const orderId = orderOf(c);
    return orderId ? await showCards(c, deps, orderId, { status: 403 }) : unknown(c);
  }

  async function refuse(
    c: PageContext,
    { orderId }: AboutCard,
    problem: CardFactsRefusal | VerificationProblem,
  ): Promise<Response> {
    switch (problem.code) {
      case "session_over":
      case "order_not_found":
      case "card_not_usable":
        return await refuseCard(c, deps, orderId, problem);
      case "pin_not_set":
      case "pin_malformed":
      case "pin_wrong":
      case "too_many_requests":
      case "passkey_refused":
      case "no_script":
        return await show(c, problem);
    }
  }

  async function show(c: PageContext, problem?: VerificationProblem): Promise<Response> {
    const about = aboutOf(c);
    if (!about) return await elsewhere(c);
    const view = await viewVerification(deps, about);
    if (!view.ok) {
      return view.error.code === "nothing_to_verify"
        ? c.redirect(paths.checkoutCards(about.orderId), 303)
        : await refuseCard(c, deps, about.orderId, view.error);
    }
    const here = paths.checkoutVerification(about.orderId, about.bindingId);
    const frame = { ...c.var.frame, here };
    return render(c, {
      page: () => <VerificationPage frame={frame} view={view.value} problem={problem} />,
      status: statusOf(c, problem),
    });
  }
}
