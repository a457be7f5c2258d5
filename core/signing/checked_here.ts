import type { Deps } from "../deps.ts";
import type { Merchant } from "../merchant/merchant.ts";
import { channelOf } from "../payment/channel_for.ts";
import type { Plan } from "../plan/plan.ts";
import type { DisclosureLang } from "./disclosure.ts";

type Checks = Pick<Plan, "verifyPhone" | "verifyIdNumber" | "requiresCreditCard">;

/** Whether this merchant's channel has checked a person before they come to our page, and charges its own cards. */
export function isCheckedByChannel(
  given: Pick<Deps, "channels">,
  merchant: Pick<Merchant, "mode" | "channel">,
): boolean {
  return channelOf(given, merchant)?.contracts?.checksPerson === true;
}

/** Who has checked a person already. */
export interface CheckedBefore {
  readonly byChannel: boolean;
  /** They signed up at a channel that shares its sign-ups with this one. */
  readonly bySignup: boolean;
}

/** What is left of a plan's checks for our own page. */
export function checkedHere<P extends Checks>(plan: P, { byChannel, bySignup }: CheckedBefore): P {
  if (!byChannel && !bySignup) return plan;
  const requiresCreditCard = byChannel ? false : plan.requiresCreditCard;
  return { ...plan, verifyPhone: false, verifyIdNumber: false, requiresCreditCard };
}

/** Where the channel's app has the cards, and nobody else knows them. */
export const appCardLabels: Readonly<Record<DisclosureLang, string>> = {
  zh: "你在云闪付绑定的银行卡（按那里的扣款顺序）",
  en: "the cards you keep in UnionPay QuickPass, in the order set there",
};
