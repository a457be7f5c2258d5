import { raw } from "hono/html";
import type { MethodName } from "../../core/method/payment_method.ts";

const app =
  "M9 2.5h6A2.5 2.5 0 0 1 17.5 5v14a2.5 2.5 0 0 1-2.5 2.5H9A2.5 2.5 0 0 1 6.5 19V5A2.5 2.5 0 0 1 9 2.5ZM11 17.5h2";
const card =
  "M5 5h14a2.5 2.5 0 0 1 2.5 2.5v9A2.5 2.5 0 0 1 19 19H5a2.5 2.5 0 0 1-2.5-2.5v-9A2.5 2.5 0 0 1 5 5ZM2.5 10h19M6.5 15h3";
const account = "M12 3.5a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4 20.5c.7-3.6 3.8-5.5 8-5.5s7.3 1.9 8 5.5";
const purse =
  "M5.5 7.5h13a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2V7A2.5 2.5 0 0 1 6 4.5h10M16 13.5h1";

/** What each method is paid with: a phone, a card, a purse, or an account. Its name always stands beside it. */
export const methodMark: Readonly<Record<MethodName, ReturnType<typeof raw>>> = {
  balance: drawn(purse),
  quickpass: drawn(app),
  bound_card: drawn(card),
  card: drawn(card),
  account: drawn(account),
  bank_transfer: drawn(account),
};

function drawn(path: string) {
  return raw(
    `<svg class="mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="${path}"/></svg>`,
  );
}
