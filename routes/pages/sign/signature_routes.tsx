import { Hono } from "hono";
import type { Deps } from "../../../core/deps.ts";
import { paths } from "../../../core/paths.ts";
import { signTerms, termsSignatureOptions } from "../../../core/signing/sign_terms.ts";
import { sessionOf } from "../consumer_session.ts";
import type { PageEnv } from "../render.tsx";
import { readAssertionField } from "../staff/form_fields.ts";
import { again, idOf, readForm, sessionOver } from "./sign_routes.tsx";
import { unknownSigning as unknown } from "./unknown_signing.tsx";

/** The terms of a signing, signed with a passkey before they are agreed to. */
export function signatureRoutes(deps: Deps): Hono<PageEnv> {
  const app = new Hono<PageEnv>();

  app.post("/sign/:signingId/signature/challenge", async (c) => {
    const signingId = idOf(c);
    const session = sessionOf(c, deps);
    const { card: cardToken, lang, shown } = await readForm(c);
    const options = signingId && session !== undefined
      ? await termsSignatureOptions(deps, { signingId, session, cardToken, lang, shown })
      : undefined;
    return options?.ok ? c.json(options.value) : c.json({ code: "session_over" }, 403);
  });

  app.post("/sign/:signingId/signature", async (c) => {
    const signingId = idOf(c);
    if (!signingId) return unknown(c);
    const form = await readForm(c);
    const session = sessionOf(c, deps);
    if (session === undefined) return await again(c, deps, signingId, sessionOver);
    const refused = { status: 422, formError: "signature_refused" } as const;
    const response = readAssertionField(form.response);
    if (!response) return await again(c, deps, signingId, refused);
    const { card: cardToken, lang, shown } = form;
    const given = { signingId, session, cardToken, lang, shown, response };
    const signed = await signTerms(deps, given);
    if (signed.ok) return c.redirect(paths.sign(signingId), 303);
    switch (signed.error.code) {
      case "session_over":
        return await again(c, deps, signingId, sessionOver);
      case "signing_not_found":
        return unknown(c);
      case "terms_changed":
        return await again(c, deps, signingId, { status: 422, formError: "terms_changed" });
      case "passkey_refused":
        return await again(c, deps, signingId, refused);
    }
  });

  return app;
}
