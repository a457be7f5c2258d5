import type { SigningView } from "../../core/signing/view_signing.ts";
import type { Mark } from "../parts/state_mark.tsx";
import { type Lang, words } from "../words.ts";
import { signWords } from "./words.ts";

/** What a sign page says: its heading, what the status line speaks, the mark, and the page's title. */
export interface StatusCopy {
  /** Absent while the page asks: then the heading says who is asking. */
  readonly mark: Mark | undefined;
  readonly heading: string;
  readonly text: string;
  readonly title: string;
}

/** The state of a signing in words: first what was signed and charged, then what to do. */
export function statusCopy(view: SigningView, lang: Lang): StatusCopy {
  const w = words(lang);
  const s = signWords(lang);
  const { standing } = view;
  switch (standing.state) {
    case "outside":
      return asking(view, lang, w.outside);
    case "ready":
      return codeStep(view)
        ? { ...asking(view, lang, s.codeStep), title: s.titles.code }
        : asking(view, lang, s.asks(view.merchant.name));
    case "already_signed":
      return told("paid", w.again, s.titles.signed);
    case "no_card": {
      const text = view.plan.requiresCreditCard ? s.noCreditCard : s.noCard;
      return told("closed", text, s.titles.notAvailable);
    }
    case "plan_changed":
      return told("closed", s.planChanged, s.titles.planChanged);
    case "not_available":
      return told("closed", s.notAvailable, s.titles.notAvailable);
    case "blocked":
      return told("closed", s.blocked, s.titles.notAvailable);
    case "charging_closed": {
      const text = standing.phoneLost ? s.phoneLost : s.chargingClosed;
      return told("closed", text, s.titles.notAvailable);
    }
    case "confirming":
      return standing.mine
        ? told("processing", s.verifying, s.titles.verifying)
        : told("other", s.otherSigning, s.titles.other);
    case "signed":
      if (byOther(view)) return told("closed", s.signedByOther, s.titles.signedByOther);
      return told("paid", standing.alreadySigned ? w.again : w.signed, s.titles.signed);
    case "declined":
      return told("closed", s.declined, s.titles.declined);
    case "expired":
      return told("expired", s.expired, s.titles.expired);
  }
}

/** True once a code is on its way to the phone: the page then asks for it. */
export function codeStep({ plan, code }: SigningView): boolean {
  return plan.verifyPhone && code !== undefined;
}

/** The step before: the code is yet to be sent. */
export function asksForCode(view: SigningView): boolean {
  return view.plan.verifyPhone && !codeStep(view);
}

/** What to do where the state's own sentence does not say it. */
export function helpOf(view: SigningView, lang: Lang): string | undefined {
  const s = signWords(lang);
  const { standing, merchant: { name } } = view;
  switch (standing.state) {
    case "no_card":
      return s.noCardHelp;
    case "not_available":
      return s.notAvailableHelp(name);
    case "blocked":
      return s.blockedHelp;
    case "charging_closed":
      return standing.phoneLost ? s.phoneLostHelp : s.chargingClosedHelp;
    case "declined":
      return s.declinedHelp(name);
    case "signed":
      return byOther(view) ? s.signedByOtherHelp(name) : undefined;
    case "outside":
    case "ready":
    case "already_signed":
    case "plan_changed":
    case "confirming":
    case "expired":
      return undefined;
  }
}

/** A consumer from the app is looking at what another person signed. A page that only follows has no consumer. */
export function byOther({ standing, consumer }: SigningView): boolean {
  return standing.state === "signed" && !standing.mine && consumer !== undefined;
}

function asking({ merchant }: SigningView, lang: Lang, text: string): StatusCopy {
  const heading = signWords(lang).asks(merchant.name);
  return { mark: undefined, heading, text, title: heading };
}

function told(mark: Mark, text: string, title: string): StatusCopy {
  return { mark, heading: text, text, title };
}
