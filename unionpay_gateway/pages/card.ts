import { cardOf, masked, SMS_CODES } from "../cards.ts";
import { readCardNumber } from "../acp/sensitive.ts";
import { grantToken } from "../acp/tokens.ts";
import type { Context } from "../context.ts";
import type { Transaction } from "../world.ts";
import { backWithout, backWithSuccess } from "./back_to_shop.ts";
import { goTo, html, page } from "./html.ts";

/** Where somebody lets a merchant charge a card by its token. */
export function cardPage(context: Context, token: string, isWrong = false): Response {
  const found = openingOf(context, token);
  const card = found && cardOf(readCardNumber(context, found.asked));
  if (!found || !card) {
    return page("卡号无效 No such card", html`${found && backWithout(found)}`, 404);
  }
  if (found.stage === "succeeded") return page("已开通 Opened", backWithSuccess(context, found));
  return page(
    "开通无卡支付 Allow charges",
    html`
      <p><code>${masked(card)}</code> ${card.issuer} ${card.phone}</p>
      ${isWrong && html`<p class="bad">验证码错误 Wrong code</p>`}
      <form method="post"
        action="/card/${token}"><label>短信验证码 Code <input name="code" inputmode="numeric"
      autocomplete="one-time-code"> (${SMS_CODES
        .web})</label><button>开通 Allow</button></form>${backWithout(found)}
    `,
  );
}

export function cardAct(context: Context, token: string, given: URLSearchParams): Response {
  const found = openingOf(context, token);
  const card = found && cardOf(readCardNumber(context, found.asked));
  if (!found || !card || found.stage !== "waiting") return cardPage(context, token);
  if (given.get("code") !== SMS_CODES.web) return cardPage(context, token, true);
  grantToken(context, found, card);
  return goTo(`/card/${token}`);
}

function openingOf({ world }: Context, token: string): Transaction | undefined {
  return world.transactions.find((each) => each.token === token && each.kind === "token_opening");
}
