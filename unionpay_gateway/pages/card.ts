import { type Card, cardOf, cards, masked, SMS_CODES } from "../cards.ts";
import { readCardNumber } from "../acp/sensitive.ts";
import { isPayable } from "../acp/settle.ts";
import { grantToken } from "../acp/tokens.ts";
import type { Context } from "../context.ts";
import type { Transaction } from "../world.ts";
import { backWithout, backWithSuccess } from "./back_to_shop.ts";
import { goTo, type Html, html, page } from "./html.ts";

const TITLE = "开通无卡支付 Allow charges";
type Wrong = "number" | "code";

/** Where somebody lets a merchant charge a card by its token. The merchant may send its number, or leave that to this page. */
export function cardPage(context: Context, token: string, wrong?: Wrong): Response {
  const found = openingOf(context, token);
  if (!found) return page("找不到 Not found", html``, 404);
  if (found.stage === "succeeded") return page("已开通 Opened", backWithSuccess(context, found));
  if (!isPayable(context, found)) return page("已过时 Too late", backWithout(found));
  const card = typedCard(context, found);
  if (!card && found.asked["accNo"]) {
    return page("卡号无效 No such card", backWithout(found), 404);
  }
  return page(TITLE, card ? codeForm(found, card, wrong) : numberForm(found, wrong));
}

export function cardAct(context: Context, token: string, given: URLSearchParams): Response {
  const found = openingOf(context, token);
  if (!found || !isPayable(context, found)) return cardPage(context, token);
  const card = typedCard(context, found);
  if (!card) {
    const typed = cardOf(given.get("number")?.replaceAll(" ", ""));
    if (!typed) return cardPage(context, token, "number");
    found.card = typed.number;
    return goTo(`/card/${token}`);
  }
  if (given.get("code") !== SMS_CODES.web) return cardPage(context, token, "code");
  grantToken(context, found, card);
  return goTo(`/card/${token}`);
}

function codeForm(found: Transaction, card: Card, wrong: Wrong | undefined): Html {
  return html`
    <p><code>${masked(card)}</code> ${card.issuer} ${card.phone}</p>
    ${wrong === "code" && html`<p class="bad">验证码错误 Wrong code</p>`}
    <form method="post"
      action="/card/${found.token}"><label>短信验证码 Code <input name="code" inputmode="numeric"
    autocomplete="one-time-code"> (${SMS_CODES
      .web})</label><button>开通 Allow</button></form>${backWithout(found)}
  `;
}

function numberForm(found: Transaction, wrong: Wrong | undefined): Html {
  return html`
    ${wrong === "number" && html`<p class="bad">卡号无效 No such card</p>`}
    <form method="post" action="/card/${found.token}"><label>卡号 Card number <input name="number"
      inputmode="numeric" autocomplete="cc-number" list="cards"></label><datalist id="cards">${cards
        .map(({ number, issuer }) =>
          html`<option value="${number}">${issuer}</option>`
        )}</datalist><button>下一步 Next</button></form>${backWithout(found)}
  `;
}

function typedCard(context: Context, { card, asked }: Transaction) {
  return cardOf(card ?? readCardNumber(context, asked));
}

function openingOf({ world }: Context, token: string): Transaction | undefined {
  return world.transactions.find((each) => each.token === token && each.kind === "token_opening");
}
