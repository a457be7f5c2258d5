import type { Child } from "hono/jsx";
import type { Frame } from "../frame.ts";
import { words } from "../words.ts";

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
  return (
    <form
      method="post"
      action={action}
      hx-post={action}
      hx-target="#payment"
      hx-swap="outerHTML"
      hx-sync="#payment:replace"
      hx-nonce={frame.nonce}
      data-busy={words(frame.lang).submitting}
    >
      {children}
    </form>
  );
}
