import { type Context, Hono } from "hono";
import { getCookie } from "hono/cookie";
import { cardWith } from "../../../core/channel/card.ts";
import { consumerOfSession } from "../../../core/session/consumer_of_session.ts";
import type { Deps } from "../../../core/deps.ts";
import { parseId, type SigningId } from "../../../core/id.ts";
import { clientKind } from "../../../core/method/client.ts";
import { confirmSigning } from "../../../core/signing/confirm_signing.ts";
import { declineOnPage } from "../../../core/signing/decline_signing.ts";
import { changesIn } from "../../../core/signing/changes_in.ts";
import { sendSigningCode } from "../../../core/signing/send_signing_code.ts";
import { type SigningView, viewSigning } from "../../../core/signing/view_signing.ts";
import type { Instant } from "../../../core/time.ts";
import { clockOf } from "../../../core/watch.ts";
import type { Place } from "../../../views/sign/place.ts";
import type { Typed } from "../../../views/sign/fields.tsx";
import { herePath, pollEvery } from "../../../views/sign/polling.ts";
import { SignPage } from "../../../views/sign/sign_page.tsx";
import { SigningPanelChange } from "../../../views/sign/signing_panel.tsx";
import { langs } from "../../../views/words.ts";
import { enterFromApp, entryRefused, sessionOf } from "../consumer_session.ts";
import { keepCookie } from "../cookies.ts";
import { paths } from "../../../core/paths.ts";
import { addressOf } from "../../source.ts";
import { type PageEnv, render } from "../render.tsx";
import { showSigningScreen } from "../screen/signing_screen_routes.tsx";
import { type Followed, streamChanges } from "../stream_changes.ts";
import { appSignPage, isOnItsWay } from "./app_sign_page.ts";
import { unknownSigning as unknown } from "./unknown_signing.tsx";
import { formErrorOf, type FormOutcome, refusalOf } from "./form_error.ts";

type PageContext = Context<PageEnv>;

const CARD = "card";

/** The sign page of one signing: what is agreed to, the signing itself, and what an open page polls. */
export function signRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.get("/sign/:signingId", async (c) => {
    const signingId = idOf(c);
    if (!signingId) return unknown(c);
    if (c.req.query("screen") !== undefined) return await showSigningScreen(c, deps, signingId);
    const entered = await enterFromApp(c, deps, { clean: paths.sign(signingId), signingId });
    if (entered) return entered;
    const view = await find(c, deps, signingId);
    if (!view) return unknown(c);
    if (isOnItsWay(c, view)) {
      const page = await appSignPage(c, deps, view);
      if (page) return page;
    }
    const refused = view.standing.state === "outside" && entryRefused(c);
    return show(c, deps, view, refused ? { status: 200, formError: "entry_refused" } : undefined);
  });

  app.get("/sign/:signingId/app", async (c) => {
    const signingId = idOf(c);
    const view = signingId && await find(c, deps, signingId);
    if (!view) return unknown(c);
    const page = view.standing.state === "outside" ? await appSignPage(c, deps, view) : undefined;
    return page ?? c.redirect(paths.sign(view.signing.signingId), 303);
  });

  app.post("/sign/:signingId/card", async (c) => {
    const signingId = idOf(c);
    if (!signingId) return unknown(c);
    rememberCard(c, deps, signingId, (await readForm(c)).card);
    return c.redirect(paths.sign(signingId), 303);
  });

  app.post("/sign/:signingId/code", async (c) => {
    const signingId = idOf(c);
    if (!signingId) return unknown(c);
    const form = await readForm(c);
    const here = await consumerHere(c, deps);
    if (!here) return await again(c, deps, signingId, sessionOver);
    if (form.card !== "") rememberCard(c, deps, signingId, form.card);
    const { consumerId } = here.consumer;
    const sent = await sendSigningCode(deps, { signingId, consumerId, lang: form.lang });
    if (!sent.ok) return await again(c, deps, signingId, formErrorOf(sent.error));
    return c.redirect(paths.sign(signingId), 303);
  });

  app.post("/sign/:signingId/confirmation", async (c) => {
    const signingId = idOf(c);
    if (!signingId) return unknown(c);
    const form = await readForm(c);
    const here = await consumerHere(c, deps);
    if (!here) return await again(c, deps, signingId, sessionOver);
    const userAgent = c.req.header("user-agent");
    const confirmed = await confirmSigning(deps, {
      signingId,
      consumerId: here.consumer.consumerId,
      identity: here.identity,
      card: cardWith(here.cards, form.card),
      smsCode: form.smsCode || undefined,
      idNumber: form.idNumber || undefined,
      client: clientKind(userAgent),
      lang: form.lang,
      shown: form.shown,
      ip: addressOf(c, deps),
      userAgent,
    });
    if (!confirmed.ok) {
      return await again(c, deps, signingId, formErrorOf(confirmed.error), form);
    }
    return c.redirect(paths.sign(signingId), 303);
  });

  app.post("/sign/:signingId/refusal", async (c) => {
    const signingId = idOf(c);
    if (!signingId) return unknown(c);
    const session = sessionOf(c, deps);
    if (session === undefined) return await again(c, deps, signingId, sessionOver);
    const declined = await declineOnPage(deps, { signingId, session });
    if (declined.ok) return c.redirect(paths.sign(signingId), 303);
    // This person was not asked, or it was signed or expired in the meantime: the page shows the current state.
    return await again(c, deps, signingId, refusalOf(declined.error));
  });

  app.get("/sign/:signingId/status", async (c) => {
    const signingId = idOf(c);
    const view = signingId && await find(c, deps, signingId);
    if (!view) return unknown(c);
    if (c.req.query("mark") === view.mark) return c.body(null, 204);
    const fragment = () => (
      <SigningPanelChange frame={c.var.frame} view={view} place={placeOf(c, deps, view)} />
    );
    return render(c, { page: fragment, fragment });
  });

  app.get("/sign/:signingId/stream", async (c) => {
    const signingId = idOf(c);
    if (!signingId) return c.body(null, 404);
    return await streamChanges(c, deps, {
      seen: c.req.header("last-event-id") ?? c.req.query("mark"),
      subjects: [signingId],
      load: async () => followed(await find(c, deps, signingId), deps.now()),
    });
  });

  return app;
}

