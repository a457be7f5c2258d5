import type { MethodName } from "../core/method/payment_method.ts";
import { isolated } from "../core/text/isolated.ts";

/** A method's name: in the list, and inside "pay with …". */
export interface MethodWords {
  readonly label: string;
  readonly inPay: string;
}

/**
 * Every sentence shared by pages. No blame, no "sorry", no exclamation; first what happened to the money, then what
 * to do. Copy of a single page is next to that page.
 */
export const zh = {
  // The main states, worded the same on pages, in messages and in the docs.
  pay: (method: string, amount: string) => `用${method}支付 ${amount}`,
  submitting: "正在提交…",
  payby: (time: string) => `请在 ${time} 前支付`,
  processing: "正在确认付款，请勿重复支付。",
  unclear: "还没有结果。钱可能已扣，请勿再付。我们会继续查询，最长 24 小时；多付的会退回。",
  /** When the channel is no longer asked. */
  stillUnclear: "还没有结果。钱可能已扣，请勿再付。已通知商家和支付机构核实；多付的会退回。",
  lastChecked: (time: string) => `上次查询 ${time}`,
  notCancelled: "现在撤不了，请先等结果。",
  abandoned: "那次付款三分钟还没有结果。可以请银行取消，取消成功后才能再付。",
  paid: (amount: string, payee: string) => `已付款 ${amount}，付给${isolated(payee)}。`,
  cardOverLimit: (amount: string, cap: string) =>
    `这笔 ${amount} 会原路退回：这张卡今天在这里用静态码付款会超过 ${cap} 的上限。`,
  otherCard: "可以换一张卡，或请扫店员的动态码。",
  cardNotTaken: (amount: string) => `这笔 ${amount} 会原路退回：这张卡不能在这里付款。`,
  anotherCard: "可以换一张卡。",
  late: (amount: string) => `这笔 ${amount} 到账晚了，会原路退回，你不用做什么。`,
  failed: "没有付成，没有扣款。可以换一种方式。",
  declined: "银行没有同意，没有扣款。原因请问发卡行。",
  failedBy: {
    wrong_code: "验证码不对或已过期，没有扣款。可以重新获取验证码，或换一种方式。",
    code_expired: "验证码已过期，没有扣款。可以重新获取验证码，或换一种方式。",
    code_too_soon: "刚给这张卡发过验证码，没有扣款。请过一分钟再试，或换一种方式。",
    card_not_bound: "这张卡已经解绑，没有扣款。可以重新绑卡，或换一种方式。",
  },
  enterCode: "输入付款验证码",
  codeLate: "验证码已过期，没有扣款。",
  expired: "订单已过期，没有扣款。请回商家重新下单。",
  closed: "商家已关闭订单，没有扣款。",
  done: "订单已付清，不用再付。",
  other: "另一台设备正在支付，结果会显示在这里。",
  /** Only when the browser says so; a portal out of reach is *unreachable*. */
  offline: "网络断开了。已付的不会丢，连上后更新。",
  unreachable: "连接断开，正在重连。已付的不会丢。",
  error: "页面出错了。付款前请先查看结果。",
  wrongapp: "这里打不开云闪付。点右上角“···”，选“在浏览器打开”。",
  noapp: "云闪付没有打开？换一种方式。",
  limit: (left: string) => `超过今天的限额，还可付 ${left}。没有扣款。`,
  static: (cap: string, left: string) =>
    `静态码每天最多 ${cap}，还可付 ${left}。要付更多，请扫店员的动态码。`,
  stale: "码已更新，请重新扫屏幕上的码。",
  scan: "用云闪付或银行 App 扫码",
  scanned: "已扫码，请在手机上确认",
  received: (amount: string) => `已收款 ${amount}`,
  hold: "还没有结果，先别重扫",
  outside: "这里不能签约。请用云闪付扫码或打开，结果会显示在这里。",
  test: "测试环境，不动真钱",

  // Contracts.
  sign: "同意并签约",
  notSign: "不签",
  signed: "已签约，这次没有扣款。",
  again: "你已签过，没有重复签约，没有扣款。",
  unsign: (payee: string) => `解约后${isolated(payee)}不能再扣款，以前的扣款不变。`,
  endContract: "解约",
  keepContract: "保留",
  ended: (time: string, payee: string) => `已解约。${time} 起${isolated(payee)}不能扣款。`,
  ending: (channel: string) => `扣款已停止，等${channel}确认解约。`,

  // Actions and labels.
  checkResult: "查看结果",
  anotherWay: "换一种方式",
  cancelThat: "取消那次付款",
  tryAgain: "再试一次",
  copyLink: "复制链接",
  copied: "已复制",
  elsewhere: "在另一台设备上继续",
  elsewhereHelp: "用另一台手机扫码，或在电脑上打开下面的网址。还没付款，先在哪里付都可以。",
  elsewhereCode: "本页网址的二维码",
  /** The way out where no address leads back. */
  backInPerson: (payee: string) => `要改订单或重新下单，请回${isolated(payee)}。`,
  /** Beside the method that has just failed. */
  justFailed: "刚才没有付成",
  backToWallet: "返回我的签约",
  backTo: (payee: string) => `返回${isolated(payee)}`,
  choose: "选择付款方式",
  paidByPayer: "优惠后实付",
  leave: "前往付款页面",
  continuePaying: "继续刚才的付款",
  openHere: "在这台设备上打开",
  notScanned: "还没扫？这个码只能付一次，可以继续扫。",
  codePays: (amount: string, payee: string) => `付款码：向${isolated(payee)}支付 ${amount}`,
  paused: "暂停收款，没有扣款。请稍后再试。",
  noMethods: "这里没有可用的付款方式。没有扣款。",
  payTo: "付给",
  orderNo: "订单号",
  paidAt: "付款时间",
  paidWith: "付款方式",
  transactionNo: "交易号",
  refund: "退款",
  refundedPart: "共退款",
  refundedAll: (amount: string, payee: string) =>
    `已退款 ${amount}，由${isolated(payee)}原路退回。`,
  print: "打印",
  bankReason: (reason: string) => `银行给的原因：${reason}。`,
  bankReasons: {
    insufficient_funds: "余额不足",
    card_expired: "卡已过期",
    card_restricted: "这张卡现在不能用",
    limit_exceeded_at_bank: "超过银行的限额",
    wrong_password: "密码不对",
  },
  payTitle: (amount: string, payee: string) => `付给${isolated(payee)} ${amount}`,
  titles: {
    processing: "正在确认付款",
    unclear: "还没有结果",
    other: "另一台设备正在支付",
    paid: "已付款",
    refunded: "已退款",
    failed: "没有付成",
    expired: "订单已过期",
    closed: "订单已关闭",
    paused: "暂停收款",
    unknown: "没有这个订单",
  },
  unknownOrder: "没有找到这个订单。",
  unknownOrderHelp: "请核对链接是否完整，或回商家重新打开付款页。",
  chooseMethod: "请先选择一种付款方式。",
  notOffered: "这种方式现在用不了，请换一种。没有扣款。",
  cannotStart: "这次没有开始付款，没有扣款。请查看结果或再试一次。",
  renews: "本页每 10 秒更新一次。",
  stopRenewing: "停止自动更新",
  cardEnding: (method: string, lastFour: string) => `${method} 尾号 ${lastFour}`,
  errors: "还差一步",
  otherLanguage: "English",
  imprint: {
    licence: (number: string) => `支付业务许可证 ${number}`,
    service: (phone: string) => `客服 ${phone}`,
    terms: "服务条款",
    privacy: "隐私政策",
  },
  poweredBy: (institution: string) => `支付服务由${isolated(institution)}提供`,
  methods: {
    balance: { label: "余额", inPay: "余额" },
    quickpass: { label: "云闪付", inPay: "云闪付" },
    bound_card: { label: "已绑定的卡", inPay: "已绑定的卡" },
    card: { label: "银行卡", inPay: "银行卡" },
    account: { label: "云闪付账号", inPay: "云闪付账号" },
    bank_transfer: { label: "对公转账", inPay: "对公转账" },
  } satisfies Readonly<Record<MethodName, MethodWords>>,
  next: {
    balance: "从余额里付，当场出结果",
    bound_card: "选一张卡，输入短信验证码；没绑过，先绑一张",
    in_app_control: "就在这里确认，当场出结果",
    app_link: "打开云闪付，在里面确认",
    wap_page: "打开云闪付网页，在里面确认",
    screen_code: "显示付款码，用手机扫",
    scan_below: "用云闪付或银行 App 扫下面的码",
    cashier_card: "到收银台输入卡号，不用先绑卡",
    cashier_account: "登录云闪付账号，选一张卡",
  },
  seals: { paid: "已付", signed: "已签", refunded: "已退", ended: "已解" },
};

/** Every language says the same things: a missing one does not compile. */
export type Words = typeof zh;
