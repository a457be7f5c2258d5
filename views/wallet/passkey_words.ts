import { isolated } from "../../core/text/isolated.ts";
import type { PasskeyWords } from "../staff/passkey_form.tsx";
import type { Lang } from "../words.ts";

/** What keeps a passkey from being made. */
export type PasskeyProblem =
  | "passkey_refused"
  | "passkeys_too_many"
  | "session_not_fresh"
  | "browser_not_trusted"
  | "last_way_in"
  | "phone_lost"
  | "no_script";

const zh = {
  title: "通行密钥",
  help: "用这台设备的指纹、面容或锁屏密码登录，收不到短信时也行。这些信息不离开你的设备。",
  none: "还没有通行密钥。",
  madeAt: (time: string) => `${time} 添加`,
  usedAt: (time: string) => `${time} 最近使用`,
  add: "在这台设备上添加",
  full: "最多 10 个。先移除一个，才能再添加。",
  notFresh: "添加前要再确认是你本人。",
  remove: "移除",
  removeOf: (name: string) => `移除：${isolated(name)}`,
  question: (name: string) => `移除通行密钥：${isolated(name)}？`,
  means:
    "它不能再用来登录、签名和确认是你本人，用通行密钥登录的其他设备都会退出。也请在那台设备上删除它。",
  lowered: (card: string, balance: string | undefined) =>
    balance === undefined
      ? `这是最后一个。没有它，绑定的卡每天最多付 ${card}。`
      : `这是最后一个。没有它，每天绑定的卡最多付 ${card}，余额最多付 ${balance}。`,
  endsPin: "忘记支付密码时，不能再用它确认，要等一天。",
  keep: "保留",
  removeNotFresh: "移除前要再确认是你本人。",
  deviceLost: "那台设备不在身边，又没有支付密码？可以申请找回账户，等一天。",
  recover: "找回账户",
  signIn: "用通行密钥登录",
  problems: {
    passkey_refused: "没有添加成。请再试一次。",
    passkeys_too_many: "最多 10 个通行密钥。",
    session_not_fresh: "登录太久了。请先确认是你本人。",
    browser_not_trusted: "没有添加成。",
    last_way_in: "这是唯一的登录方式，不能移除。请先添加手机号或另一个通行密钥。",
    phone_lost: "手机已挂失：一天内，用通行密钥登录才能添加或移除通行密钥。",
    no_script: "通行密钥需要浏览器运行脚本。",
  } satisfies Readonly<Record<PasskeyProblem, string>>,
  form: {
    passkeyCancelled: "没有完成。可以再试一次。",
    passkeyUnsupported: "这个浏览器不支持通行密钥。请换一个浏览器，或用手机号登录。",
    passkeyElsewhere: "这个地址不能用通行密钥。请从正式网址打开。",
    passkeyNeedsScript: "通行密钥需要浏览器运行脚本。",
    tooMany: "试得太多了。请过几分钟再试。",
    unreachable: "连不上。请检查网络后再试。",
  } satisfies PasskeyWords,
};

type ConsumerPasskeyWords = typeof zh;

const en: ConsumerPasskeyWords = {
  title: "Passkeys",
  help:
    "Sign in with this device's fingerprint, face or screen lock, even when no text message reaches you. None of it leaves your device.",
  none: "You have no passkey yet.",
  madeAt: (time) => `Added ${time}`,
  usedAt: (time) => `Last used ${time}`,
  add: "Add one on this device",
  full: "You can have up to 10. Remove one to add another.",
  notFresh: "Before you add one, confirm it's you.",
  remove: "Remove",
  removeOf: (name) => `Remove: ${isolated(name)}`,
  question: (name) => `Remove this passkey: ${isolated(name)}?`,
  means:
    "It no longer signs you in, signs terms or confirms it's you, and other devices that signed in with a passkey are signed out. Delete it on that device too.",
  lowered: (card, balance) =>
    balance === undefined
      ? `It's your last one. Without it, saved cards pay up to ${card} a day.`
      : `It's your last one. Without it, saved cards pay up to ${card} a day and balances up to ${balance}.`,
  endsPin: "If you forget your payment PIN, you can't confirm with it and have to wait a day.",
  keep: "Keep it",
  removeNotFresh: "Before you remove it, confirm it's you.",
  deviceLost: "Don't have that device, or a payment PIN? Recover your account, which takes a day.",
  recover: "Recover your account",
  signIn: "Use a passkey",
  problems: {
    passkey_refused: "It wasn't added. Please try again.",
    passkeys_too_many: "You can have up to 10 passkeys.",
    session_not_fresh: "You signed in too long ago. Confirm it's you first.",
    browser_not_trusted: "It wasn't added.",
    last_way_in: "Nothing else opens your account. Add a phone or another passkey first.",
    phone_lost:
      "Your phone is reported lost. For a day, only a passkey sign-in can add or remove passkeys.",
    no_script: "Passkeys need JavaScript.",
  },
  form: {
    passkeyCancelled: "That wasn't completed. You can try again.",
    passkeyUnsupported:
      "This browser doesn't support passkeys. Use another one, or sign in by phone.",
    passkeyElsewhere: "Passkeys don't work at this address. Open this page at its own address.",
    passkeyNeedsScript: "Passkeys need JavaScript.",
    tooMany: "Too many tries. Try again in a few minutes.",
    unreachable: "Can't connect. Check your network and try again.",
  },
};

export function passkeyWords(lang: Lang): ConsumerPasskeyWords {
  return lang === "zh" ? zh : en;
}
