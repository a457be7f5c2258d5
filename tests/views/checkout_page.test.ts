import { describe, expect, it } from "vitest";
import { type Checkout } from "../../core/order/checkout.ts";
import { type Lang, words } from "../../views/words.ts";
import { type CheckoutName, checkoutNames, checkouts } from "../support/checkouts.ts";
import { changeOf, pageOf, textIn } from "../support/render_checkout.tsx";

const entries = Object.entries(checkouts) as readonly [CheckoutName, Checkout][];

/** One line for each state: its name, and what `tell` finds. */
function each(tell: (checkout: Checkout) => unknown): Record<string, unknown> {
  return Object.fromEntries(entries.map(([name, checkout]) => [name, tell(checkout)]));
}

function headings(lang: Lang): Record<string, unknown> {
  return each((checkout) => textIn(pageOf(checkout, lang), "h1"));
}

function namesWhere(holds: (html: string) => boolean): readonly CheckoutName[] {
  return checkoutNames.filter((name) => holds(pageOf(checkouts[name])));
}

describe("CheckoutPage", () => {
  it("says first what happened to the money, in Chinese", () => {
    expect(headings("zh")).toEqual({
      payable: "选择付款方式",
      payable_desktop: "选择付款方式",
      payable_wechat: "选择付款方式",
      payable_large: "选择付款方式",
      channel_stopped: "暂停收款，没有扣款。请稍后再试。",
      nothing_granted: "选择付款方式",
      failed: "没有付成，没有扣款。可以换一种方式。",
      declined: "银行没有同意，没有扣款。原因请问发卡行。",
      declined_elsewhere: "银行没有同意，没有扣款。原因请问发卡行。",
      over_limit: "这笔 ¥88.00 会原路退回：这张卡今天在这里用静态码付款会超过 ¥500.00 的上限。" +
        "可以换一张卡，或请扫店员的动态码。",
      card_not_taken: "这笔 ¥88.00 会原路退回：这张卡不能在这里付款。可以换一张卡。",
      paid_after_over_limit: "已付款 ¥88.00，付给清风茶馆。",
      processing: "正在确认付款，请勿重复支付。",
      enter_code: "输入付款验证码",
      code_late: "验证码已过期，没有扣款。",
      wrong_code: "验证码不对或已过期，没有扣款。可以重新获取验证码，或换一种方式。",
      code_too_soon: "刚给这张卡发过验证码，没有扣款。请过一分钟再试，或换一种方式。",
      code_expired: "验证码已过期，没有扣款。可以重新获取验证码，或换一种方式。",
      card_not_bound: "这张卡已经解绑，没有扣款。可以重新绑卡，或换一种方式。",
      payable_by_balance: "选择付款方式",
      balance_known: "选择付款方式",
      balance_short: "选择付款方式",
      balance_too_low: "钱包里的余额不够，没有扣款。可以换一种方式付款。",
      payable_by_bound_card: "选择付款方式",
      scanning: "用云闪付或银行 App 扫码",
      unclear: "还没有结果。钱可能已扣，请勿再付。我们会继续查询，最长 24 小时；多付的会退回。",
      unclear_scanning:
        "还没有结果。钱可能已扣，请勿再付。我们会继续查询，最长 24 小时；多付的会退回。",
      unclear_for_good:
        "还没有结果。钱可能已扣，请勿再付。已通知商家和支付机构核实；多付的会退回。",
      unclear_abandoned:
        "还没有结果。钱可能已扣，请勿再付。我们会继续查询，最长 24 小时；多付的会退回。",
      other_device: "另一台设备正在支付，结果会显示在这里。",
      abandoned: "还没有结果。钱可能已扣，请勿再付。我们会继续查询，最长 24 小时；多付的会退回。",
      paid: "已付款 ¥88.00，付给清风茶馆。",
      paid_long: "已付款 ¥88.00，付给Breeze &amp; Bamboo Teahouse Trading Company, Hangzhou。",
      paid_partly_refunded: "已付款 ¥88.00，付给清风茶馆。",
      paid_twice_refunded: "已付款 ¥88.00，付给清风茶馆。",
      paid_twice: "已付款 ¥88.00，付给清风茶馆。",
      refunded: "已退款 ¥88.00，由清风茶馆原路退回。",
      expired: "订单已过期，没有扣款。请回商家重新下单。",
      expired_unclear:
        "还没有结果。钱可能已扣，请勿再付。我们会继续查询，最长 24 小时；多付的会退回。",
      expired_late: "这笔 ¥88.00 到账晚了，会原路退回，你不用做什么。",
      closed: "商家已关闭订单，没有扣款。",
    });
  });

  it("says first what happened to the money, in English", () => {
    const unclear =
      "No result yet. Your money may have been taken, so please don't pay again. We'll keep checking for up to 24 hours. Duplicate payments are refunded.";
    expect(headings("en")).toEqual({
      payable: "Choose how to pay",
      payable_desktop: "Choose how to pay",
      payable_wechat: "Choose how to pay",
      payable_large: "Choose how to pay",
      channel_stopped: "Payments are paused. No money was taken. Please try again later.",
      nothing_granted: "Choose how to pay",
      failed: "Payment not completed. No money was taken. Try another way to pay.",
      declined:
        "Your bank declined the payment. No money was taken. Contact your bank for details.",
      declined_elsewhere:
        "Your bank declined the payment. No money was taken. Contact your bank for details.",
      over_limit:
        "¥88.00 is being refunded. It would take this card over ¥500.00, the daily limit for " +
        "printed codes here. Use another card, or ask for a code on the shop's screen.",
      card_not_taken: "¥88.00 is being refunded. This card can't be used here. Use another card.",
      paid_after_over_limit: "Paid ¥88.00 to 清风茶馆.",
      processing: "We're confirming your payment. Please don't pay again.",
      enter_code: "Enter the payment code",
      code_late: "The code has expired. No money was taken.",
      wrong_code:
        "That code was wrong or no longer valid. No money was taken. Get a new code, or pay another way.",
      code_too_soon:
        "A code was sent for this card a moment ago. No money was taken. Try again in a minute, or pay another way.",
      code_expired: "The code has expired. No money was taken. Get a new code, or pay another way.",
      card_not_bound:
        "This card is no longer saved. No money was taken. Save it again, or pay another way.",
      payable_by_balance: "Choose how to pay",
      balance_known: "Choose how to pay",
      balance_short: "Choose how to pay",
      balance_too_low:
        "There isn't enough in your wallet. No money was taken. Try another way to pay.",
      payable_by_bound_card: "Choose how to pay",
      scanning: "Scan with UnionPay or a bank app",
      unclear,
      unclear_scanning: unclear,
      unclear_for_good:
        "No result yet. Your money may have been taken, so please don't pay again. The shop and the operator have been told. Duplicate payments are refunded.",
      unclear_abandoned: unclear,
      other_device: "This order is being paid on another device. The result will appear here.",
      abandoned: unclear,
      paid: "Paid ¥88.00 to 清风茶馆.",
      paid_long: "Paid ¥88.00 to Breeze &amp; Bamboo Teahouse Trading Company, Hangzhou.",
      paid_partly_refunded: "Paid ¥88.00 to 清风茶馆.",
      paid_twice_refunded: "Paid ¥88.00 to 清风茶馆.",
      paid_twice: "Paid ¥88.00 to 清风茶馆.",
      refunded: "Refunded ¥88.00 from 清风茶馆 to the original payment method.",
      expired: "This order has expired. No money was taken. Please place a new order.",
      expired_unclear: unclear,
      expired_late:
        "This ¥88.00 arrived after the order closed and is being refunded. No action needed.",
      closed: "The merchant closed this order. No money was taken.",
    });
  });

  it("offers to pay only where no money can be on its way", () => {
    expect(namesWhere((html) => html.includes('class="pay"'))).toEqual([
      "payable",
      "payable_desktop",
      "payable_wechat",
      "payable_large",
      "failed",
      "declined",
      "declined_elsewhere",
      "wrong_code",
      "code_too_soon",
      "code_expired",
      "card_not_bound",
      "payable_by_balance",
      "balance_known",
      "balance_short",
      "balance_too_low",
      "payable_by_bound_card",
      "over_limit",
      "card_not_taken",
    ]);
  });

  it("seals only what is paid, and outlines the seal once all of it went back", () => {
    expect(namesWhere((html) => html.includes("seal filled"))).toEqual([
      "paid",
      "paid_long",
      "paid_partly_refunded",
      "paid_twice_refunded",
      "paid_after_over_limit",
      "paid_twice",
    ]);
    expect(namesWhere((html) => html.includes("seal outlined"))).toEqual(["refunded"]);
  });

  it("says in each method what happens next, and in the button what is paid", () => {
    const phone = pageOf(checkouts.payable);
    expect(phone).toContain("打开云闪付，在里面确认");
    expect(phone).toContain("到收银台输入卡号，不用先绑卡");
    expect(phone).toMatch(/value="quickpass"[^>]* checked/);
    expect(phone).toContain('<span class="m-quickpass">用云闪付支付 ¥88.00</span>');
    expect(pageOf(checkouts.payable_desktop)).toContain("用云闪付或银行 App 扫下面的码");
  });

  it("shows the one gesture that helps inside another wallet", () => {
    expect(namesWhere((html) => html.includes(words("zh").wrongapp))).toEqual(["payable_wechat"]);
  });

  it("leads on to another device whenever the page itself shows no code", () => {
    const folded = namesWhere((html) => html.includes(words("zh").elsewhere));
    expect(folded).toEqual([
      "payable",
      "payable_wechat",
      "payable_large",
      "nothing_granted",
      "failed",
      "declined",
      "declined_elsewhere",
      "wrong_code",
      "code_too_soon",
      "code_expired",
      "card_not_bound",
      "payable_by_balance",
      "balance_known",
      "balance_short",
      "balance_too_low",
      "payable_by_bound_card",
      "over_limit",
      "card_not_taken",
    ]);
    const { orderId } = checkouts.payable.order;
    expect(pageOf(checkouts.payable)).toContain(`https://pay.example/checkout/${orderId}`);
    expect(pageOf(checkouts.payable)).toContain(`src="/checkout/${orderId}/code.svg"`);
  });

  it("draws the code, says what it pays, and puts its link beside it", () => {
    const html = pageOf(checkouts.scanning);
    expect(html).toContain('aria-label="付款码：向清风茶馆支付 ¥88.00"');
    expect(html).toContain('href="https://portal.example/sandbox/wallet/9f3c2a1b7d5e4f60"');
  });

  it("polls only as long as something can change", () => {
    expect(each((checkout) => /hx-trigger="([^"]+)"/.exec(pageOf(checkout))?.[1])).toEqual({
      payable: "every 10s, ask",
      payable_desktop: "every 10s, ask",
      payable_wechat: "every 10s, ask",
      payable_large: "every 10s, ask",
      channel_stopped: "every 10s, ask",
      nothing_granted: "every 10s, ask",
      failed: "every 10s, ask",
      declined: "every 10s, ask",
      declined_elsewhere: "every 10s, ask",
      over_limit: "every 10s, ask",
      card_not_taken: "every 10s, ask",
      paid_after_over_limit: "every 30s, ask",
      processing: "every 2s, ask",
      enter_code: "every 10s, ask",
      code_late: "every 10s, ask",
      wrong_code: "every 10s, ask",
      code_too_soon: "every 10s, ask",
      code_expired: "every 10s, ask",
      card_not_bound: "every 10s, ask",
      payable_by_balance: "every 10s, ask",
      balance_known: "every 10s, ask",
      balance_short: "every 10s, ask",
      balance_too_low: "every 10s, ask",
      payable_by_bound_card: "every 10s, ask",
      scanning: "every 2s, ask",
      unclear: "every 5s, ask",
      unclear_scanning: "every 5s, ask",
      unclear_for_good: "every 5s, ask",
      other_device: "every 2s, ask",
      unclear_abandoned: "every 5s, ask",
      abandoned: "every 5s, ask",
      paid: "every 30s, ask",
      paid_long: "every 30s, ask",
      paid_partly_refunded: "every 30s, ask",
      paid_twice_refunded: "every 30s, ask",
      paid_twice: "every 30s, ask",
      refunded: undefined,
      expired: "ask",
      expired_unclear: "every 5s, ask",
      expired_late: "ask",
      closed: "ask",
    });
    const old = { ...checkouts.paid, standing: { ...checkouts.paid.standing, recent: false } };
    expect(pageOf(old as Checkout)).toContain('hx-trigger="ask"');
  });

  it("listens to a stream wherever it also polls", () => {
    const polls = namesWhere((html) => html.includes('hx-trigger="every'));
    expect(namesWhere((html) => html.includes("data-stream="))).toEqual(polls);
    expect(polls).toContain("payable");
    expect(polls).toContain("paid");
  });

  it("lets any device close an attempt once it has led nowhere for long", () => {
    expect(namesWhere((html) => html.includes("取消那次付款")))
      .toEqual(["abandoned", "unclear_abandoned"]);
  });

  it("renews without script while money may move, with a link that stops it", () => {
    expect(namesWhere((html) => html.includes('http-equiv="refresh"'))).toEqual([
      "processing",
      "scanning",
      "unclear",
      "unclear_scanning",
      "unclear_for_good",
      "other_device",
      "abandoned",
      "unclear_abandoned",
      "expired_unclear",
    ]);
    expect(pageOf(checkouts.processing)).toContain("?stay=1");
  });

  it("leads back to the merchant, with the order's number", () => {
    const link =
      "https://teahouse.example/orders?from=pay&amp;countersign_order_id=ord_01KAG8M0000000000000000001";
    expect(pageOf(checkouts.paid)).toContain(`href="${link}"`);
    expect(pageOf(checkouts.expired)).toContain(`href="${link}"`);
    expect(pageOf(checkouts.payable)).toContain(`<a class="link" href="${link}"`);
  });

  it("leads nowhere that the merchant did not register", () => {
    const { paid } = checkouts;
    const merchant = { ...paid.merchant, returnUrls: ["https://other.example/"] };
    expect(pageOf({ ...paid, merchant })).not.toContain("teahouse.example");
    const order = { ...paid.order, returnUrl: "javascript:alert(1)" };
    expect(pageOf({ ...paid, order })).not.toContain("javascript:");
  });

  it("puts test mode on top and in the title, and only there", () => {
    expect(textIn(pageOf(checkouts.paid, "en"), "title")).toBe("Paid · Test mode. No real money");
    const merchant = { ...checkouts.paid.merchant, mode: "live" as const };
    const live = pageOf({ ...checkouts.paid, merchant }, "en");
    expect(textIn(live, "title")).toBe("Paid");
    expect(live).not.toContain("Test mode");
  });

  it("shows a stranger's text as text", () => {
    const evil = '"><script>alert(1)</script><b hx-get="/x">';
    const { payable, paid } = checkouts;
    for (const each of [payable, paid]) {
      const html = pageOf({
        ...each,
        order: { ...each.order, subject: evil, merchantOrderNo: evil },
        merchant: { ...each.merchant, name: evil },
      });
      expect(html).not.toContain("<script>");
      expect(html).not.toContain('<b hx-get="/x">');
      expect(html).toContain("&lt;script&gt;");
    }
  });

  it("stamps the seal only in the answer that brings the payment", () => {
    expect(pageOf(checkouts.paid)).not.toContain("arrived");
    expect(changeOf(checkouts.paid)).toContain("seal filled arrived");
    expect(changeOf(checkouts.paid, "zh", { seen: "1-1-processing" })).toContain(
      "seal filled arrived",
    );
    expect(changeOf(checkouts.paid, "zh", { seen: "2r-1r0-paid" })).toContain('"seal filled"');
  });

  it("sends the focus of a form that did nothing to why, or to how things stand", () => {
    const stale = changeOf(checkouts.paid, "zh", { refused: true });
    expect(stale).toMatch(/<h1 id="state"[^>]* autofocus/);
    const refused = changeOf(checkouts.unclear, "zh", {
      refused: true,
      formError: "not_cancelled",
    });
    expect(refused).toMatch(
      /<div id="summary"[^>]* autofocus[^>]*><span>现在撤不了，请先等结果。</,
    );
    expect(refused).not.toMatch(/<h1[^>]* autofocus/);
    expect(changeOf(checkouts.unclear, "en", { refused: true, formError: "not_cancelled" }))
      .toContain("This payment can&#39;t be cancelled yet. Please wait for the result.");
    expect(changeOf(checkouts.paid)).not.toContain("autofocus");
  });
});

describe("PaymentPanelChange", () => {
  it("brings the title, the panel and one sentence for the status line", () => {
    const html = changeOf(checkouts.paid);
    expect(textIn(html, "title")).toBe("已付款 · 测试环境，不动真钱");
    expect(textIn(html, "hx-partial")).toBe("已付款 ¥88.00，付给清风茶馆。");
    expect(html).toContain('<hx-partial hx-target="#status" hx-swap="textContent">');
    expect(html).not.toContain("<html");
  });

  it("says nothing again that was said before", () => {
    const again = changeOf(checkouts.paid_partly_refunded, "zh", { seen: "2r-1r0-paid" });
    expect(again).not.toContain("hx-partial");
    expect(again).toContain("退款");
  });

  it("is never live itself", () => {
    const live = /aria-live|role="(?:status|alert|log)"/;
    expect(checkoutNames.filter((name) => live.test(changeOf(checkouts[name])))).toEqual([]);
  });
});
