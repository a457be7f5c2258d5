import type { SuspensionReason } from "../../core/contract/suspension.ts";
import type { Lang } from "../words.ts";

const zh = {
  reasons: {
    operator: "支付机构暂停了它",
    charging_closed: "你关闭了免密扣款",
    phone_lost: "你的手机已挂失",
  } satisfies Readonly<Record<SuspensionReason, string>>,
  back: "返回我的签约",
  signInAgain: "重新登录",
  notFresh: "先再确认一次是你本人：请重新登录，10 分钟内回到这里。",

  close: "全部关闭",
  keepOpen: "不关闭",
  toClose: "关闭全部免密扣款",
  closeQuestion: "关闭全部免密扣款？",
  closes: (n: number) => `这 ${n} 份签约会暂停。商家会收到通知，不能再扣款：`,
  closesNone: "你现在没有签约。",
  closeMeans: "关闭后也不能新签。以前的扣款不变，欠款还在，暂停期间不再扣。",
  closeUndo: "随时可以重新打开。每份签约是否恢复，由你一份一份地选。",

  closedTitle: "免密扣款已关闭",
  closedText: (time: string) => `${time} 起，没有商家可以免密扣款，也不能新签。`,
  toReopen: "重新打开",
  leftTitle: "暂停的签约",
  leftText: "免密扣款已打开，这些签约没有恢复。",
  choose: "选要恢复的签约",
  chooseHelp: "没有选的仍暂停，以后可以恢复，也可以解约。",
  limits: (perTx: string, perDay: string) => `每次最多 ${perTx}，每天最多 ${perDay}`,
  alsoBy: (reasons: string) => `恢复后仍暂停：${reasons}`,
  reopen: "打开，只恢复选中的",
  reopenNone: "重新打开",
  resume: "恢复选中的",
  lostFirst: "手机挂失期间不能打开。",

  toLose: "手机丢了",
  loseTitle: "手机挂失",
  loseQuestion: "手机丢了？",
  loseHelp: "按一次，马上：",
  contracts: (n: number) => `${n} 份签约暂停，商家不能再扣款`,
  contractsNone: "不能新签",
  sessions: "其他设备全部退出，包括丢的手机",
  cards: "绑定的卡和钱包余额不能付款，也不能绑新卡",
  onDevices: "手机和其他设备上的卡全部暂停，可以逐台恢复",
  loseUndo:
    "找到后，用通行密钥重新登录，就能解除。没有通行密钥的，一天后才能解除：在那之前，捡到手机的人可能收得到登录码，也打得开手机上的 App。",
  loseCarrier: "也请马上联系运营商，停用这个号码。",
  lose: "挂失",
  keepPhone: "返回",
  lostTitle: "手机已挂失",
  lostText: (time: string) => `${time} 挂失。现在：`,
  foundMeans:
    "手机找到了，或号码补回来了？解除后，因挂失暂停的签约恢复，绑定的卡可以再用。手机等设备上的卡，请到“设备上的卡”逐台恢复。",
  found: "解除挂失",
  doubted: (time: string) =>
    `捡到手机的人可能收得到登录码，也打得开手机上的 App。请用通行密钥登录；没有的话，${time} 之后再来。`,
  toFind: "查看挂失",
};

export type ChargingWords = typeof zh;

const en: ChargingWords = {
  reasons: {
    operator: "The payment institution put it on hold",
    charging_closed: "You turned off charges without a password",
    phone_lost: "Your phone is reported lost",
  },
  back: "Back to My contracts",
  signInAgain: "Sign in again",
  notFresh: "First confirm that it's you: sign in again and come back here within 10 minutes.",

  close: "Turn off",
  keepOpen: "Keep on",
  toClose: "Turn off all charges without a password",
  closeQuestion: "Turn off all charges without a password?",
  closes: (n) =>
    `${n === 1 ? "This contract goes" : `These ${n} contracts go`} on hold. ${
      n === 1 ? "The merchant is" : "Merchants are"
    } told and can't charge you:`,
  closesNone: "You have no contracts now.",
  closeMeans:
    "You can't sign new ones either. Past charges are not affected. What you owe stays owed, and isn't charged meanwhile.",
  closeUndo: "You can turn them on again any time, and you choose which contracts to resume.",

  closedTitle: "Charges without a password are off",
  closedText: (time) =>
    `Since ${time} no merchant can charge you without a password, and nothing can be signed.`,
  toReopen: "Turn on again",
  leftTitle: "Contracts on hold",
  leftText: "Charges without a password are on, but you haven't resumed these.",
  choose: "Choose what to resume",
  chooseHelp: "The others stay on hold. You can resume or end them later.",
  limits: (perTx, perDay) => `Up to ${perTx} per charge and ${perDay} per day`,
  alsoBy: (reasons) => `It stays on hold: ${reasons}`,
  reopen: "Turn on, resume only these",
  reopenNone: "Turn on again",
  resume: "Resume these",
  lostFirst: "They can't be turned on while your phone is reported lost.",

  toLose: "I've lost my phone",
  loseTitle: "Report a lost phone",
  loseQuestion: "Lost your phone?",
  loseHelp: "One press, and at once:",
  contracts: (n) =>
    n === 1
      ? "Your contract is on hold; the merchant can't charge you"
      : `Your ${n} contracts are on hold; merchants can't charge you`,
  contractsNone: "Nothing can be signed",
  sessions: "Every other device is signed out, the lost phone included",
  cards: "Your saved cards and wallet balances can't pay, and no card can be added",
  onDevices: "Cards on all your devices are on hold; you resume each device yourself",
  loseUndo:
    "To undo it, sign in again with a passkey. Without one, you can undo it a day later: until then, whoever has the phone might get its codes and open its apps.",
  loseCarrier: "Also ask your carrier to block the number now.",
  lose: "Report it lost",
  keepPhone: "Go back",
  lostTitle: "Your phone is reported lost",
  lostText: (time) => `Reported ${time}. For now:`,
  foundMeans:
    "Found it, or got your number back? Contracts that went on hold for this are resumed, and your saved cards work again. Resume cards on your devices one device at a time.",
  found: "I have it back",
  doubted: (time) =>
    `Whoever has the phone might get its codes and open its apps. Sign in with a passkey, or come back after ${time}.`,
  toFind: "See what's on hold",
};

export function chargingWords(lang: Lang): ChargingWords {
  return lang === "zh" ? zh : en;
}
