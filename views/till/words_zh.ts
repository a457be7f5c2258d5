import type { ChannelName } from "../../core/channel/channel.ts";
import { ENDING_CHARACTERS } from "../../core/till/find_sale.ts";

/** What the shop assistant's side of a till says. */
export const tillZh = {
  title: "收银",
  door: "店员入口",
  toScreen: "回到付款码",
  lock: "锁定",
  sound: { on: "关闭收款提示音", off: "打开收款提示音", hint: "浏览器要你按一下才能出声。" },

  unlockTitle: "店员入口",
  unlockHow: (name: string) => `${name}：输入 PIN 打开。五分钟没有操作会自动锁定。`,
  pin: "PIN",
  pinHint: "6 位数字，由负责人在后台设置。",
  unlock: "打开",
  noPin: "这块屏幕还没有 PIN。请负责人在商户后台的“屏幕”里设置。",
  pinMalformed: "PIN 是 6 位数字。",
  pinWrong: (left: number) =>
    left === 0 ? "PIN 不对，先不能再试。" : `PIN 不对，还可试 ${left} 次。`,
  pinTooMany: (time: string) => `试的次数太多。${time} 以后再试，或请负责人换一个 PIN。`,

  today: (day: string) => `今天 ${day}`,
  paid: "收款",
  refunded: "退款",
  net: "净额",
  count: (n: number) => `${n} 笔`,
  shift: "当班",
  shiftSince: (time: string) => `${time} 起`,
  noShift: "没有在当班。开始后会单独计一份合计。",
  beginShift: "开始当班",
  endShift: "结束当班",
  lastShifts: "以前的班次",
  slip: "当班合计",
  slipOpen: "还没有结束，这是到现在为止的。",
  from: "开始",
  to: "结束",
  atTill: "收银台",
  refundedHere: "在这台退款",
  print: "打印",
  back: "返回",

  sales: "收款记录",
  noSales: "今天还没有收款。下一单付款后会出现在这里。",
  older: "更早的",
  newest: "回到最新",
  part: (amount: string) => `已退 ${amount}`,
  pending: (amount: string) => `退款中 ${amount}`,
  refundedAll: "已全退",
  ending: (ending: string) => `尾号 ${ending}`,

  find: "找一单",
  endingLabel: `单号后 ${ENDING_CHARACTERS} 位`,
  endingHint: "顾客的单号或小票上的订单号都可以，最近七天内的。",
  search: "查找",
  endingMalformed: `请输入 ${ENDING_CHARACTERS} 个字母或数字。`,
  none: (ending: string, looked: string) =>
    `最近七天里没有尾号是 ${ending} 的收款（最多看最新的 ${looked} 笔）。`,
  several: (n: number) => `有 ${n} 笔尾号相同，请看金额和时间。`,

  scan: "扫顾客的付款码",
  scanLabel: "付款码",
  scanHint: "用扫码枪扫，或输入数字后按回车。",
  scanButton: "收款",
  scanned: {
    title: "现在不能扫顾客的付款码",
    text: (channels: string) => `没有扣款。${channels}还不支持。请让顾客扫屏幕上的码。`,
    nothing: "没有扣款。这里没有接入任何渠道。",
    empty: "没有读到付款码。请再扫一次。",
  },
  channels: { sandbox: "沙箱", unionpay: "云闪付", bank_transfer: "银行" } satisfies Readonly<
    Record<ChannelName, string>
  >,

  sale: "收款",
  orderNo: "单号",
  paidAt: "付款时间",
  amount: "金额",
  left: "还可退",
  refundTitle: "退款",
  refundAmount: "退款金额",
  more: "再多请找负责人在后台退。",
  refundHint: (left: string) => `这里最多可退 ${left}，原路退回。`,
  refund: "按上面的金额退款",
  refundOf: (amount: string) => `退款 ${amount}`,
  askOwner: "超过这台收银能退的。请找负责人在后台退。",
  notHere: "这台收银不能退款。需要退款请找负责人。",
  nothingLeft: "没有可以退的了。",
  onItsWay: (amount: string) => `${amount} 正在原路退回，不用再退。`,
  errors: {
    amount_missing: "请输入退款金额。",
    amount_wrong: "金额写成 12 或 12.30 的样子。",
    over_paid: "超过还可退的金额，没有退款。",
    form_stale: "这一单刚退过款，没有再退。下面是现在的数字，请再看一遍。",
  },
  overLimit: (each: string, left: string) =>
    `超过这台收银能退的，没有退款：每次最多 ${each}，今天还剩 ${left}。请找负责人在后台退。`,
  unknown: "没有找到这一单。",
  unknownHelp: "它不是这台收银的收款，或链接不完整。",
};

export type TillWords = typeof tillZh;
