import type { SetPaymentPinRefusal } from "../../core/factor/set_payment_pin.ts";
import type { PaymentPinRefusal } from "../../core/factor/try_payment_pin.ts";
import type { Lang } from "../words.ts";

type PinProblemCode = Exclude<SetPaymentPinRefusal["code"], "pin_wrong" | "too_many_requests">;

const zh = {
  title: "支付密码",
  help: "6 位数字，只有你知道。用绑定的卡付较大的金额时，除了验证码还要输它。",
  none: "还没有支付密码。",
  setAt: (time: string) => `${time} 设置`,
  notFresh: "设置前要再确认是你本人。",
  old: "现在的支付密码",
  oldHint: "忘记了，见下面。",
  forgotten: "忘记了？",
  forgottenHelp:
    "在 App 里，或用了一周以上的浏览器里，可以申请。等一天，所有手机都会收到短信；之后旧密码失效，可以再设一个，一周内每天最多付 ¥1,000。",
  forgottenAsk: "申请作废旧密码",
  forgottenPasskey: "忘记了？用通行密钥确认",
  typed: "新的支付密码",
  typedHint: "6 位数字。不要用生日、手机号，也不要用银行卡的密码。",
  again: "再输一次",
  againHint: "和上面的一样。",
  set: "设置支付密码",
  change: "更改支付密码",
  pin: "支付密码",
  pinHint: "6 位数字。勿告诉任何人。",
  confirmTitle: "确认是你本人",
  confirmHelp: "确认后 10 分钟内可以继续。",
  confirmByPin: "用支付密码确认",
  confirmByPasskey: "用通行密钥确认",
  signInAgain: "重新登录",
  wrong: (left: number) => `支付密码不对，还可试 ${left} 次。`,
  tooMany: (minutes: number) => `支付密码试得太多了，请 ${minutes} 分钟后再试。通行密钥仍可使用。`,
  problems: {
    session_not_fresh: "登录太久了。请先确认是你本人。",
    browser_not_trusted: "这个浏览器刚开始用，只凭登录码不够。",
    phone_lost: "手机已挂失：一天内，用通行密钥登录才能设置支付密码。",
    new_pin_malformed: "支付密码是 6 位数字。",
    new_pin_guessable: "太容易猜到了，请换一个。",
    new_pin_of_person: "手机号或证件号里有这几位数字，请换一个。",
    new_pins_differ: "两次输入的不一样。",
    pin_malformed: "支付密码是 6 位数字。",
    pin_not_set: "还没有支付密码。",
  } satisfies Readonly<Record<PinProblemCode, string>>,
};

export type PinWords = typeof zh;

const en: PinWords = {
  title: "Payment PIN",
  help: "6 digits that only you know. Larger payments by a saved card ask for it beside the code.",
  none: "You have no payment PIN yet.",
  setAt: (time) => `Set ${time}`,
  notFresh: "Before you set one, confirm it's you.",
  old: "Current PIN",
  oldHint: "Forgotten it? See below.",
  forgotten: "Forgotten it?",
  forgottenHelp:
    "Ask in the app or in a browser you've had for a week, then wait a day; each of your phones gets a text. Then set a new one. For 7 days you pay up to ¥1,000 a day.",
  forgottenAsk: "Drop the old PIN",
  forgottenPasskey: "Forgotten it? Use a passkey",
  typed: "New PIN",
  typedHint: "6 digits. Not your birthday, your phone number or a PIN of your bank card.",
  again: "New PIN again",
  againHint: "The same as above.",
  set: "Set payment PIN",
  change: "Change payment PIN",
  pin: "Payment PIN",
  pinHint: "6 digits. Don't share it.",
  confirmTitle: "Confirm it's you",
  confirmHelp: "Once confirmed, you have 10 minutes to go on.",
  confirmByPin: "Confirm with PIN",
  confirmByPasskey: "Confirm with a passkey",
  signInAgain: "Sign in again",
  wrong: (left) => `That PIN is wrong. ${left} ${left === 1 ? "try" : "tries"} left.`,
  tooMany: (minutes) =>
    `Too many wrong PINs. Try again in ${minutes} ${
      minutes === 1 ? "minute" : "minutes"
    }. Passkeys still work.`,
  problems: {
    session_not_fresh: "You signed in too long ago. Confirm it's you first.",
    browser_not_trusted: "This browser is new to your account: a code alone isn't enough.",
    phone_lost: "Your phone is reported lost. For a day, only a passkey sign-in can set a PIN.",
    new_pin_malformed: "A PIN is 6 digits.",
    new_pin_guessable: "This PIN is too easy to guess. Choose another.",
    new_pin_of_person: "These digits are part of your phone or ID number. Choose another.",
    new_pins_differ: "The two PINs aren't the same.",
    pin_malformed: "A PIN is 6 digits.",
    pin_not_set: "You have no payment PIN yet.",
  },
};

export function pinWords(lang: Lang): PinWords {
  return lang === "zh" ? zh : en;
}

export function pinProblemText(
  problem: SetPaymentPinRefusal | PaymentPinRefusal | undefined,
  lang: Lang,
): string | undefined {
  const w = pinWords(lang);
  switch (problem?.code) {
    case undefined:
      return undefined;
    case "pin_wrong":
      return w.wrong(problem.left);
    case "too_many_requests":
      return w.tooMany(Math.ceil(problem.retry_after / 60));
    case "session_not_fresh":
    case "browser_not_trusted":
    case "phone_lost":
    case "new_pin_malformed":
    case "new_pin_guessable":
    case "new_pin_of_person":
    case "new_pins_differ":
    case "pin_malformed":
    case "pin_not_set":
      return w.problems[problem.code];
  }
}
