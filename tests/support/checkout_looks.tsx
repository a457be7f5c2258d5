import type { Checkout, CheckoutStanding } from "../../core/order/checkout.ts";
import { cny } from "../../core/money.ts";
import { after, days, hours } from "../../core/time.ts";
import { CheckoutPage } from "../../views/checkout/checkout_page.tsx";
import type { FormError } from "../../views/checkout/summary.tsx";
import { VerificationPage } from "../../views/cards/verification_page.tsx";
import { LeavePage } from "../../views/checkout/leave_page.tsx";
import { UnknownOrderPage } from "../../views/checkout/unknown_order_page.tsx";
import { type CheckoutName, checkoutNames, checkouts } from "./checkouts.ts";
import { cardLooks } from "./looks_of_cards.tsx";
import { brandOf } from "./brands.ts";
import {
  type Covers,
  keysOf,
  type Look,
  type Looks,
  looksOf,
  pressed,
  withNotice,
} from "./look.ts";

true satisfies Covers<
  CheckoutStanding["state"],
  (typeof checkouts)[CheckoutName]["standing"]["state"]
>;

/** Where each form comes back. */
const returned: Readonly<Record<Extract<FormError, string>, CheckoutName>> = {
  method_missing: "payable",
  method_not_offered: "payable_wechat",
  already_paid: "paid",
  cannot_start: "failed",
  not_cancelled: "unclear",
  signed_out: "payable_by_balance",
  phone_lost: "payable_by_balance",
};

/** Every look of the checkout. */
export const checkoutLooks: Looks = {
  ...looksOf("checkout", checkoutNames, (name) => page(checkouts[name])),
  ...looksOf("checkout/returned", keysOf(returned), (formError) => {
    return page(checkouts[returned[formError]], formError);
  }),
  ...cardLooks,
  "checkout/returned/balance_short": page(checkouts.balance_short, { available: cny(300) }),
  ...looksOf(
    "checkout/balance_verification",
    ["ready", "not_set_up"],
    (signature) => (frame) => (
      <VerificationPage
        frame={frame}
        view={{
          order: { ...checkouts.payable.order, amount: cny(300_000) },
          merchant: checkouts.payable.merchant,
          binding: undefined,
          without: { tier: "C", cap: cny(100_000), left: cny(40_000) },
          ways: { signature },
        }}
      />
    ),
  ),
  "checkout/returned/balance_over_limit": page(checkouts.balance_known, {
    leftOfDay: cny(37_150),
  }),
  "checkout/returned/over_limit": page(checkouts.payable, { cap: cny(50_000), left: cny(37_150) }),
  "checkout/huge": page({
    ...checkouts.payable,
    order: { ...checkouts.payable.order, amount: cny(Number.MAX_SAFE_INTEGER) },
  }),
  "checkout/transfer": page(transfer(true)),
  "checkout/transfer_closed_rail": page(transfer(false)),
  "checkout/branded": page(branded(checkouts.payable, "#2f7d4f")),
  "checkout/branded_pale": page(branded(checkouts.payable, "#ffe066")),
  "checkout/branded_paid": page(branded(checkouts.paid, "#2f7d4f")),
  "checkout/branded_red_paid": page(branded(checkouts.paid, "#d8231f")),
  "checkout/no_return": page(without(checkouts.payable)),
  "checkout/closed_no_return": page(without(checkouts.closed)),
  "checkout/submitting": pressed(page(checkouts.payable)),
  "checkout/offline": withNotice(page(checkouts.processing), "offline"),
  "checkout/unreachable": withNotice(page(checkouts.processing), "unreachable"),
  "checkout/page_failed": withNotice(page(checkouts.payable), "broken"),
  "checkout/leaving": (frame) => (
    // With another script in the place of its own, so that the form does not go off by itself.
    <LeavePage
      frame={{
        ...frame,
        asset: (name) => frame.asset(name === "leave.js" ? "live.js" : name),
      }}
      title="付给山茶茶馆 ¥88.00"
      mode="test"
      leave="前往付款页面"
      launch={{
        type: "form",
        action: "https://gateway.example/gateway/api/frontTransReq.do",
        fields: { merId: "777290058110097", orderId: "01KAF0ZV9Q3W5X7Y9Z1B3D5F7H" },
      }}
    />
  ),
  "checkout/unknown": (frame) => <UnknownOrderPage frame={frame} />,
};

/** An order that a company transfers; on a working day, or at night. */
function transfer(openNow: boolean): Checkout {
  const { order } = checkouts.payable;
  const arrivesBy = after(order.createdAt, hours(openNow ? 1 : 60));
  return {
    ...checkouts.payable,
    offers: [],
    order: {
      ...order,
      amount: cny(123_456_700),
      expiresAt: after(order.createdAt, days(90)),
      transfer: {
        remittanceCode: "CT5159415832",
        payee: {
          accountName: "示例支付有限公司备付金账户（演示）",
          accountNo: "0000000000000000001",
          bankName: "示例银行股份有限公司营业部",
          bankCode: "000000000000",
        },
        buyerName: "青竹贸易有限公司",
        payerMustBeBuyer: openNow,
      },
    },
    rails: [
      { name: "large_value", openNow, arrivesBy },
      { name: "bank_direct", openNow: true, arrivesBy: after(order.createdAt, hours(2)) },
      { name: "b2b_gateway", openNow, arrivesBy },
    ],
  };
}

/** An order whose merchant gave no address to return to. */
function without(checkout: Checkout): Checkout {
  return { ...checkout, order: { ...checkout.order, returnUrl: undefined } };
}

function page(checkout: Checkout, formError?: FormError): Look {
  return (frame) => (
    <CheckoutPage frame={frame} checkout={checkout} formError={formError} stay={false} />
  );
}

function branded(checkout: Checkout, colour: string): Checkout {
  return { ...checkout, merchant: { ...checkout.merchant, brand: brandOf(colour) } };
}
