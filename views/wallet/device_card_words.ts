import type { DeletedBecause } from "../../core/cardholder/cardholder.ts";
import type { SetBy, SuspensionReason } from "../../core/cardholder/suspension.ts";
import type { Lang } from "../words.ts";

export type DeviceCardProblem = "not_fresh" | "phone_lost" | "unknown";

const zh = {
  title: "设备上的卡",
  link: "手机和手表上的卡",
  help: "每张卡在每台设备上有自己的设备卡号。交易密码与原卡相同。",
  none: "你的设备上没有卡。",
  noneHere: "这台设备上没有卡。",
  bind: "在设备上绑卡",
  lost: (time: string) => `${time} 挂失，这台设备上的卡都已暂停。`,
  lose: "设备丢了",
  loseOf: (name: string) => `设备丢了：${name}`,
  find: "设备找到了",
  findOf: (name: string) => `设备找到了：${name}`,
  isDefault: "默认卡",
  makeDefault: "设为默认",
  states: {
    inactive: "未激活：还没有验证身份",
    active: "可以使用",
    suspended: "已暂停",
    deleted: "已删除",
  },
  reason: (reason: SuspensionReason, setBy: SetBy, time: string) =>
    `${
      setBy === "consumer"
        ? { card_lost: "", issuer: "", device_lost: "你在这里挂失设备", holder: "你在这里暂停" }[
          reason
        ]
        : {
          card_lost: "卡已向发卡行挂失",
          device_lost: "设备已向厂商挂失",
          issuer: "发卡行暂停",
          holder: "你在银行或厂商处暂停",
        }[reason]
    }，${time}`,
  suspend: "暂停",
  resume: "恢复",
  remove: "删除",
  of: (act: string, card: string) => `${act}：${card}`,
  facts: {
    expires: (month: string) => `有效期至 ${month}`,
    upCash: "附 UPCash 账户",
    noPassword: (amount: string) => `发卡行：${amount} 以内免密`,
  },
  question: (card: string, device: string) => `从${device}删除${card}？`,
  means: "删除后不能恢复。再绑这张卡会有新的设备卡号。原卡不受影响。",
  keep: "保留",
  gone: "删除过的",
  because: {
    consumer: "你在这里删除",
    gone: "渠道已没有这张设备卡",
    holder: "你在银行或厂商处删除",
    issuer: "发卡行注销",
    card_deleted: "原卡已注销",
    replaced: "重新绑定，换了设备卡号",
    device_wiped: "设备已抹掉",
    device_restored: "设备从备份恢复，卡要重新绑定",
    signed_out: "设备退出了账号",
    passcode_removed: "设备关闭了锁屏密码",
    fingerprint_removed: "设备删除了指纹",
  } satisfies Readonly<Record<DeletedBecause, string>>,
  problems: {
    not_fresh: "登录已超过十分钟。恢复、删除和换默认卡之前，请重新登录。没有改动。",
    phone_lost: "手机已挂失：一天内，没有用通行密钥登录的只能暂停。没有改动。",
    unknown: "没有找到这张卡。没有改动。",
  } satisfies Readonly<Record<DeviceCardProblem, string>>,
  signInAgain: "重新登录",
};

export type DeviceCardWords = typeof zh;

const en: DeviceCardWords = {
  title: "Cards on devices",
  link: "Cards on phones and watches",
  help: "Each card has a number of its own on each device. Its PIN is the card's.",
  none: "No cards on your devices.",
  noneHere: "No cards on this device.",
  bind: "Add a card to a device",
  lost: (time) => `Lost since ${time}. Every card on it is suspended.`,
  lose: "I've lost this device",
  loseOf: (name) => `I've lost this device: ${name}`,
  find: "I've found this device",
  findOf: (name) => `I've found this device: ${name}`,
  isDefault: "Default",
  makeDefault: "Make default",
  states: {
    inactive: "Not active: identity not verified yet",
    active: "Ready to use",
    suspended: "Suspended",
    deleted: "Deleted",
  },
  reason: (reason, setBy, time) =>
    `${
      setBy === "consumer"
        ? {
          card_lost: "",
          issuer: "",
          device_lost: "You reported the device lost here",
          holder: "You suspended it here",
        }[reason]
        : {
          card_lost: "Card reported lost to its bank",
          device_lost: "Device reported lost to its maker",
          issuer: "Suspended by the bank",
          holder: "You suspended it at the bank or the device's maker",
        }[reason]
    }, ${time}`,
  suspend: "Suspend",
  resume: "Resume",
  remove: "Delete",
  of: (act, card) => `${act}: ${card}`,
  facts: {
    expires: (month) => `Expires ${month}`,
    upCash: "With a UPCash account",
    noPassword: (amount) => `Bank asks for no PIN up to ${amount}`,
  },
  question: (card, device) => `Delete ${card} from ${device}?`,
  means:
    "This can't be undone. If you add the card again, it gets a new device number. The card itself isn't affected.",
  keep: "Keep it",
  gone: "Deleted",
  because: {
    consumer: "You deleted it here",
    gone: "The channel no longer has it",
    holder: "You deleted it at the bank or the device's maker",
    issuer: "Deleted by the bank",
    card_deleted: "The card itself was cancelled",
    replaced: "Added again with a new device number",
    device_wiped: "The device was wiped",
    device_restored: "The device was restored from a backup; add the card again",
    signed_out: "The device was signed out",
    passcode_removed: "The device's passcode was removed",
    fingerprint_removed: "The device's fingerprint was removed",
  },
  problems: {
    not_fresh:
      "You signed in more than ten minutes ago. Sign in again to resume or delete a card or change the default. Nothing was changed.",
    phone_lost:
      "Your phone is reported lost. For a day, you can only put cards on hold unless you sign in with a passkey. Nothing was changed.",
    unknown: "We can't find this card. Nothing was changed.",
  },
  signInAgain: "Sign in again",
};

export function deviceCardWords(lang: Lang): DeviceCardWords {
  return lang === "zh" ? zh : en;
}
