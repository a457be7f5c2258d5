import type { SigningScreen } from "../../core/screen/view_signing_screen.ts";
import { signWords } from "../sign/words.ts";
import { type Lang, words } from "../words.ts";
import { type StatusCopy, told } from "./status_copy.ts";
import { screenWords } from "./words.ts";

/** What the screen of a signing says, for the eye and for the ear. */
export function signingCopy({ show, merchant }: SigningScreen, lang: Lang): StatusCopy {
  const w = words(lang);
  const s = signWords(lang);
  const short = screenWords(lang).short;
  switch (show.state) {
    case "showing": {
      const title = s.asks(merchant.name);
      return { mark: undefined, word: "", rest: s.scanHint, text: s.scanHint, title };
    }
    case "confirming":
      return told("processing", s.verifying, short.confirming);
    case "signed":
      return told("paid", show.again ? w.again : w.signed);
    case "declined":
      return told("closed", s.declined);
    case "expired":
      return told("expired", s.expired, short.linkExpired);
    case "plan_changed":
      return told("closed", s.planChanged, s.titles.planChanged);
    case "not_available":
      return told("closed", s.notAvailable, short.notAvailable);
  }
}
