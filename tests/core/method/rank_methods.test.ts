import { describe, expect, it } from "vitest";
import { type Product, products } from "../../../core/merchant/merchant.ts";
import { type ClientKind, clientKinds } from "../../../core/method/client.ts";
import type { Flow, MethodName } from "../../../core/method/payment_method.ts";
import { flowFor, rankMethods } from "../../../core/method/rank_methods.ts";

const everything: { readonly products: readonly Product[] } = { products };

function granted(...of: readonly Product[]) {
  return { products: of };
}

function ways(client: ClientKind, merchant = everything, tried: readonly Flow[] = []): string {
  return rankMethods({ merchant, client, tried }, undefined)
    .map(({ method, flow }) => `${method}:${flow}`).join(" ");
}

describe("rankMethods", () => {
  it("picks the flow that works on each client", () => {
    expect(Object.fromEntries(clientKinds.map((client) => [client, ways(client)]))).toEqual({
      unionpay_app: "quickpass:in_app_control",
      unionpay_wallet: "quickpass:wap_page card:cashier account:cashier",
      alipay: "card:cashier account:cashier",
      wechat: "card:cashier account:cashier",
      dingtalk: "card:cashier account:cashier",
      feishu: "card:cashier account:cashier",
      phone: "quickpass:app_link card:cashier account:cashier",
      desktop: "quickpass:screen_code card:cashier account:cashier",
    });
  });

  it("falls back to the WAP page on a phone where the app did not open", () => {
    expect(ways("phone", everything, ["app_link"])).toContain("quickpass:wap_page");
    expect(ways("phone", everything, ["app_link", "wap_page"])).toContain("quickpass:app_link");
    expect(ways("phone", granted("sdk_wap"), ["app_link"])).toBe("quickpass:app_link");
  });

  it("leaves out what the merchant number is not granted, each permission on its own", () => {
    expect(ways("desktop", granted("cashier"))).toBe("card:cashier account:cashier");
    expect(ways("phone", granted("api_wap"))).toBe("quickpass:wap_page");
    expect(ways("phone", granted("sdk_wap"))).toBe("quickpass:app_link");
    expect(ways("phone", granted("screen_code", "in_app_control"))).toBe("");
    expect(ways("unionpay_wallet", granted("sdk_wap"))).toBe("");
  });

  it("preselects the last choice if it is offered, otherwise the first", () => {
    const chosen = (last: MethodName | undefined) =>
      rankMethods({ merchant: everything, client: "desktop", tried: [] }, last)
        .filter((each) => each.preselected).map((each) => each.method);
    expect(chosen("account")).toEqual(["account"]);
    expect(chosen("balance")).toEqual(["quickpass"]);
    expect(chosen(undefined)).toEqual(["quickpass"]);
  });
});

describe("flowFor", () => {
  it("distinguishes what cannot be done there from what is not enabled", () => {
    const choosing = { merchant: granted("cashier"), client: "phone", tried: [] } as const;
    expect(flowFor("balance", choosing)).toEqual({ type: "not_offered" });
    expect(flowFor("quickpass", choosing)).toEqual({ type: "not_granted", product: "sdk_wap" });
    expect(flowFor("card", choosing)).toEqual({ type: "flow", flow: "cashier" });
  });
});
