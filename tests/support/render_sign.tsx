import type { SigningView } from "../../core/signing/view_signing.ts";
import { SignPage } from "../../views/sign/sign_page.tsx";
import { SigningPanelChange } from "../../views/sign/signing_panel.tsx";
import type { SignFormError } from "../../views/sign/words.ts";
import type { Lang } from "../../views/words.ts";
import { frameIn } from "./render_checkout.tsx";
import { placeOf } from "./signings.ts";

/** The whole sign page as the server sends it to a phone. */
export function signPageOf(
  view: SigningView,
  lang: Lang = "zh",
  formError?: SignFormError,
): string {
  const given = { frame: frameIn(lang), view, place: placeOf(view), formError };
  return String(<SignPage {...given} stay={false} />);
}

/** What a poll brings. */
export function signChangeOf(view: SigningView, lang: Lang = "zh"): string {
  return String(<SigningPanelChange frame={frameIn(lang)} view={view} place={placeOf(view)} />);
}
