import { cardOf, cards } from "../cards.ts";
import { isPayable, succeed } from "../acp/settle.ts";
import { respMsg } from "../acp/resp_code.ts";
import type { Context } from "../context.ts";
import { amountOf, type Transaction } from "../world.ts";
import { backWithout, backWithSuccess } from "./back_to_shop.ts";
import { goTo, html, page, yuan } from "./html.ts";

const declines = ["64", "61", "60", "65", "33", "38"];
/** Offered to whoever wants one, in fen. */
const DISCOUNT_FEN = 800;

/** Where somebody pays what a shop asks for, by a card of this world. */
export function payPage(context: Context, token: string): Response {
  const found = paymentOf(context, token);
  if (!found) return page("没有这笔支付 No such payment", html``, 404);
  found.opened = true;
  if (isPayable(context, found)) return page("支付 Pay", form(found));
  if (found.stage !== "succeeded") return page("不能支付 Not payable", backWithout(found));
  return page(
    "已支付 Paid",
    html`<p class="amount">${yuan(amountOf(found) - found.discount)}</p>${
      backWithSuccess(context, found)
    }`,
  );
}

/** What its payer decided. */
export function payAct(context: Context, token: string, given: URLSearchParams): Response {
  const found = paymentOf(context, token);
  if (!found) return page("没有这笔支付 No such payment", html``, 404);
  const act = given.get("act") ?? "";
  if (act === "cancel") return page("已取消 Cancelled", backWithout(found));
  if (isPayable(context, found)) {
    const card = cardOf(given.get("card") ?? undefined);
    if (act === "confirm" && card) {
      succeed(context, found, { card, discount: given.has("discount") ? DISCOUNT_FEN : 0 });
    }
    if (declines.includes(act)) found.code = act;
  }
  return goTo(`/pay/${token}`);
}

function form(transaction: Transaction) {
  const { asked, token, code } = transaction;
  return html`
    <p class="amount">${yuan(amountOf(transaction))}</p>
    <p>${asked["orderDesc"]}<br>${asked["merName"] ??
      asked["subMerName"]} <code>${asked["merId"]}</code></p>
    ${code !== "05" && html`<p class="bad">${respMsg(code)}</p>`}
    <form method="post" action="/pay/${token}">
      <label>银行卡 Card <select name="card">${cards.map(({ number, issuer, type }) =>
        html`<option value="${number}">${issuer} ${type === "01" ? "借记卡" : "信用卡"} ${
          number.slice(-4)
        }</option>`
      )}</select></label>
      <label><input type="checkbox" name="discount"> 优惠 Discount ${yuan(DISCOUNT_FEN)}</label>
      <p><button name="act" value="confirm">确认支付 Pay</button>
    <button name="act" value="cancel">取消 Cancel</button></p>
      <p>失败 Fail: ${declines.map((each) =>
        html`<button name="act" value="${each}">${each} ${respMsg(each)}</button>`
      )}</p>
    </form>
  `;
}

function paymentOf({ world }: Context, token: string): Transaction | undefined {
  return world.transactions.find((each) => each.token === token && each.asked["txnType"] === "01");
}