export const sessionOver: FormOutcome = { status: 409, formError: "session_over" };

export function idOf(c: PageContext): SigningId | undefined {
  return parseId("sgn", c.req.param("signingId") ?? "");
}

/** The signing as this browser may see it. */
async function find(
  c: PageContext,
  deps: Deps,
  signingId: SigningId,
): Promise<SigningView | undefined> {
  const session = sessionOf(c, deps);
  const cardToken = getCookie(c, CARD);
  const found = await viewSigning(deps, { signingId, session, cardToken });
  return found.ok ? found.value : undefined;
}

function consumerHere(c: PageContext, deps: Deps) {
  const session = sessionOf(c, deps);
  return session === undefined ? undefined : consumerOfSession(deps, session);
}

/** The chosen card, only for this signing's pages: the fourth line names it. */
function rememberCard(c: PageContext, deps: Deps, signingId: SigningId, token: string): void {
  keepCookie(c, deps, { name: CARD, value: token, path: paths.sign(signingId) });
}

interface SignForm extends Typed {
  readonly card: string;
  /** The language the five lines were shown in, whatever the browser's language is by now. */
  readonly lang: (typeof langs)[number];
  /** The digest of the terms that stood above the button. */
  readonly shown: string;
  /** Of a passkey; empty in every other form. */
  readonly response: string;
}

export async function readForm(c: PageContext): Promise<SignForm> {
  const form = await c.req.parseBody();
  const text = (name: string, max = FIELD_CHARS_MAX) => {
    const value = form[name];
    return typeof value === "string" ? value.slice(0, max) : "";
  };
  return {
    card: text("card"),
    lang: langs.find((each) => each === form["lang"]) ?? c.var.frame.lang,
    shown: text("shown"),
    response: text("response", RESPONSE_CHARS_MAX),
    smsCode: text("sms_code").trim(),
    idNumber: text("id_number").trim(),
  };
}

const FIELD_CHARS_MAX = 128;
const RESPONSE_CHARS_MAX = 65_536;

/** A form that was refused: the current page, with the reason and what was entered. */
export async function again(
  c: PageContext,
  deps: Deps,
  signingId: SigningId,
  formOutcome: FormOutcome,
  typed?: Typed,
): Promise<Response> {
  const view = await find(c, deps, signingId);
  return view ? show(c, deps, view, formOutcome, typed) : unknown(c);
}

function show(
  c: PageContext,
  deps: Deps,
  view: SigningView,
  formOutcome?: FormOutcome,
  typed?: Typed,
): Response {
  const place = placeOf(c, deps, view);
  // A returned form has the form's URL; the language switch must lead to the page.
  const frame = { ...c.var.frame, here: herePath(view) };
  const given = { frame, view, place, formError: formOutcome?.formError, typed };
  const stay = c.req.query("stay") !== undefined;
  if (formOutcome?.retryAfter !== undefined) c.header("Retry-After", `${formOutcome.retryAfter}`);
  return render(c, {
    page: () => <SignPage {...given} stay={stay} />,
    fragment: () => <SigningPanelChange {...given} />,
    ...(formOutcome ? { status: formOutcome.status } : {}),
  });
}

function placeOf(c: PageContext, deps: Deps, { signing, merchant }: SigningView): Place {
  const { publicUrl, sandbox } = deps.config;
  const simulated = sandbox && merchant.mode === "test";
  return {
    signUrl: publicUrl + paths.sign(signing.signingId),
    appUrl: signing.appUrl,
    inbox: simulated,
    phone: clientKind(c.req.header("user-agent")) !== "desktop",
  };
}

/** What happens to the signing, its plan, the viewer's own contract and the merchant's clock changes the page. */
function followed(view: SigningView | undefined, now: Instant): Followed | undefined {
  if (!view) return undefined;
  const { signingId, planId, merchantNo } = view.signing;
  const own = view.contract ? [view.contract.contractId] : [];
  return {
    mark: view.mark,
    open: pollEvery(view) !== undefined,
    changesIn: changesIn(view, now),
    subjects: [signingId, planId, clockOf(merchantNo), ...own],
  };
}
