import type { Child } from "hono/jsx";
import { fixedAround } from "../fixed.ts";
import type { Frame } from "../frame.ts";
import { type Lang, words } from "../words.ts";

interface Props {
  readonly frame: Frame;
  readonly action: string;
  readonly children: Child;
}

/**
 * A form of a page's payment panel: submitted like any form without script; with script the response replaces the
 * panel. Until it has come the panel
 * doesn't ask: a browser that pays for the first time is known by the cookie in that response, and would be told that
 * another device is paying.
 */
export function PaymentForm({ frame, action, children }: Props) {
  return form({ action, nonce: frame.nonce, children }, frame.lang);
}

const form = fixedAround(
  ["action", "nonce", "children"],
  ({ action, nonce, children }, lang: Lang) => (
    <form
      method="post"
      action={action}
      hx-post={action}
      hx-target="#payment"
      hx-swap="outerHTML"
      hx-sync="#payment:replace"
      hx-nonce={nonce}
      data-busy={words(lang).submitting}
    >
      {children}
    </form>
  ),
);
