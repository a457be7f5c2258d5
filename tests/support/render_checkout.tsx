import type { Checkout } from "../../core/order/checkout.ts";
import { CheckoutPage } from "../../views/checkout/checkout_page.tsx";
import { PaymentPanelChange } from "../../views/checkout/payment_panel.tsx";
import type { FormError } from "../../views/checkout/summary.tsx";
import type { Frame } from "../../views/frame.ts";
import type { Lang } from "../../views/words.ts";
import { START } from "./fake_clock.ts";

export function frameIn(lang: Lang): Frame {
  return {
    lang,
    nonce: "bm9uY2U=",
    now: START,
    here: "/checkout/ord_1",
    origin: "https://pay.example",
    institution: "Countersign",
    imprint: {
      licence: "Z0000000000000",
      phone: "000-0000-0000",
      termsUrl: "https://example.com/",
    },
    sandboxOnly: false,
    asset: (name) => `/assets/${name}`,
  };
}

/** The whole page as the server sends it. */
export function pageOf(checkout: Checkout, lang: Lang = "zh"): string {
  return String(<CheckoutPage frame={frameIn(lang)} checkout={checkout} stay={false} />);
}

/** What a poll brings. */
export function changeOf(checkout: Checkout, lang: Lang = "zh", given: Given = {}): string {
  return String(<PaymentPanelChange frame={frameIn(lang)} checkout={checkout} {...given} />);
}

/** What the page has seen, or how its form fared. */
interface Given {
  readonly seen?: string;
  readonly refused?: boolean;
  readonly formError?: FormError;
}

/** The first `tag` of `html`, as a person reads it. */
export function textIn(html: string, tag: string): string {
  const inside = new RegExp(`<${tag}\\b[^>]*>([\\s\\S]*?)</${tag}>`).exec(html)?.[1] ?? "";
  return inside.replace(/<[^>]+>/g, "").replaceAll("&#39;", "'").trim();
}
