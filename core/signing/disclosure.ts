import type { BoundCard } from "../channel/card.ts";
import type { Merchant } from "../merchant/merchant.ts";
import { yuan } from "../money.ts";
import type { PlanForm, RetryDays } from "../plan/plan.ts";
import { isolated } from "../text/isolated.ts";

export type DisclosureLang = "zh" | "en";

/** The five lines a consumer agrees to, in the order they are shown. The evidence holds exactly these texts. */
export interface Disclosure {
  readonly who: string;
  readonly what: string;
  readonly most: string;
  readonly from: string;
  readonly end: string;
}

/** In the order they are shown. */
export const disclosureKeys = ["who", "what", "most", "from", "end"] as const;

export type Disclosed = Pick<
  PlanForm,
  "title" | "perTransactionLimit" | "perDayLimit" | "arrearRetryDays"
>;
type Payee = Pick<Merchant, "name" | "merchantNo"> & {
  /** How many the full text names as those who may charge too. */
  readonly others?: number;
};
type Card = Pick<BoundCard, "bank" | "type" | "lastFour">;

/** The five lines in both languages; the fourth names the card by its label. */
export function disclosureOf(
  plan: Disclosed,
  merchant: Payee,
  cardLabels: Readonly<Record<DisclosureLang, string>>,
): Readonly<Record<DisclosureLang, Disclosure>> {
  return {
    zh: linesOf(plan, merchant, cardLabels.zh, "zh"),
    en: linesOf(plan, merchant, cardLabels.en, "en"),
  };
}

function linesOf(
  plan: Disclosed,
  merchant: Payee,
  from: string,
  lang: DisclosureLang,
): Disclosure {
  const { name, merchantNo, others = 0 } = merchant;
  const perTx = yuan(plan.perTransactionLimit);
  const perDay = yuan(plan.perDayLimit);
  const { arrearRetryDays: retryDays } = plan;
  if (lang === "zh") {
    return {
      who: `${isolated(name)}（商户号 ${merchantNo}）可以扣款${
        others === 0 ? "" : `，全文列出的另外 ${others} 个商户也可以`
      }。`,
      what: `只用于${isolated(plan.title)}。`,
      most: `每次最多 ${perTx}，每天最多 ${perDay}，不再输密码。${
        retryDays ? `余额不足时记为欠款，${daysListed(retryDays, "zh")}后各再扣一次。` : ""
      }`,
      from: `从${from}扣，每笔都列在“我的签约”。`,
      end: "随时在“我的签约”解约，立即停止扣款，不收费。",
    };
  }
  return {
    who: `${isolated(name)} (merchant ${merchantNo}) may charge you${
      others === 0
        ? ""
        : `, and so may ${others} other ${
          others === 1 ? "merchant" : "merchants"
        } named in full below`
    }.`,
    what: `Only for ${isolated(plan.title)}.`,
    most: `Up to ${perTx} per charge and ${perDay} per day, with no password.${
      retryDays
        ? ` A charge that fails for lack of money is owed and tried again ${
          daysListed(retryDays, "en")
        } later.`
        : ""
    }`,
    from: `Charged to ${from}. Every charge is listed in My contracts.`,
    end: "End it any time in My contracts. Charges stop at once, free of charge.",
  };
}

/**
 * A card's name on the page, in the evidence and in the wallet: never more than its last four digits. Without a card
 * (there is no session yet) it is the one to be chosen.
 */
export function cardLabel(card: Card | undefined, lang: DisclosureLang): string {
  if (!card) return lang === "zh" ? "你选的卡" : "the card you choose";
  const { bank, type, lastFour } = card;
  if (lang === "zh") {
    return `${isolated(bank)}${type === "credit" ? "信用卡" : "借记卡"}（${lastFour}）`;
  }
  return `${isolated(bank)} ${type} card (${lastFour})`;
}

export function cardLabels(card: Card | undefined): Readonly<Record<DisclosureLang, string>> {
  return { zh: cardLabel(card, "zh"), en: cardLabel(card, "en") };
}

/** `1、3、7 天`, `1, 3 and 7 days`. */
export function daysListed(days: RetryDays, lang: DisclosureLang): string {
  if (lang === "zh") return `${days.join("、")} 天`;
  const [last, ...before] = days.toReversed();
  const list = before.length === 0 ? `${last}` : `${before.toReversed().join(", ")} and ${last}`;
  return `${list} ${last === 1 ? "day" : "days"}`;
}
