import { describe, expect, it } from "vitest";
import { products } from "../../../core/merchant/merchant.ts";
import { clientKind } from "../../../core/method/client.ts";
import { rankMethods } from "../../../core/method/rank_methods.ts";

const merchant = { products };

describe("rankMethods", () => {
  it("takes each client the way that works there", () => {
    const ways = (client: Parameters<typeof rankMethods>[1]) =>
      rankMethods(merchant, client, undefined).map(({ method, flow }) => `${method}:${flow}`);
    expect(ways("unionpay_app")).toEqual(["quickpass:in_app_control"]);
    expect(ways("phone")).toEqual(["quickpass:app_link", "card:cashier", "account:cashier"]);
    expect(ways("desktop")).toEqual(["quickpass:screen_code", "card:cashier", "account:cashier"]);
    expect(ways("wechat")).toEqual(["card:cashier", "account:cashier"]);
  });

  it("leaves out what the merchant number is not granted", () => {
    const onlyCashier = { products: ["cashier"] as const };
    const offers = rankMethods(onlyCashier, "desktop", undefined);
    expect(offers.map((each) => each.method)).toEqual(["card", "account"]);
  });

  it("preselects the last choice when it is offered, else the first", () => {
    const chosen = (last: "account" | "balance" | undefined) =>
      rankMethods(merchant, "desktop", last).filter((each) => each.preselected)
        .map((each) => each.method);
    expect(chosen("account")).toEqual(["account"]);
    expect(chosen("balance")).toEqual(["quickpass"]);
    expect(chosen(undefined)).toEqual(["quickpass"]);
  });
});

describe("clientKind", () => {
  it("tells clients by what their user agent claims", () => {
    const claims = [
      ["Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) UnionPay/1.0 CloudPay", "unionpay_app"],
      ["Mozilla/5.0 (Linux; Android 16) MicroMessenger/8.0.60", "wechat"],
      ["Mozilla/5.0 (iPhone) AlipayClient/10.6", "alipay"],
      ["Mozilla/5.0 (Linux; Android 16) Chrome/140 Mobile", "phone"],
      ["Mozilla/5.0 (X11; Linux x86_64) Chrome/140", "desktop"],
      ["", "desktop"],
    ];
    for (const [agent, kind] of claims) expect([agent, clientKind(agent)]).toEqual([agent, kind]);
  });
});
