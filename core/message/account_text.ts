import type { Deps } from "../deps.ts";
import { paths } from "../paths.ts";
import { cancelKey } from "../recovery/cancel_key.ts";
import { isolated } from "../text/isolated.ts";
import { englishTime, type Instant, shanghaiTime } from "../time.ts";
import type { OwedAccountMessage } from "./account_message.ts";
import type { AccountNews, ToldEnd } from "./account_news.ts";

type Texts = {
  readonly [K in AccountNews["kind"]]: (news: Extract<AccountNews, { kind: K }>) => string;
};

const zh: Texts = {
  new_device: ({ client }) => `你的账户在新设备上登录了：${named(client, "未知浏览器")}。`,
  passkey_added: () => "你的账户添加了一个通行密钥。",
  passkey_removed: () => "你的账户删除了一个通行密钥。",
  phone_joined: () => "两个账户并到了一起，现在可以用手机号登录。",
  phone_changed: () => "你的账户现在用新的手机号登录。",
  phone_removed: () => "你的账户不再用手机号登录。",
  phone_released: () => "你的手机号现在是别人在用，不能再登录你的账户。",
  pin_forgotten: () => "你的旧支付密码已失效。",
  pin_set: () => "你的支付密码设好了。",
  charging_closed: () => "免密扣款已全部关闭，签约已暂停，商家不能扣款。",
  charging_reopened: () => "免密扣款已重新打开。",
  phone_lost: () => "手机已挂失：签约、绑定的卡和设备上的卡都已暂停，其他设备已退出。",
  phone_found: () => "手机挂失已解除，因挂失暂停的签约已恢复。",
  limit_changed: () => "你的限额改了。",
  recovery_asked: ({ doneFrom, onlyPin }) =>
    onlyPin
      ? `有人说忘记了你的支付密码。${minute(doneFrom)} 起，它会失效。`
      : `有人申请找回你的账户。${minute(doneFrom)} 起，旧的登录和通行密钥都会失效。`,
  recovered: () => "你的账户已找回，旧的登录、通行密钥和支付密码都已失效。",
  recovery_cancelled: () => "找回账户的申请已取消，一切照旧。",
  erasure_asked: () => "你的账户正在注销：签约会先解约，然后删除你的个人信息。",
  dispute_answered: () => "商家答复了你的交易争议。",
  dispute_closed: ({ state }) => disputeEnds.zh[state],
};

const en: Texts = {
  new_device: ({ client }) =>
    `A new device signed in to your account: ${named(client, "unknown browser")}.`,
  passkey_added: () => "A passkey was added to your account.",
  passkey_removed: () => "A passkey was removed from your account.",
  phone_joined: () => "Two accounts were joined. A phone opens your account now.",
  phone_changed: () => "A new phone number opens your account now.",
  phone_removed: () => "No phone number opens your account any more.",
  phone_released: () => "Your phone number is somebody else's now. It doesn't open your account.",
  pin_forgotten: () => "Your old payment PIN doesn't work any more.",
  pin_set: () => "Your payment PIN was set.",
  charging_closed: () =>
    "Charges without a password are off. Your contracts are on hold, and merchants can't charge you.",
  charging_reopened: () => "Charges without a password are on again.",
  phone_lost: () =>
    "Your phone is reported lost. Contracts, saved cards and cards on devices are on hold; other devices were signed out.",
  phone_found: () =>
    "Your phone is no longer reported lost. Contracts on hold for that are resumed.",
  limit_changed: () => "Your limits were changed.",
  recovery_asked: ({ doneFrom, onlyPin }) =>
    onlyPin
      ? `Somebody has forgotten your payment PIN. From ${englishTime(doneFrom)} it stops working.`
      : `Somebody asked to recover your account. From ${englishTime(doneFrom)} ` +
        "old sign-ins and passkeys stop working.",
  recovered: () =>
    "Your account was recovered. Old sign-ins, passkeys and the PIN don't work any more.",
  recovery_cancelled: () => "The recovery of your account was cancelled. Nothing has changed.",
  erasure_asked: () =>
    "Your account is being erased: your contracts end first, then your personal data goes.",
  dispute_answered: () => "The merchant has answered your dispute.",
  dispute_closed: ({ state }) => disputeEnds.en[state],
};

const disputeEnds: Readonly<Record<"zh" | "en", Readonly<Record<ToldEnd, string>>>> = {
  zh: {
    accepted: "商家接受了你的交易争议，正在退款。",
    refunded: "你的交易争议已结束：款项退还给你。",
    declined: "你的交易争议有了结果：不退款。",
    lapsed: "你的交易争议已经结束：商家答复后，到期没有继续。",
  },
  en: {
    accepted: "The merchant accepted your dispute. The refund is on its way.",
    refunded: "Your dispute has ended with a refund.",
    declined: "Your dispute was decided: there is no refund.",
    lapsed: "Your dispute has ended: it wasn't taken further in time.",
  },
};

/** What has happened, as the wallet says it. */
export function accountSentence(news: AccountNews, lang: "zh" | "en"): string {
  const say = (lang === "zh" ? zh : en)[news.kind] as (news: AccountNews) => string;
  return say(news);
}

/** What the phone shows: the same, and what to do about it. */
export async function accountText(
  deps: Pick<Deps, "vault" | "config">,
  { news, lang }: Pick<OwedAccountMessage, "news" | "lang">,
): Promise<string> {
  const { institution, publicUrl } = deps.config;
  const name = isolated(institution);
  const sentence = accountSentence(news, lang);
  if (news.kind === "recovery_asked") {
    const { recoveryId } = news;
    const key = await cancelKey(deps.vault, recoveryId);
    const link = publicUrl + paths.walletRecoveryCancelBy(recoveryId, key);
    return lang === "zh"
      ? `【${name}】${sentence}不是你？打开取消：${link}`
      : `${name}: ${sentence} Not you? Cancel it: ${link}`;
  }
  if (news.kind === "dispute_answered" || news.kind === "dispute_closed") {
    return lang === "zh"
      ? `【${name}】${sentence}请到“我的签约”查看。`
      : `${name}: ${sentence} See My contracts.`;
  }
  return lang === "zh"
    ? `【${name}】${sentence}不是你？请到“我的签约”查看。`
    : `${name}: ${sentence} Not you? Look in My contracts.`;
}

function named(client: string, unknown: string): string {
  return client === "?" || client === "" ? unknown : isolated(client);
}

function minute(at: Instant): string {
  return shanghaiTime(at).slice(0, 16);
}
