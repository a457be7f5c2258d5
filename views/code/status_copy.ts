import type { Merchant, Mode } from "../../core/merchant/merchant.ts";
import { type StatusCopy, statusCopy as tellCheckout } from "../checkout/status_copy.ts";
import { formatMoney } from "../parts/money.tsx";
import { type Lang, words } from "../words.ts";
import type { CodeView } from "./code_view.ts";
import { codeWords } from "./words.ts";

/** The heading, the sentence for the status line, the mark and the title of what a scanned code shows. */
export function statusCopy(view: CodeView, lang: Lang): StatusCopy {
  const w = words(lang);
  switch (view.state) {
    case "open": {
      const { order, merchant, standing } = view.checkout;
      const title = w.payTitle(formatMoney(order.amount), merchant.name);
      return standing.state !== "payable"
        ? tellCheckout(view.checkout, lang)
        : { mark: undefined, text: title, title };
    }
    case "taken":
      return view.checkout.standing.state === "other_device"
        ? tellCheckout(view.checkout, lang)
        : { mark: "other", text: w.other, title: w.titles.other };
    case "over":
      if (view.byTime) return { mark: "expired", text: w.expired, title: w.titles.expired };
      return view.checkout.standing.state === "paid"
        ? { mark: "paid", text: w.done, title: w.titles.paid }
        : tellCheckout(view.checkout, lang);
    case "stale":
      return { mark: "expired", text: w.stale, title: codeWords(lang).staleTitle };
  }
}

/** Whose code it is; a code that never was one reveals nothing, not even a mode. */
export function shopOf(view: CodeView): Merchant | undefined {
  return view.state === "stale" ? view.shop : view.checkout.merchant;
}

export function modeOf(view: CodeView): Mode {
  return shopOf(view)?.mode ?? "live";
}
