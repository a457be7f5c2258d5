import type { Merchant, Product } from "../merchant/merchant.ts";
import type { ClientKind } from "./client.ts";
import { type Flow, type MethodName, methodNames } from "./payment_method.ts";

/** A payment method that this client can use and that is enabled for this merchant. */
export interface MethodOffer {
  readonly method: MethodName;
  readonly flow: Flow;
  readonly preselected: boolean;
  /** The last attempt went this way and took no money. */
  readonly failed: boolean;
  /** There is less than the order asks for: it is shown, and cannot be chosen. */
  readonly short: boolean;
}

const cashier = { card: ["cashier"], account: ["cashier"] } as const;
const anywhere = {
  balance: ["balance"],
  bound_card: ["bound_card"],
} as const satisfies Partial<Record<MethodName, readonly Flow[]>>;

/**
 * The flows a method can take on a client, the best first [docs/clients.md]; absent = not possible. Nobody has to
 * bind a card first.
 */
const flowsOn: Readonly<
  Record<ClientKind, Readonly<Partial<Record<MethodName, readonly Flow[]>>>>
> = {
  unionpay_app: { quickpass: ["in_app_control"] },
  unionpay_wallet: { quickpass: ["wap_page"], ...cashier },
  // The WAP page is the fallback if the app did not open.
  phone: { quickpass: ["app_link", "wap_page"], ...cashier },
  desktop: { quickpass: ["screen_code"], ...cashier },
  alipay: cashier,
  wechat: cashier,
  dingtalk: cashier,
  feishu: cashier,
};

const needs: Readonly<Record<Flow, Product | undefined>> = {
  in_app_control: "in_app_control",
  app_link: "sdk_wap",
  wap_page: "api_wap",
  cashier: "cashier",
  screen_code: "screen_code",
  app_control: "in_app_control",
  consumer_code: "screen_code",
  bound_card: "bound_card",
  balance: "balance",
  test_helper: undefined,
  bank_transfer: undefined,
};

/** The client, and which flows have led nowhere for this order. */
export interface Choosing {
  readonly merchant: Pick<Merchant, "products">;
  readonly client: ClientKind;
  readonly tried: readonly Flow[];
  /** Cards are bound at this number, and can be chosen here. */
  readonly bindsCards?: boolean;
  /** Of whoever is signed in, in a wallet app that pays this number: whether it is enough, as far as is known. */
  readonly balance?: "there" | "short" | undefined;
}

export type FlowChoice =
  | { readonly type: "flow"; readonly flow: Flow }
  | { readonly type: "not_offered" }
  | { readonly type: "not_granted"; readonly product: Product };

/** The flow `method` takes: the best enabled one that has not led nowhere yet, otherwise the best enabled one. */
export function flowFor(method: MethodName, choosing: Choosing): FlowChoice {
  const { merchant, client, tried } = choosing;
  const flows = flowsOn[client][method] ?? ownFlows(method, choosing);
  if (!flows?.[0]) return { type: "not_offered" };
  const granted = flows.filter((flow) => isGranted(merchant, flow));
  const flow = granted.find((each) => !tried.includes(each)) ?? granted[0];
  if (flow !== undefined) return { type: "flow", flow };
  const product = needs[flows[0]];
  return product === undefined ? { type: "not_offered" } : { type: "not_granted", product };
}

/** Of what depends on who is signed in, and on no client. */
function ownFlows(
  method: MethodName,
  { bindsCards, balance }: Choosing,
): readonly Flow[] | undefined {
  if (method === "bound_card" && bindsCards) return anywhere.bound_card;
  if (method === "balance" && balance !== undefined) return anywhere.balance;
  return undefined;
}

/** The flow itself, where the number may use it. */
export function grantedFlow(flow: Flow, merchant: Choosing["merchant"]): FlowChoice {
  const product = needs[flow];
  if (product === undefined || isGranted(merchant, flow)) return { type: "flow", flow };
  return { type: "not_granted", product };
}

/**
 * Balance, then 云闪付, then bound cards, then the rest; a balance that is too low comes last. The consumer's last choice
 * is preselected, but not the way that has just failed: then it is the next one.
 */
export function rankMethods(
  choosing: Choosing,
  lastChoice: MethodName | undefined,
  justFailed?: { readonly method: MethodName; readonly flow: Flow },
): readonly MethodOffer[] {
  const offered = methodNames.flatMap((method) => {
    const choice = flowFor(method, choosing);
    if (choice.type !== "flow") return [];
    const short = method === "balance" && choosing.balance === "short";
    return [{ method, flow: choice.flow, short }];
  }).toSorted((a, b) => Number(a.short) - Number(b.short));
  const choosable = offered.filter(({ short }) => !short);
  // A method that led nowhere in one flow and now takes another is a new way.
  const failed = offered.find(({ method, flow }) =>
    method === justFailed?.method &&
    (flow === justFailed.flow || !choosing.tried.includes(justFailed.flow))
  );
  const chosen = choosable.find((each) => each.method === lastChoice && each !== failed) ??
    choosable[failed ? choosable.indexOf(failed) + 1 : 0] ?? choosable[0];
  return offered.map((each) => ({
    ...each,
    preselected: each === chosen,
    failed: each === failed,
  }));
}

/** Whether a phone that scans the page off a desktop's screen can pay there by 云闪付. */
export function paysByScan(merchant: Pick<Merchant, "products">): boolean {
  const phones = ["unionpay_app", "phone"] as const;
  return phones.some((client) =>
    flowFor("quickpass", { merchant, client, tried: [] }).type === "flow"
  );
}

function isGranted({ products }: Pick<Merchant, "products">, flow: Flow): boolean {
  const product = needs[flow];
  return product === undefined || products.includes(product);
}
