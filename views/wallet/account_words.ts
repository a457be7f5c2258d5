import type { OwnField } from "../../core/consumer/consumer.ts";
import type { Lang } from "../words.ts";
import { isolated } from "../../core/text/isolated.ts";

const zh = {
  account: "账户与个人信息",
  back: "返回我的签约",
  notFresh: "请先确认是你本人。确认后 10 分钟内可以操作。",
  own: "我的信息",
  ownFields: { name: "姓名", phone: "手机号", id_number: "证件号码" } satisfies Readonly<
    Record<OwnField, string>
  >,
  reveal: { name: "显示姓名", phone: "显示手机号", id_number: "显示证件号码" } satisfies Readonly<
    Record<OwnField, string>
  >,
  revealHelp: "显示一次，会留下记录：时间、设备和看了哪一项。",
  revealed: "只显示这一次，已留下记录。重新打开本页会再隐去。",
  data: "下载我的信息",
  dataHelp: "一个 JSON 文件，含我们保存的你的全部信息，不打码。下载会留下记录。",
  download: "下载",
  lostHelp:
    "通行密钥丢了，或者浏览器是新的，可以申请。等一天，所有手机都会收到短信。一天后，登录、通行密钥和支付密码都失效，7 天内绑定的卡和余额每天最多付 ¥1,000。",
  ask: "申请",
  waits: (time: string) => `已申请找回账户，${time} 起生效。不是你申请的，请取消。`,
  pinWaits: (time: string) => `已申请作废旧支付密码，${time} 起失效。不是你申请的，请取消。`,
  cancel: "取消找回",
  erase: "注销账户",
  eraseHelp: "先解约、解绑银行卡，再删除你的个人信息。",
  eraseNext: "查看并注销",
  erasing: "正在注销",
  left: "还要等这些结束：",
  contracts: (n: number) => `${n} 份签约`,
  cards: (n: number) => `${n} 张银行卡`,
  arrears: (n: number) => `${n} 笔欠款，请先付清`,
  disputes: (n: number) => `${n} 个交易争议，要等有结果`,
  underWay: (n: number) => `${n} 件事正在处理`,
  cancelErasure: "取消注销",
  keepsEnded: "已经结束的不会恢复。",
  eraseTitle: "注销账户？",
  goes: "会删除：姓名、手机号、证件号码、登录、通行密钥、支付密码、限额、银行卡和消息。",
  stays: "按规定保留，不再与你的姓名、手机号相连：",
  transactions: "交易记录：5 年（《银行卡收单业务管理办法》），用于对账和争议。",
  evidence:
    "签约证据和通行密钥签名：3 年（《电子商务法》第三十一条），从解约算起，证明你同意过什么。",
  law: "期满之前只保存，不作他用（《个人信息保护法》第四十七条）。",
  eraseNow: "注销账户",
  keep: "不注销",
  erasedTitle: "账户已注销",
  erasedAt: (time: string) => `${time} 完成。`,
  endedContracts: (n: number) => `${n} 份签约已解约，商家不能再扣款。`,
  removedCards: (n: number) => `${n} 张银行卡已解绑。`,
  deleted: "已删除：姓名、手机号、证件号码、登录、通行密钥、支付密码、限额、银行卡和消息。",
  reach: (institution: string) =>
    `有疑问，或要查某笔交易，请带上收据或账单上的订单号联系${isolated(institution)}。`,
  anew: "再用这个手机号登录，会开一个空的新账户。",
  close: "知道了",
  recovery: "找回账户",
  recoveryHelp:
    "登录用的手机号不用了？用现在的手机号找回。申请后等一天，原来的手机会收到短信，可以取消。找回后 7 天内，绑定的卡和余额每天最多付 ¥1,000。",
  lostPhone: "原来登录的手机号",
  newPhone: "现在的手机号",
  idNumber: "证件号码或支付密码",
  idHint: "只用来核对。都不知道就空着，在常用的浏览器里申请，要等一周。",
  send: "获取找回码",
  phoneWrong: "请填手机号码。",
  code: "找回码",
  codeHelp: (phone: string) => `找回码已发到 ${isolated(phone)}。`,
  codeWrong: "找回码不对，或者已过期。",
  tooMany: "试得太多了，请过一会儿再来。",
  notSent: "短信没有发出，请再试一次。",
  go: "申请找回",
  asked: "已经记下",
  askedHelp:
    "如果信息都对，一天（没填证件号码或支付密码，则一周）后可以用现在的手机号登录。原来的手机会收到短信。",
  cancelTitle: "取消找回账户？",
  cancelHelp: "取消后一切照旧。如果是你自己申请的，请不要取消。",
  goesOn: "不取消",
  cancelled: "已取消找回",
  cancelledHelp: "你的账户没有变化。",
  gone: "没有可以取消的",
  goneHelp: "这个申请已经取消或完成，或者链接不对。",
};

