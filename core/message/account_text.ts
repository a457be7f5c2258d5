import type { Deps } from "../deps.ts";
import { dailyCaps } from "../method/verification.ts";
import { cny, yuan } from "../money.ts";
import { paths } from "../paths.ts";
import { cancelKey } from "../recovery/cancel_key.ts";
import type { CancelledBy } from "../recovery/recovery.ts";
import { isolated } from "../text/isolated.ts";
import { englishTime, type Instant, shanghaiTime } from "../time.ts";
import type { OwedAccountMessage } from "./account_message.ts";
import type { AccountNews, Disputed, LimitChange, ToldBounds, ToldEnd } from "./account_news.ts";

type Texts = {
  readonly [K in AccountNews["kind"]]: (
    news: Extract<AccountNews, { kind: K }>,
    at: Instant,
  ) => string;
};

/** What everybody may pay a day for a week after a recovery. */
const LOWERED = yuan(dailyCaps.C);

const zh: Texts = {
  new_device: ({ client, proof }, at) =>
    `${minute(at)} 有新设备${proof ? `用${ways.zh(proof)}` : ""}登录了你的账户：${
      named(client, "未知浏览器")
    }。`,
  passkey_added: ({ name }) => `你的账户添加了一个通行密钥${ofBrowser.zh(name)}。`,
  passkey_removed: ({ name }) => `你的账户删除了一个通行密钥${ofBrowser.zh(name)}。`,
  phone_joined: () => "两个账户并到了一起，现在可以用手机号登录。",
  phone_changed: () => "你的账户现在用新的手机号登录。",
  phone_removed: () => "你的账户不再用手机号登录。",
  phone_released: () => "你的手机号现在是别人在用，不能再登录你的账户。",
  pin_forgotten: ({ loweredUntil }) => `你的旧支付密码已失效。${lowered.zh(loweredUntil)}`,
  pin_set: () => "你的支付密码设好了。",
  charging_closed: () => "免密扣款已全部关闭，签约已暂停，商家不能扣款。",
  charging_reopened: () => "免密扣款已重新打开。",
  phone_lost: () => "手机已挂失：签约、绑定的卡和设备上的卡都已暂停，其他设备已退出。",
  phone_found: () => "手机挂失已解除，因挂失暂停的签约已恢复。",
  limit_changed: ({ change }, at) => change ? limits.zh(change, at) : "你的限额改了。",
  recovery_asked: ({ doneFrom, onlyPin }) =>
    (onlyPin
      ? `有人说忘记了你的支付密码。${minute(doneFrom)} 起，它会失效`
      : `有人申请找回你的账户。${minute(doneFrom)} 起，旧的登录和通行密钥都会失效`) +
    "，在那之前可以取消。",
  recovered: ({ loweredUntil }) =>
    `你的账户已找回，旧的登录、通行密钥和支付密码都已失效。${lowered.zh(loweredUntil)}`,
  recovery_cancelled: ({ endedBy, onlyPin }) =>
    (onlyPin ? pinKept : recoveryEnds).zh[endedBy ?? "someone"],
  erasure_asked: () => "你的账户正在注销：签约会先解约，然后删除你的个人信息。",
  dispute_answered: ({ about, dueAt }) =>
    `商家答复了你${disputed.zh(about)}的交易争议。` +
    (dueAt === undefined ? "" : `不同意的话，${minute(dueAt)} 前可以请平台处理。`),
  dispute_closed: ({ state, about }) => disputeEnds.zh[state](disputed.zh(about)),
};

