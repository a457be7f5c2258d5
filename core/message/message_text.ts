import type { Contract, TerminatedBy } from "../contract/contract.ts";
import { yuan } from "../money.ts";
import { isolated } from "../text/isolated.ts";
import { englishTime, type Instant, shanghaiTime } from "../time.ts";
import type { OwedMessage } from "./owed_message.ts";

interface Told extends Pick<OwedMessage, "news" | "payee"> {
  readonly contract: Pick<
    Contract,
    "title" | "cardLabel" | "perTransactionLimit" | "perDayLimit" | "lang"
  >;
}

/** What the consumer reads, in the language they signed in. */
export function messageText(
  { contract, news, payee: { name, merchantNo } }: Told,
  institutionName: string,
): string {
  const { cardLabel, perTransactionLimit, perDayLimit } = contract;
  const [payee, title] = [isolated(name), isolated(contract.title)];
  const institution = isolated(institutionName);
  const [perTx, perDay] = [yuan(perTransactionLimit), yuan(perDayLimit)];
  const zh = contract.lang === "zh";
  switch (news.kind) {
    case "charged": {
      const { amount, at } = news;
      const subject = isolated(news.subject);
      return zh
        ? `【扣款通知】${payee}于 ${minute(at)} 按「${title}」从${cardLabel}扣款 ${yuan(amount)}` +
          `（${subject}）。随时可以到“我的签约”解约，不收费。`
        : `${institution}: ${payee} charged ${yuan(amount)} to ${cardLabel} at ${
          englishTime(at)
        } for ${title} (${subject}). End it any time in My contracts, free of charge.`;
    }
    case "owed": {
      const { amount, nextRetryAt } = news;
      const [owed, subject] = [yuan(amount), isolated(news.subject)];
      const again = nextRetryAt === undefined ? { zh: "", en: "" } : {
        zh: `${minute(nextRetryAt)} 再扣一次，`,
        en: `It's tried again at ${englishTime(nextRetryAt)}. `,
      };
      return zh
        ? `【欠款通知】${payee}按「${title}」扣款 ${owed}（${subject}）没有成功：余额不足，这笔记为欠款。` +
          `${again.zh}你也可以到“我的签约”付清。`
        : `${institution}: ${payee} couldn't charge ${owed} for ${title} (${subject}): not enough money. ` +
          `You owe it. ${again.en}You can also pay it in My contracts.`;
    }
    case "signed":
      return zh
        ? `【${institution}】已签约：${payee}（商户号 ${merchantNo}）可以按「${title}」从${cardLabel}` +
          `免密扣款，每次≤${perTx}，每天≤${perDay}。这次没有扣款。不是你签的，请到“我的签约”解约，` +
          "立即停止扣款，不收费。"
        : `${institution}: Signed. ${payee} (merchant ${merchantNo}) may charge ${cardLabel} up to ` +
          `${perTx} each time and ${perDay} a day for ${title}, with no password. Nothing was charged. ` +
          "Not you? End it in My contracts. Charges stop at once, free of charge.";
    case "ended":
      return zh
        ? `【${institution}】已解约（${causes.zh[news.by]}）：${minute(news.at)} 起${payee}` +
          `不能再按「${title}」扣款，以前的扣款不变。`
        : `${institution}: Ended ${causes.en[news.by]}. ${payee} can't charge you for ${title} ` +
          `from ${englishTime(news.at)}. Past charges are not affected.`;
  }
}

/** Why it ended, as its consumer would say it. */
const causes: Readonly<Record<"zh" | "en", Readonly<Record<TerminatedBy, string>>>> = {
  zh: {
    consumer: "你已解约",
    merchant: "商家解约",
    operator: "平台解约",
    channel: "支付渠道解约",
    expiry: "有效期已满",
    account_closure: "账户已注销",
  },
  en: {
    consumer: "by you",
    merchant: "by the merchant",
    operator: "by us",
    channel: "by the payment channel",
    expiry: "after its last day",
    account_closure: "because the account was closed",
  },
};

function minute(at: Instant): string {
  return shanghaiTime(at).slice(0, 16);
}
