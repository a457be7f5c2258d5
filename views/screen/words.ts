import type { Lang } from "../words.ts";
import { isolated } from "../../core/text/isolated.ts";

/** What only a shop's screen says; its states are among the words of every page. */
export interface ScreenWords {
  /** Below the code: there is no countdown. */
  readonly renews: string;
  readonly paying: string;
  readonly refunded: string;
  /** What a state is called in large: its sentence may begin with a clause too long to be read from three metres. */
  readonly short: {
    readonly failed: string;
    readonly expired: string;
    readonly closed: string;
    readonly confirming: string;
    readonly linkExpired: string;
    readonly notAvailable: string;
  };
  readonly lastOrder: (amount: string) => string;
  readonly ready: string;
  readonly connected: string;
  readonly readyTitle: string;
  readonly orderEnding: (ending: string) => string;
  readonly notGranted: string;
  readonly notGrantedHelp: (institution: string) => string;
  readonly pairTitle: string;
  readonly pairHow: string;
  readonly pairLabel: string;
  readonly pairHint: string;
  readonly pair: string;
  readonly pairRefused: string;
  readonly unpaired: string;
}

export const screenZh: ScreenWords = {
  renews: "码每分钟自动更新",
  paying: "付款中，请在手机上完成",
  refunded: "已退款，原路退回",
  short: {
    failed: "没有付成",
    expired: "订单已过期",
    closed: "商家已关闭订单",
    confirming: "正在确认签约",
    linkExpired: "签约链接已过期",
    notAvailable: "现在不能签",
  },
  lastOrder: (amount) => `上一单 ${amount} 已收款`,
  ready: "付款码会显示在这里",
  connected: "已连接",
  readyTitle: "等待下一单",
  orderEnding: (ending) => `单号尾号 ${ending}`,
  notGranted: "这个商户号没有开通屏幕付款码。",
  notGrantedHelp: (institution) => `开通请联系 ${isolated(institution)}。`,
  pairTitle: "配对这块屏幕",
  pairHow:
    "在你的系统里添加一块屏幕，会得到一个配对码。十分钟内在这里输入，之后每一单都会显示在这块屏幕上。",
  pairLabel: "配对码",
  pairHint: "8 位字母和数字，如 K7MP-3QXA。大小写、空格和短横都不影响。",
  pair: "配对",
  pairRefused: "没有配对：这个码不对、用过了，或已过期。请核对，或换一个新码。",
  unpaired: "这块屏幕已解除配对，不再显示订单。",
};

export const screenEn: ScreenWords = {
  renews: "Renews every minute",
  paying: "Paying. Finish on your phone",
  refunded: "Refunded. Returned to the payer",
  short: {
    failed: "Not paid",
    expired: "Expired",
    closed: "Closed",
    confirming: "Confirming",
    linkExpired: "Expired",
    notAvailable: "Not available",
  },
  lastOrder: (amount) => `Last order ${amount} received`,
  ready: "Your payment code will appear here",
  connected: "Connected",
  readyTitle: "Ready for the next order",
  orderEnding: (ending) => `Order ending in ${ending}`,
  notGranted: "Screen codes aren't enabled for this merchant number.",
  notGrantedHelp: (institution) => `Contact ${isolated(institution)} to enable them.`,
  pairTitle: "Pair this screen",
  pairHow:
    "Add a screen in your own system to get a pairing code. Enter it here within ten minutes; from then on, every order appears on this screen.",
  pairLabel: "Pairing code",
  pairHint: "8 letters and digits, like K7MP-3QXA. Case, spaces and dashes don't matter.",
  pair: "Pair",
  pairRefused:
    "Not paired. The code is wrong, already used or expired. Check it, or get a new one.",
  unpaired: "This screen has been unpaired and no longer shows orders.",
};

export function screenWords(lang: Lang): ScreenWords {
  return lang === "zh" ? screenZh : screenEn;
}
