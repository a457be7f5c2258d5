import type { RefundState } from "../../../core/refund/refund.ts";
import type { ScreenState } from "../../../core/screen/screen.ts";
import { isolated } from "../../../core/text/isolated.ts";
import type { Lang } from "../../words.ts";

const zh = {
  title: "屏幕",
  labels: { state: "状态" },
  states: {
    paired: "已配对",
    pairing: "等待配对",
    unpaired: "已解除",
  } satisfies Readonly<Record<ScreenState, string>>,
  none: "还没有屏幕。添加一块，在收银台的浏览器里输入配对码，它就会显示每一单的付款码。",
  columns: {
    name: "名称",
    state: "状态",
    seen: "上次在线",
    pairedAt: "配对时间",
    pin: "店员入口",
    refundMax: "每次最多退",
    refundDayMax: "每天最多退",
    screenId: "屏幕 ID",
    created: "添加时间",
  },
  pins: { set: "已设 PIN", none: "没有 PIN" },

  add: "添加屏幕",
  nameLabel: "名称",
  nameHint: "例如收银台的名字。屏幕上也会显示。",
  code: "配对码",
  codeHow: (url: string) => `在收银台的浏览器里打开 ${url}，输入这个码。只显示这一次，只能用一次。`,
  codeUntil: (time: string) => `${time} 前有效。`,
  toList: "回到屏幕列表",

  never: "从未",
  facts: "这块屏幕",
  till: "店员入口",
  tillHelp: "店员在屏幕右下角输入 PIN，可以看今天的收款、退款、当班合计。",
  setPin: "设置 PIN",
  changePin: "换一个 PIN",
  pinLabel: "新 PIN",
  pinHint: "6 位数字，不要全相同或连号。换了以后，正开着的会锁上。",
  pinSetAt: (time: string) => `已设置，${time}`,
  limit: "退款限额",
  noRefunds: "这台不能退款",
  limitOf: (each: string, perDay: string) => `每次 ${each}，每天 ${perDay}`,
  setLimit: "设置限额",
  limitHint: "写 0 就不能在这台退款。从下一笔起生效，今天退过的也算在内。",
  refundsHere: "在这台退的款",
  noRefundsHere: "还没有。",
  refundStates: {
    requested: "已提交",
    processing: "处理中",
    succeeded: "已退",
    failed: "没有退成",
  } satisfies Readonly<Record<RefundState, string>>,
  unpair: "解除配对",
  unpairQuestion: (name: string) => `解除${isolated(name)}的配对？`,
  unpairHelp: "它马上不再显示订单，店员入口也会关闭。要再用，需要重新添加。",
  keep: "保留",
  save: "保存",
  problems: {
    name: "名称要写，最多 64 个字，不能有控制字符。",
    too_many: "屏幕已经太多。先解除不用的，再添加。",
    not_enabled: "这个商户号没有开通屏幕付款码。",
    not_active: "这个商户号现在不能添加屏幕。",
    pin_malformed: "PIN 是 6 位数字。",
    pin_guessable: "这个 PIN 太容易猜到，请换一个。",
    amount: "金额写成 12 或 12.30 的样子；每天的不能小于每次的。",
  },
};

export type ScreenDeskWords = typeof zh;
export type ScreenProblem = keyof ScreenDeskWords["problems"];

const en: ScreenDeskWords = {
  title: "Screens",
  labels: { state: "State" },
  states: { paired: "Paired", pairing: "Pairing", unpaired: "Unpaired" },
  none:
    "No screens yet. Add one and enter its pairing code in the till's browser: it then shows the code of each order.",
  columns: {
    name: "Name",
    state: "State",
    seen: "Last seen",
    pairedAt: "Paired",
    pin: "Till",
    refundMax: "Refund limit, each",
    refundDayMax: "Refund limit, per day",
    screenId: "Screen ID",
    created: "Added",
  },
  pins: { set: "PIN set", none: "No PIN" },

  add: "Add a screen",
  nameLabel: "Name",
  nameHint: "The till's, for example. It's shown on the screen too.",
  code: "Pairing code",
  codeHow: (url) =>
    `Open ${url} in the till's browser and enter this code. It's shown only now, and works once.`,
  codeUntil: (time) => `Valid until ${time}.`,
  toList: "Back to the screens",

  never: "Never",
  facts: "This screen",
  till: "Till",
  tillHelp:
    "With the PIN, entered at the screen's lower right corner, shop assistants see today's payments, refund them and count their shift.",
  setPin: "Set a PIN",
  changePin: "Change the PIN",
  pinLabel: "New PIN",
  pinHint: "6 digits, not all the same or in order. A till that is open locks when it changes.",
  pinSetAt: (time) => `Set on ${time}`,
  limit: "Refund limit",
  noRefunds: "This till may not refund",
  limitOf: (each, perDay) => `${each} each time, ${perDay} a day`,
  setLimit: "Set the limit",
  limitHint:
    "With 0 nothing can be refunded here. It counts from the next refund on, what was refunded today included.",
  refundsHere: "Refunded at this till",
  noRefundsHere: "Nothing yet.",
  refundStates: {
    requested: "Requested",
    processing: "Processing",
    succeeded: "Refunded",
    failed: "Not refunded",
  },
  unpair: "Unpair",
  unpairQuestion: (name) => `Unpair ${isolated(name)}?`,
  unpairHelp:
    "It stops showing orders at once, and its till closes. To use it again, add it as a new screen.",
  keep: "Keep it",
  save: "Save",
  problems: {
    name: "Enter a name of up to 64 characters, without control characters.",
    too_many: "There are too many screens. Unpair one that you no longer use, then add this one.",
    not_enabled: "Screen codes aren't enabled for this merchant number.",
    not_active: "This merchant number can't add screens now.",
    pin_malformed: "The PIN has 6 digits.",
    pin_guessable: "This PIN is too easy to guess. Choose another.",
    amount: "Enter amounts like 12 or 12.30; the day's can't be less than the one for each time.",
  },
};

export function screenDeskWords(lang: Lang): ScreenDeskWords {
  return lang === "zh" ? zh : en;
}