const en: Texts = {
  new_device: ({ client, proof }, at) =>
    `A new device signed in to your account on ${englishTime(at)}: ${
      named(client, "unknown browser")
    }${proof ? `, ${ways.en(proof)}` : ""}.`,
  passkey_added: ({ name }) => `A passkey was added to your account${ofBrowser.en(name)}.`,
  passkey_removed: ({ name }) => `A passkey was removed from your account${ofBrowser.en(name)}.`,
  phone_joined: () => "Two accounts were joined. A phone opens your account now.",
  phone_changed: () => "A new phone number opens your account now.",
  phone_removed: () => "No phone number opens your account any more.",
  phone_released: () => "Your phone number is somebody else's now. It doesn't open your account.",
  pin_forgotten: ({ loweredUntil }) =>
    `Your old payment PIN doesn't work any more.${lowered.en(loweredUntil)}`,
  pin_set: () => "Your payment PIN was set.",
  charging_closed: () =>
    "Charges without a password are off. Your contracts are on hold, and merchants can't charge you.",
  charging_reopened: () => "Charges without a password are on again.",
  phone_lost: () =>
    "Your phone is reported lost. Contracts, saved cards and cards on devices are on hold; other devices were signed out.",
  phone_found: () =>
    "Your phone is no longer reported lost. Contracts on hold for that are resumed.",
  limit_changed: ({ change }, at) => change ? limits.en(change, at) : "Your limits were changed.",
  recovery_asked: ({ doneFrom, onlyPin }) =>
    (onlyPin
      ? `Somebody has forgotten your payment PIN. From ${englishTime(doneFrom)} it stops working.`
      : `Somebody asked to recover your account. From ${englishTime(doneFrom)} ` +
        "old sign-ins and passkeys stop working.") + " Until then it can be cancelled.",
  recovered: ({ loweredUntil }) =>
    `Your account was recovered. Old sign-ins, passkeys and the PIN don't work any more.${
      lowered.en(loweredUntil)
    }`,
  recovery_cancelled: ({ endedBy, onlyPin }) =>
    (onlyPin ? pinKept : recoveryEnds).en[endedBy ?? "someone"],
  erasure_asked: () =>
    "Your account is being erased: your contracts end first, then your personal data goes.",
  dispute_answered: ({ about, dueAt }) =>
    `The merchant has answered your dispute${disputed.en(about)}.` +
    (dueAt === undefined ? "" : ` If you disagree, take it further by ${englishTime(dueAt)}.`),
  dispute_closed: ({ state, about }) => disputeEnds.en[state](disputed.en(about)),
};

/** `someone`: told before it was kept who cancels. */
type Cancellations = Readonly<
  Record<"zh" | "en", Readonly<Record<CancelledBy | "someone", string>>>
>;

const recoveryEnds: Cancellations = {
  zh: {
    link: "找回账户的申请已用短信里的链接取消，一切照旧。",
    session: "找回账户的申请已在登录的设备上取消，一切照旧。",
    clock: "找回账户的申请已取消：新手机号已用于另一个账户。一切照旧。",
    another: "找回账户的申请已由另一个申请代替。",
    someone: "找回账户的申请已取消，一切照旧。",
  },
  en: {
    link:
      "The recovery of your account was cancelled by the link in the text. Nothing has changed.",
    session:
      "The recovery of your account was cancelled on a device that is signed in. Nothing has changed.",
    clock:
      "The recovery of your account was cancelled: the new phone opens another account. Nothing has changed.",
    another: "The recovery of your account was replaced by another request.",
    someone: "The recovery of your account was cancelled. Nothing has changed.",
  },
};

const pinKept: Cancellations = {
  zh: {
    link: "作废支付密码的申请已用短信里的链接取消，支付密码照旧。",
    session: "作废支付密码的申请已在登录的设备上取消，支付密码照旧。",
    clock: "作废支付密码的申请已取消：手机挂失了。支付密码照旧。",
    another: "作废支付密码的申请已由找回账户的申请代替。",
    someone: "作废支付密码的申请已取消，支付密码照旧。",
  },
  en: {
    link: "The request to end your PIN was cancelled by the link in the text. The PIN still works.",
    session:
      "The request to end your PIN was cancelled on a device that is signed in. The PIN still works.",
    clock:
      "The request to end your PIN was cancelled: the phone was reported lost. The PIN still works.",
    another: "The request to end your PIN was replaced by a recovery of your account.",
    someone: "The request to end your PIN was cancelled. The PIN still works.",
  },
};

/** How somebody came in. */
const ways = {
  zh: (proof: string) => proof === "phone" ? "登录码" : proof === "passkey" ? "通行密钥" : " App ",
  en: (proof: string) =>
    proof === "phone"
      ? "by a code to your phone"
      : `by ${proof === "passkey" ? "a passkey" : "an app"}`,
};

