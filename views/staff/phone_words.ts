import type { Lang } from "../words.ts";

const zh = {
  phone: "接收提醒的手机",
  noPhone: "没有登记手机，提醒只发邮件。",
  yours: (phone: string) => `短信发到 ${phone}。`,
  sent: (phone: string) => `验证码已发到 ${phone}，5 分钟内有效。输入之前什么都不会发到那里。`,
  code: "验证码",
  confirm: "确认手机",
  number: "手机号",
  numberHint: "只用来发提醒。短信里没有金额和姓名。",
  send: "发验证码",
  again: "换号码或重发验证码",
  change: "换手机",
  remove: "不再发短信",
  removeHelp: "原来发短信的提醒改发邮件。",
  problems: {
    phone: "请填手机号，7 到 15 位数字。",
    phone_codes_too_many: "验证码发得太多了。请一小时后再试。",
    message_not_sent: "短信没有发出去。请稍后再试，或告诉管理员。",
    phone_code_refused: "验证码不对，或已经失效。请核对，或重发一个。",
  },
  ways: { none: "不告诉", mail: "邮件", sms: "短信", both: "邮件和短信" },
};

type PhoneWords = typeof zh;
export type PhoneProblem = keyof PhoneWords["problems"];
/** What can be chosen for each kind of alert. */
export type WaysChosen = keyof PhoneWords["ways"];

const en: PhoneWords = {
  phone: "Phone for alerts",
  noPhone: "No phone is registered, so alerts come by mail only.",
  yours: (phone) => `Text messages go to ${phone}.`,
  sent: (phone) =>
    `A code is on its way to ${phone}, valid for 5 minutes. Nothing else is sent there until you enter it.`,
  code: "Code",
  confirm: "Confirm phone",
  number: "Phone number",
  numberHint: "For alerts only. A message never has an amount or a name in it.",
  send: "Send a code",
  again: "Another number, or a new code",
  change: "Change phone",
  remove: "Stop text messages",
  removeHelp: "What came by text message comes by mail then.",
  problems: {
    phone: "Enter a phone number of 7 to 15 digits.",
    phone_codes_too_many: "Too many codes were sent. Try again in an hour.",
    message_not_sent: "The message could not be sent. Try again later, or tell an admin.",
    phone_code_refused: "This code is wrong or no longer valid. Check it, or have a new one sent.",
  },
  ways: { none: "Don't tell me", mail: "Mail", sms: "Text message", both: "Both" },
};

export function phoneWords(lang: Lang): PhoneWords {
  return lang === "zh" ? zh : en;
}
