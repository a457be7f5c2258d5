import type { ChannelName } from "../../core/channel/channel.ts";
import type { TerminatedBy } from "../../core/contract/contract.ts";
import type { ShownDeductionState } from "../../core/deduction/deduction.ts";
import type { AdvanceState } from "../../core/deduction/network_advance.ts";
import { isolated } from "../../core/text/isolated.ts";

/** What only the consumer's own page says; *unsign*, *ended* and *ending* are in `views/words.ts`. */
export const walletZh = {
  title: "我的签约",
  who: (name: string, phone: string) => `${isolated(name)}，手机 ${phone}`,
  inForce: "生效中",
  nothing: "现在没有商家可以免密扣款。",
  nothingHelp: "在商家那里签约后，会列在这里，随时可以解约。",
  ended: "已结束",
  payee: "收款方",
  perTransaction: "每次最多",
  perDay: "每天最多",
  today: "今天已扣",
  leftToday: (left: string) => `还可扣 ${left}`,
  dayIsFull: "今天已到上限",
  act: "解约",
  suspended: "已暂停，现在不会扣款。",
  unsignThis: (payee: string, title: string) => `解约：${isolated(payee)}，${isolated(title)}`,
  announced: "将要扣款",
  announcedFrom: (time: string) => `${time} 之后`,
  charges: "最近扣款",
  noCharges: "还没有扣过款。以后每一笔都列在这里。",
  neverCharged: "没有扣过款。",
  chargedAt: "时间",
  amount: "金额",
  result: "结果",
  states: { processing: "正在确认", succeeded: "已扣款", failed: "没有扣款" } satisfies Readonly<
    Record<ShownDeductionState, string>
  >,
  /** After a day; before that *unclear* of `views/words.ts` is true. */
  stillUnclear: (since: string) =>
    `还没有结果。钱可能已扣，请查看银行账单。${since} 起不再查询；银行有消息，这里会更新。`,
  advances: {
    outstanding: "卡里余额不足，由银联先付了这笔钱。请在云闪付还款。",
    repaid: "这笔钱由银联先付，你已还清。",
    written_off: "这笔钱由银联先付，并已由银联承担。",
    reclaimed: "这笔钱由银联先付，后来已向商家收回。",
  } satisfies Readonly<Record<AdvanceState, string>>,
  card: "扣款卡",
  signedAt: "签约时间",
  lastDay: "有效至",
  noLastDay: "没有到期日",
  validUntil: (day: string) => `有效至 ${day}`,
  endedAt: "结束时间",
  endedBy: "由谁结束",
  reason: "原因",
  causes: {
    consumer: "你自己",
    merchant: "商家",
    operator: "支付机构",
    channel: "云闪付",
    expiry: "到期",
    account_closure: "账户注销",
  } satisfies Readonly<Record<TerminatedBy, string>>,
  contractNo: "签约号",
  unsignQuestion: (payee: string) => `和${isolated(payee)}解约？`,
  unsignTitle: "解约",
  endedTitle: "已解约",
  endingTitle: "已停止扣款",
  back: "返回我的签约",
  notices: "扣款提醒",
  tellOn: "每次扣款后，都会发短信告诉你。",
  tellOff: "每次扣款后，不会发短信告诉你。",
  turnOn: "扣款后发短信告诉我",
  turnOff: "不用再发短信",
  comeInTitle: "打开“我的签约”",
  comeIn:
    "这里列着你签过的所有免密扣款，可以随时解约。为了确认是你本人，请从云闪付打开，或在这里登录。",
  openInApp: "用云闪付打开",
  signIn: "用手机号或通行密钥登录",
  more: "更多",
  payingGroup: "卡、限额和扣款",
  signInGroup: "登录和设备",
  accountGroup: "消息和账户",
  charging: "免密扣款",
  devices: "登录的设备",
  passkeys: "通行密钥",
  messages: "消息",
  account: "账户与个人信息",
  addPhone: "用手机号也能打开",
  entryRefused: "没能从 App 进入，请在 App 里重新打开。",
  unknown: "没有找到这份签约。",
  unknownHelp: "它可能不是你签的。你的签约都列在“我的签约”。",
  leave: "退出",
  channels: { sandbox: "云闪付", unionpay: "云闪付", bank_transfer: "银行" } satisfies Readonly<
    Record<ChannelName, string>
  >,
};

/** Every language says the same things: a missing one does not compile. */
export type WalletWords = typeof walletZh;
