import type { Deps } from "../deps.ts";
import { signatureOptions, signWithPasskey } from "../factor/sign_with_passkey.ts";
import type { Assertion } from "../passkey/webauthn.ts";
import { ok, rejected, type Result } from "../result.ts";
import { consumerOfSession } from "../session/consumer_of_session.ts";
import type { DisclosureLang } from "./disclosure.ts";
import { termsText } from "./signed_terms.ts";
import { type ViewSigning, viewSigning } from "./view_signing.ts";

export interface SignTerms extends ViewSigning {
  readonly session: string;
  readonly lang: DisclosureLang;
  /** The digest of the terms as the page showed them. */
  readonly shown: string;
}

export type SignTermsRefusal =
  | { readonly code: "session_over" }
  | { readonly code: "signing_not_found" }
  /** What would be signed now is not what was shown. */
  | { readonly code: "terms_changed" }
  | { readonly code: "passkey_refused" };

/** What the browser needs to sign exactly the terms on the page with a passkey. */
export async function termsSignatureOptions(deps: Deps, command: SignTerms) {
  const facts = await loadFacts(deps, command);
  if (!facts.ok) return facts;
  const { here, about, terms } = facts.value;
  const { signingId, lang } = command;
  return ok(
    await signatureOptions(deps, {
      here,
      about,
      text: termsText(deps, { signingId, lang, terms }),
    }),
  );
}

/** Keeps what somebody signed of them; with it they then agree. */
export async function signTerms(
  deps: Deps,
  { response, ...command }: SignTerms & { readonly response: Assertion },
): Promise<Result<undefined, SignTermsRefusal>> {
  const facts = await loadFacts(deps, command);
  if (!facts.ok) return facts;
  const { here, about } = facts.value;
  const signed = await signWithPasskey(deps, { here, about, response });
  return signed.ok ? ok(undefined) : signed;
}

async function loadFacts(deps: Deps, command: SignTerms) {
  const { signingId, session, lang, shown } = command;
  const here = await consumerOfSession(deps, session);
  if (!here) return rejected({ code: "session_over" } as const);
  const view = await viewSigning(deps, command);
  if (!view.ok) return rejected({ code: "signing_not_found" } as const);
  const terms = view.value.shown[lang];
  // Nobody but whoever may sign here now, in the app of its channel.
  if (view.value.standing.state !== "ready") return rejected({ code: "session_over" } as const);
  if (terms.digest !== shown) return rejected({ code: "terms_changed" } as const);
  return ok({ here, terms, about: { subjectId: signingId, digest: shown } });
}
