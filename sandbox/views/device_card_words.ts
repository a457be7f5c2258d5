import type { Lang } from "../../views/words.ts";
import type { BankDevice } from "../bank/bank_device_card.ts";
import type { CardEventName } from "../bank/befall_card.ts";

const zh = {
  title: "手机和手表上的卡",
  none: "还没有在设备上绑卡。",
  card: "卡",
  device: "设备",
  devices: { phone: "手机", watch: "手表" } satisfies Readonly<Record<BankDevice, string>>,
  isDefault: "默认",
  suspended: "持卡人已在门户暂停",
  bind: "绑卡",
  event: "发生什么",
  befall: "让它发生",
  events: {
    issuer_suspended: "发卡行暂停设备卡",
    issuer_resumed: "发卡行恢复设备卡",
    issuer_updated: "发卡行更新卡",
    issuer_deleted: "发卡行注销设备卡",
    holder_suspended: "持卡人在银行暂停设备卡",
    holder_resumed: "持卡人在银行恢复设备卡",
    holder_deleted: "持卡人在银行删除设备卡",
    card_lost: "卡挂失",
    card_found: "卡解挂",
    card_renewed: "卡更新",
    card_deleted: "卡注销",
    device_lost: "设备挂失",
    device_found: "设备找到",
    device_wiped: "设备抹掉",
    device_restored: "设备从备份恢复",
    signed_out: "设备退出账号",
    passcode_removed: "关闭锁屏密码",
    fingerprint_removed: "删除指纹",
  } satisfies Readonly<Record<CardEventName, string>>,
};

type DeviceCardWords = typeof zh;

const en: DeviceCardWords = {
  title: "Cards on phone and watch",
  none: "No card is on a device yet.",
  card: "Card",
  device: "Device",
  devices: { phone: "Phone", watch: "Watch" },
  isDefault: "default",
  suspended: "suspended by its holder at the portal",
  bind: "Add the card",
  event: "What happens",
  befall: "Let it happen",
  events: {
    issuer_suspended: "Bank suspends the device card",
    issuer_resumed: "Bank resumes the device card",
    issuer_updated: "Bank updates the card",
    issuer_deleted: "Bank deletes the device card",
    holder_suspended: "Holder suspends the device card at the bank",
    holder_resumed: "Holder resumes the device card at the bank",
    holder_deleted: "Holder deletes the device card at the bank",
    card_lost: "Card lost",
    card_found: "Card found",
    card_renewed: "Card renewed",
    card_deleted: "Card cancelled",
    device_lost: "Device lost",
    device_found: "Device found",
    device_wiped: "Device wiped",
    device_restored: "Device restored from a copy",
    signed_out: "Device signed out",
    passcode_removed: "Passcode removed",
    fingerprint_removed: "Fingerprint removed",
  },
};

export function sandboxDeviceCardWords(lang: Lang): DeviceCardWords {
  return lang === "zh" ? zh : en;
}