const ofBrowser = {
  zh: (name: string | undefined) => name === undefined ? "" : `（${named(name, "未知浏览器")}）`,
  en: (name: string | undefined) =>
    name === undefined ? "" : ` (${named(name, "unknown browser")})`,
};

const lowered = {
  zh: (until: Instant | undefined) =>
    until === undefined ? "" : `${minute(until)} 前，绑定的卡和余额每天最多付 ${LOWERED}。`,
  en: (until: Instant | undefined) =>
    until === undefined
      ? ""
      : ` Until ${englishTime(until)}, saved cards and balances pay up to ${LOWERED} a day.`,
};

const limits = {
  zh: ({ about, from, to }: LimitChange, at: Instant) => {
    const which = about === "charges"
      ? "全部免密扣款"
      : about === "payments"
      ? "用绑定的卡或余额付款"
      : `${isolated(about.payee)}扣款`;
    const said = changed(from, to, (per, before, after) => {
      const amount = (fen: number | null) => fen === null ? "不另设" : ` ${yuan(cny(fen))} `;
      return `${per === "perDay" ? "每天" : "每次"}由${amount(before)}改为${amount(after)}`
        .trimEnd();
    });
    return `你改了${which}的限额，${minute(at)} 起生效：${said.join("，")}。`;
  },
  en: ({ about, from, to }: LimitChange, at: Instant) => {
    const which = about === "charges"
      ? "all charges without a password"
      : about === "payments"
      ? "payments by saved card or balance"
      : `charges by ${isolated(about.payee)}`;
    const said = changed(from, to, (per, before, after) => {
      const amount = (fen: number | null) => fen === null ? "no limit of your own" : yuan(cny(fen));
      return `${per === "perDay" ? "per day" : "per charge"} from ${amount(before)} to ${
        amount(after)
      }`;
    });
    return `You changed your limit for ${which} on ${englishTime(at)}, with effect at once: ${
      said.join(", ")
    }.`;
  },
};

/** Each bound that is another one now. */
function changed(
  from: ToldBounds,
  to: ToldBounds,
  say: (per: keyof ToldBounds, before: number | null, after: number | null) => string,
): readonly string[] {
  return (["perTransaction", "perDay"] as const).flatMap((per) =>
    from[per] === to[per] ? [] : say(per, from[per], to[per])
  );
}

const disputed = {
  zh: (about: Disputed | undefined) =>
    about ? `对 ${yuan(cny(about.amount))}（订单 ${isolated(about.orderNo)}）` : "",
  en: (about: Disputed | undefined) =>
    about ? ` of ${yuan(cny(about.amount))} (order ${isolated(about.orderNo)})` : "",
};

type Ends = Readonly<Record<ToldEnd, (about: string) => string>>;
const disputeEnds: Readonly<Record<"zh" | "en", Ends>> = {
  zh: {
    accepted: (about) => `商家接受了你${about}的交易争议，正在退款。`,
    refunded: (about) => `你${about}的交易争议已结束：款项退还给你。`,
    declined: (about) => `你${about}的交易争议有了结果：不退款。`,
    lapsed: (about) => `你${about}的交易争议已经结束：商家答复后，到期没有继续。`,
  },
  en: {
    accepted: (about) => `The merchant accepted your dispute${about}. The refund is on its way.`,
    refunded: (about) => `Your dispute${about} has ended with a refund.`,
    declined: (about) => `Your dispute${about} was decided: there is no refund.`,
    lapsed: (about) => `Your dispute${about} has ended: it wasn't taken further in time.`,
  },
};

/** What has happened, as the wallet says it. */
export function accountSentence(
  { news, at }: Pick<OwedAccountMessage, "news" | "at">,
  lang: "zh" | "en",
): string {
  const say = (lang === "zh" ? zh : en)[news.kind] as (news: AccountNews, at: Instant) => string;
  return say(news, at);
}

/** What the phone shows: the same, and what to do about it. */
export async function accountText(
  deps: Pick<Deps, "vault" | "config">,
  message: Pick<OwedAccountMessage, "news" | "at" | "lang">,
): Promise<string> {
  const { news, lang } = message;
  const { institution, publicUrl } = deps.config;
  const name = isolated(institution);
  const sentence = accountSentence(message, lang);
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
