import type { Merchant, Product } from "../merchant/merchant.ts";
import type { ClientKind } from "./client.ts";
import { type Flow, type MethodName, methodNames } from "./payment_method.ts";

/** One way to pay that this client can use and this merchant is granted. */
export interface MethodOffer {
  readonly method: MethodName;
  readonly flow: Flow;
  readonly preselected: boolean;
}

/** Which flow a method takes on a client [how a payment institution connects, 2018]; absent = cannot. */
const flowOn: Readonly<Record<ClientKind, Readonly<Partial<Record<MethodName, Flow>>>>> = {
  unionpay_app: { quickpass: "in_app_control" },
  phone: { quickpass: "app_link", card: "cashier", account: "cashier" },
  desktop: { quickpass: "screen_code", card: "cashier", account: "cashier" },
  wechat: { card: "cashier", account: "cashier" },
  alipay: { card: "cashier", account: "cashier" },
};

const needs: Readonly<Record<Flow, Product | undefined>> = {
  in_app_control: "in_app_control",
  app_link: "sdk_wap",
  wap_page: "api_wap",
  cashier: "cashier",
  screen_code: "screen_code",
  test_helper: undefined,
};

/** What a merchant must be granted to use `flow`. */
export function productFor(flow: Flow): Product | undefined {
  return needs[flow];
}

/** The flow `method` takes on `client`, or undefined when it cannot be used there. */
export function flowFor(method: MethodName, client: ClientKind): Flow | undefined {
  return flowOn[client][method];
}

/** Balance, then 云闪付, then bound cards, then the rest; the consumer's last choice is preselected [same source]. */
export function rankMethods(
  merchant: Pick<Merchant, "products">,
  client: ClientKind,
  lastChoice: MethodName | undefined,
): readonly MethodOffer[] {
  const granted = methodNames.flatMap((method) => {
    const flow = flowFor(method, client);
    if (flow === undefined) return [];
    const product = productFor(flow);
    return product === undefined || merchant.products.includes(product) ? [{ method, flow }] : [];
  });
  const chosen = granted.find((each) => each.method === lastChoice) ?? granted[0];
  return granted.map((each) => ({ ...each, preselected: each === chosen }));
}
