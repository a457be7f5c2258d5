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

describe("rankMethods, over all combinations", () => {
  const order: readonly MethodName[] = ["balance", "quickpass", "bound_card", "card", "account"];
  const lasts: readonly (MethodName | undefined)[] = [undefined, ...order];
  const subsets = (of: readonly Product[]): readonly (readonly Product[])[] =>
    of.reduce<readonly (readonly Product[])[]>(
      (sets, each) => [...sets, ...sets.map((set) => [...set, each])],
      [[]],
    );
  const grants = subsets(["in_app_control", "sdk_wap", "api_wap", "cashier", "screen_code"]);
  const cases = clientKinds.flatMap((client) =>
    grants.flatMap((some) =>
      [undefined, "there", "short"].flatMap((balance) =>
        [true, false].flatMap((bindsCards) =>
          lasts.map((last) => ({ client, some, balance, bindsCards, last }))
        )
      )
    )
  );

  it("keeps balance, 云闪付, bound cards and the rest in this order, too low a balance last", () => {
    expect(cases.length).toBe(8 * 32 * 3 * 2 * 6);
    for (const { client, some, balance, bindsCards, last } of cases) {
      const merchant = granted(...some, "balance", "bound_card");
      const given = {
        merchant,
        client,
        tried: [],
        bindsCards,
        balance: balance as "there" | "short" | undefined,
      };
      const without = ways(client, granted(...some)).split(" ").flatMap((way) =>
        order.filter((each) => way.startsWith(`${each}:`))
      );
      const expected = order.filter((each) =>
        each === "balance"
          ? balance === "there"
          : each === "bound_card"
          ? bindsCards
          : without.includes(each)
      );
      if (balance === "short") expected.push("balance");
      const offers = rankMethods(given, last);
      const told = JSON.stringify({ client, some, balance, bindsCards, last });
      expect(offers.map(({ method }) => method), told).toEqual(expected);
      const choosable = expected.filter((each) => each !== "balance" || balance === "there");
      const chosen = offers.filter(({ preselected }) => preselected).map(({ method }) => method);
      const wanted = last !== undefined && choosable.includes(last) ? last : choosable[0];
      expect(chosen, told).toEqual(wanted === undefined ? [] : [wanted]);
      expect(offers.filter(({ short }) => short).map(({ method }) => method), told)
        .toEqual(balance === "short" ? ["balance"] : []);
    }
  });

  it("goes on to the next after what has just failed, and never to what cannot be chosen", () => {
    const given = { merchant: everything, client: "desktop", tried: [], bindsCards: true } as const;
    const next = (method: MethodName, flow: Flow, balance?: "there" | "short") =>
      rankMethods({ ...given, balance }, method, { method, flow })
        .filter(({ preselected }) => preselected).map((each) => each.method);
    expect(next("balance", "balance", "there")).toEqual(["quickpass"]);
    expect(next("balance", "balance", "short")).toEqual(["quickpass"]);
    expect(next("account", "cashier", "short")).toEqual(["quickpass"]);
    expect(next("account", "cashier", "there")).toEqual(["balance"]);
  });

  it("offers no balance where the number was not granted it", () => {
    const merchant = granted("cashier");
    expect(flowFor("balance", { merchant, client: "phone", tried: [], balance: "there" }))
      .toEqual({ type: "not_granted", product: "balance" });
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
