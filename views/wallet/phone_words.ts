import type { ChangePhoneRefusal } from "../../core/identity/change_phone.ts";
import type { RemovePhoneRefusal } from "../../core/identity/remove_phone.ts";
import { isolated } from "../../core/text/isolated.ts";
import type { Lang } from "../words.ts";

/** What keeps a phone from being changed or removed. */
export type PhoneProblem =
  | ChangePhoneRefusal["code"]
  | RemovePhoneRefusal["code"]
  | "phone"
  | "message_not_sent";

const zh = {
  title: "登录手机号",
  manage: "查看或更改",
  now: (phone: string) => `现在用 ${isolated(phone)} 登录。`,
  none: "现在没有手机号能登录这个账户。",
  fresh: "更改前要再确认是你本人。",
  notTrusted:
    "账户里已有签约、银行卡或付款，而这个浏览器刚开始用，只凭登录码不够。请换一个用了一周以上的浏览器，或申请找回账户（等一天）。",
  recovery: "找回账户",
  add: "添加手机号",
  change: "换手机号",
  help: "我们给新号码发一个验证码。换好后，旧号码和新号码都会收到短信，旧号码不能再登录。",
  phone: "新的手机号",
  send: "获取验证码",
  codeHelp: (phone: string) => `验证码已发到 ${isolated(phone)}。`,
  code: "验证码",
  go: "确认",
  back: "返回",
  remove: "删除手机号",
  removeHelp: "以后只能用 App 或通行密钥登录。用手机号登录的地方都会退出。",
  problems: {
    phone: "请填手机号，7 到 15 位数字。",
    message_not_sent: "短信没有发出去，请稍后再试。",
    sign_in_code_refused: "验证码不对，或已失效。",
    too_many_requests: "试得太多了，请过一会儿再来。",
    session_not_fresh: "登录太久了。请先确认是你本人。",
    browser_not_trusted: "这个浏览器刚开始用，不能更改。",
    phone_lost: "手机已挂失：一天内，用通行密钥登录才能更改。",
    phone_in_use:
      "这个号码已用于另一个账户。如果那个账户也是你的，请用这个号码登录，再决定留哪个；如果号码是新办的，登录时可以说明。",
    no_phone: "没有可以删除的手机号。",
    last_way_in: "这是唯一的登录方式。请先添加通行密钥，再删除。",
  } satisfies Readonly<Record<PhoneProblem, string>>,
  quietTitle: "这个账户是你的吗？",
  quietHelp: "这个手机号三个月没有登录过，可能已换了主人，所以还要核对一项。",
  proof: "支付密码或证件号码",
  signIn: "登录",
  passkey: "用通行密钥登录",
  newTitle: "号码是新办的？",
  newHelp:
    "那就开一个空的新账户。原来的账户留给原来的主人，以后不能用这个号码登录。如果是你的账户，请不要这样做。",
  start: "开新账户",
  wrong: "不对。请核对后再试。",
  tooMany: "试得太多了，请明天再来，或用通行密钥登录。",
};

export type PhoneWords = typeof zh;

const en: PhoneWords = {
  title: "Sign-in phone",
  manage: "See or change",
  now: (phone) => `${isolated(phone)} opens your account.`,
  none: "No phone opens your account.",
  fresh: "Before you change it, confirm it's you.",
  notTrusted:
    "Your account has contracts, cards or payments, and this browser is new to it: a code alone isn't enough. Use a browser you've had for a week, or ask for a recovery, which takes a day.",
  recovery: "Recover your account",
  add: "Add a phone",
  change: "Change your phone",
  help:
    "We text a code to the new number. Then both numbers get a message, and the old one no longer signs you in.",
  phone: "New phone number",
  send: "Text me a code",
  codeHelp: (phone) => `We texted a code to ${isolated(phone)}.`,
  code: "Code",
  go: "Confirm",
  back: "Back",
  remove: "Remove the phone",
  removeHelp:
    "You then sign in by an app or a passkey only. Wherever the phone signed you in, you're signed out.",
  problems: {
    phone: "Enter a phone number of 7 to 15 digits.",
    message_not_sent: "The message wasn't sent. Try again later.",
    sign_in_code_refused: "This code is wrong or no longer valid.",
    too_many_requests: "Too many tries. Come back later.",
    session_not_fresh: "You signed in too long ago. Confirm it's you first.",
    browser_not_trusted: "This browser is new to your account.",
    phone_lost: "Your phone is reported lost. For a day, only a passkey sign-in can change it.",
    phone_in_use:
      "This number opens another account. If that's yours too, sign in with it and decide which to keep. If the number is new to you, you can say so when you sign in.",
    no_phone: "There is no phone to remove.",
    last_way_in: "Nothing else opens your account. Add a passkey first.",
  },
  quietTitle: "Is this account yours?",
  quietHelp:
    "This number hasn't signed in for over 90 days and may have a new owner, so we ask for one more thing.",
  proof: "Payment PIN or ID number",
  signIn: "Sign in",
  passkey: "Use a passkey",
  newTitle: "Is the number new to you?",
  newHelp:
    "Then start with an empty account. The old one stays with its owner, and this number no longer opens it. Don't do this if the account is yours.",
  start: "Start a new account",
  wrong: "That's wrong. Check it and try again.",
  tooMany: "Too many tries. Come back tomorrow, or use a passkey.",
};

export function phoneWords(lang: Lang): PhoneWords {
  return lang === "zh" ? zh : en;
}
