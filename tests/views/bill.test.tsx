import { describe, expect, it } from "vitest";
import type { Flow, MethodName } from "../../core/method/payment_method.ts";
import { rankMethods } from "../../core/method/rank_methods.ts";
import type { Product } from "../../core/merchant/merchant.ts";
import { asksToPay, type Checkout } from "../../core/order/checkout.ts";
import { ErrorPage } from "../../views/error_page.tsx";
import { HomePage } from "../../views/home/home_page.tsx";
import { checkoutNames, checkouts } from "../support/checkouts.ts";
import { teaHouse } from "../support/fixtures.ts";
import { frameIn, pageOf, textIn } from "../support/render_checkout.tsx";

const { payable, payable_desktop, declined, failed, closed } = checkouts;

/** What a reader sees of `html`: its texts, one after the other. */
function read(html: string): string {
  return html.replace(/<head>.*<\/head>/, "").replace(/<[^>]+>/g, "|").replace(/\|+/g, "|");
}

describe("an open order's bill", () => {
  it("says to whom, then how much, then for what and until when", () => {
    expect(read(pageOf(payable))).toContain(
      "|付给|清风茶馆|¥|88.00|龙井一壶|请在 |2026-11-20 14:30| 前支付|",
    );
  });

  it("asks for no payment by a certain time once one was sent", () => {
    const asking = checkoutNames.filter((name) => pageOf(checkouts[name]).includes("前支付"));
    expect(asking).toEqual(checkoutNames.filter((name) => asksToPay(checkouts[name].standing)));
    expect(asking).not.toContain("processing");
  });
});

describe("the way back", () => {
  const stranger: Checkout = { ...payable, order: { ...payable.order, returnUrl: undefined } };

  it("leads from an open order to the shop, also while nothing is clear", () => {
    expect(read(pageOf(payable))).toContain("|返回清风茶馆|");
    expect(read(pageOf(checkouts.processing, "en"))).toContain("|Back to 清风茶馆|");
    expect(pageOf(checkouts.unclear).match(/返回清风茶馆/g)).toHaveLength(1);
  });

  it("names the shop and the next step where no address leads there", () => {
    expect(read(pageOf(stranger))).toContain("|要改订单或重新下单，请回清风茶馆。|");
    const ended = { ...closed, order: { ...closed.order, returnUrl: undefined } };
    expect(read(pageOf(ended, "en"))).toContain(
      "|To change the order or place a new one, go back to 清风茶馆.|",
    );
    expect(read(pageOf(closed))).not.toContain("重新下单");
  });

  it("sends nobody for a new order while money may be moving", () => {
    const moving = checkoutNames.filter((name) =>
      ["payment" in checkouts[name].standing, name === "expired_unclear"].includes(true)
    );
    expect(moving).toContain("expired_unclear");
    for (const name of moving) {
      const order = { ...checkouts[name].order, returnUrl: undefined };
      expect(pageOf({ ...checkouts[name], order }), name).not.toContain("重新下单，请回");
    }
  });
});

describe("the methods", () => {
  it("each have a mark of their own beside their name", () => {
    const marks = [...pageOf(payable).matchAll(/<label[^>]*>(<svg class="mark".*?<\/svg>)<b>/g)];
    expect(new Set(marks.map(([, mark]) => mark)).size).toBe(3);
  });

  it("select the next one after a refusal, and say which one it was", () => {
    const html = pageOf(declined);
    expect(html).toMatch(/id="m-card" value="card" required="" checked/);
    expect(html.match(/checked/g)).toHaveLength(1);
    expect(read(html)).toContain("|云闪付|刚才没有付成|");
    expect(read(html).match(/刚才没有付成/g)).toHaveLength(1);
  });

  it("select the same method again where it now takes another flow", () => {
    const html = pageOf(failed, "en");
    expect(html).toMatch(/id="m-quickpass" value="quickpass" required="" checked/);
    expect(html).not.toContain("Didn&#39;t go through");
    expect(pageOf(declined, "en")).toContain("Didn&#39;t go through");
  });
});

describe("rankMethods after an attempt that took no money", () => {
  const choosing = { merchant: teaHouse, client: "phone", tried: [] } as const;
  const next = (method: MethodName, flow: Flow, lastChoice?: MethodName) =>
    rankMethods(choosing, lastChoice, { method, flow }).filter((each) => each.preselected)
      .map((each) => each.method);

  it("goes down the list and from its end to its beginning", () => {
    expect(next("quickpass", "app_link")).toEqual(["card"]);
    expect(next("card", "cashier")).toEqual(["account"]);
    expect(next("account", "cashier")).toEqual(["quickpass"]);
  });

  it("keeps the consumer's last choice unless that is what failed", () => {
    expect(next("quickpass", "app_link", "account")).toEqual(["account"]);
    expect(next("account", "cashier", "account")).toEqual(["quickpass"]);
  });

  it("keeps the only method there is", () => {
    const merchant = { products: ["sdk_wap"] satisfies readonly Product[] };
    const offers = rankMethods({ ...choosing, merchant }, undefined, {
      method: "quickpass",
      flow: "app_link",
    });
    expect(offers).toEqual([
      { method: "quickpass", flow: "app_link", preselected: true, failed: true, short: false },
    ]);
  });
});

describe("the code on a desktop", () => {
  it("stands under its method at once, and says what it pays", () => {
    const { orderId } = payable_desktop.order;
    expect(pageOf(payable_desktop)).toContain(
      `</label><img class="code" src="/checkout/${orderId}/code.svg" alt="付款码：向清风茶馆支付 ¥88.00"`,
    );
  });

  it("is not shown where no phone could pay it by its method", () => {
    const merchant = { ...teaHouse, products: ["screen_code"] satisfies readonly Product[] };
    const offers = rankMethods({ merchant, client: "desktop", tried: [] }, undefined);
    const html = pageOf({ ...payable_desktop, merchant, offers });
    expect(html).not.toContain("code.svg");
    expect(html).toContain("显示付款码，用手机扫");
  });
});

describe("every page", () => {
  const [, foot = ""] = pageOf(payable).split("<footer");

  it("has the house's tile before the name of who runs it, never in red", () => {
    const [, brand = ""] = /<span class="brand">(.*?)<\/span>/.exec(pageOf(payable)) ?? [];
    expect(brand).toMatch(/^<svg class="logo".*<\/svg><bdi>Countersign<\/bdi>$/);
    expect(pageOf(payable)).not.toContain("seal");
  });

  it("ends with who runs it, by which licence, and how to reach them", () => {
    expect(read(`<footer${foot}`)).toBe(
      "|Countersign|支付业务许可证 Z0000000000000|客服 000-0000-0000|服务条款|",
    );
    expect(foot).toContain('href="tel:00000000000"');
  });

  it("leaves out of that what is not known", () => {
    const imprint = { licence: undefined, phone: undefined, termsUrl: undefined };
    const html = String(<HomePage frame={{ ...frameIn("en"), imprint }} />);
    expect(html.split("<footer")[1]).toContain(
      'class="foot column small quiet-text"><bdi>Countersign</bdi></footer>',
    );
  });

  it("is in test mode where no real money can move, whatever it is about", () => {
    const error = (sandboxOnly: boolean) => {
      const frame = { ...frameIn("en"), sandboxOnly };
      return String(<ErrorPage frame={frame} kind="unknown" requestId={undefined} />);
    };
    expect(error(true)).toContain('<p class="strip">Test mode. No real money</p>');
    expect(textIn(error(true), "title")).toBe("Page not found · Test mode. No real money");
    expect(error(false)).not.toContain("strip");
  });
});