export type AccountWords = typeof zh;

const en: AccountWords = {
  account: "Account and personal data",
  back: "Back to My contracts",
  notFresh: "Confirm it's you first. You then have 10 minutes.",
  own: "About me",
  ownFields: { name: "Name", phone: "Phone", id_number: "ID number" },
  reveal: { name: "Show name", phone: "Show phone", id_number: "Show ID number" },
  revealHelp: "Shown once, and recorded: when, on which device, and which one.",
  revealed: "Shown this once, and recorded. It's hidden again when the page is reloaded.",
  data: "Download my data",
  dataHelp: "One JSON file with everything we hold about you, unmasked. The download is recorded.",
  download: "Download",
  lostHelp:
    "Lost your passkey, or is this browser new? Ask, then wait a day; each of your phones gets a text. Then sign-ins, passkeys and the PIN stop working, and for 7 days saved cards and balances pay up to ¥1,000 a day.",
  ask: "Ask",
  waits: (time) => `Recovery asked for. It takes effect from ${time}. If it wasn't you, cancel it.`,
  pinWaits: (time) => `Your old PIN stops working from ${time}. If you didn't ask, cancel it.`,
  cancel: "Cancel recovery",
  erase: "Erase my account",
  eraseHelp: "Contracts end and cards are removed first. Then your personal data goes.",
  eraseNext: "Review and erase",
  erasing: "Your account is being erased",
  left: "Waiting for these to end:",
  contracts: (n) => `${n} ${n === 1 ? "contract" : "contracts"}`,
  cards: (n) => `${n} ${n === 1 ? "card" : "cards"}`,
  arrears: (n) => `${n} owed ${n === 1 ? "charge" : "charges"}: pay first`,
  disputes: (n) => `${n} ${n === 1 ? "dispute" : "disputes"} until decided`,
  underWay: (n) => `${n} still in progress`,
  cancelErasure: "Don't erase",
  keepsEnded: "What has ended already stays ended.",
  eraseTitle: "Erase your account?",
  goes:
    "We delete your name, phone, ID number, sign-ins, passkeys, PIN, limits, cards and messages.",
  stays: "The law has us keep these, without your name or phone:",
  transactions:
    "Transaction records: 5 years (Measures for Bank Card Acquiring), for reconciliation and disputes.",
  evidence:
    "Evidence of contracts, passkey signatures included: 3 years from their end (E-Commerce Law, Article 31), to show what you agreed to.",
  law: "Until then it is only stored (Personal Information Protection Law, Article 47).",
  eraseNow: "Erase my account",
  keep: "Keep it",
  erasedTitle: "Your account is erased",
  erasedAt: (time) => `Done on ${time}.`,
  endedContracts: (n) =>
    n === 1
      ? "1 contract has ended. Its merchant can't charge you any more."
      : `${n} contracts have ended. Their merchants can't charge you any more.`,
  removedCards: (n) => `${n} saved ${n === 1 ? "card was" : "cards were"} removed.`,
  deleted:
    "Deleted: your name, phone, ID number, sign-ins, passkeys, PIN, limits, cards and messages.",
  reach: (institution) =>
    `For questions, or about a transaction, contact ${
      isolated(institution)
    } with the order number on your receipt or bank statement.`,
  anew: "If you sign in with the same phone again, you start with an empty account.",
  close: "OK",
  recovery: "Recover your account",
  recoveryHelp:
    "Lost the phone you signed in with? Use the one you have now. You wait a day; the old phone gets a text and can cancel. For 7 days after, saved cards and balances pay up to ¥1,000 a day.",
  lostPhone: "Phone you signed in with",
  newPhone: "Phone you have now",
  idNumber: "ID number or payment PIN",
  idHint:
    "Only compared. If you know neither, leave it empty and ask in a browser you've used before: that takes a week.",
  send: "Send code",
  phoneWrong: "Enter a phone number.",
  code: "Code",
  codeHelp: (phone) => `We texted a code to ${isolated(phone)}.`,
  codeWrong: "That code is wrong or has expired.",
  tooMany: "Too many tries. Come back later.",
  notSent: "The text wasn't sent. Try again.",
  go: "Ask for recovery",
  asked: "Noted",
  askedHelp:
    "If everything matches, the phone you have now opens your account in a day, or in a week without ID number and PIN. The old phone gets a text.",
  cancelTitle: "Cancel the recovery?",
  cancelHelp: "Nothing changes then. If you asked for it yourself, don't cancel.",
  goesOn: "Don't cancel",
  cancelled: "Recovery cancelled",
  cancelledHelp: "Your account hasn't changed.",
  gone: "Nothing to cancel",
  goneHelp: "It was cancelled or is done already, or the link is wrong.",
};

export function accountWords(lang: Lang): AccountWords {
  return lang === "zh" ? zh : en;
}
