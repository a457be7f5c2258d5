import type { SettlingWay } from "../../core/difference/difference.ts";
import type { Scope } from "../../core/merchant/merchant_key.ts";
import type { MerchantAct } from "../../core/proposal/proposal.ts";
import type { AgreedSharing } from "../../core/sharing/sharing_agreement.ts";
import type { Finding } from "../../core/unclear/finding.ts";
import { isolated } from "../../core/text/isolated.ts";
import type { Lang } from "../words.ts";
import type { ProposingProblem } from "./act_problem.ts";

/** What is said of acts about a merchant number or its money, where they are proposed and where they are confirmed. */
interface ActWords {
  readonly setAccount: (bank: string, lastFour: string) => string;
  readonly addKey: (alg: string) => string;
  readonly share: (agreementNo: string) => string;
  readonly close: string;
  readonly settle: Readonly<Record<Finding["type"], string>>;
  readonly liftBlock: (masked: string) => string;
  readonly settleDifference: Readonly<Record<SettlingWay, string>>;
  readonly refundDispute: (amount: string) => string;
  readonly leftToCorrect: string;
  readonly allocate: (amount: string, lines: number, orders: number) => string;
  readonly sendBack: (amount: string) => string;
  readonly bankLines: string;
  readonly orders: string;
  readonly reference: string;
  readonly titles: Readonly<Record<MerchantAct["kind"], string>>;
  readonly help: Readonly<Record<MerchantAct["kind"], string>>;
  readonly whenNeeded: Readonly<Record<"set_account", string>>;
  readonly propose: string;
  readonly bank: string;
  readonly holder: string;
  readonly accountNo: string;
  readonly accountNoHint: string;
  readonly alg: string;
  readonly jwk: string;
  readonly jwkHint: string;
  readonly scopes: string;
  readonly notBefore: string;
  readonly retireAt: string;
  readonly replaces: string;
  readonly replacedUntil: string;
  readonly agreementNo: string;
  readonly covers: string;
  readonly coverings: Readonly<Record<AgreedSharing["covers"], string>>;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly days: string;
  readonly shared: string;
  readonly sharesContracts: string;
  readonly may: Readonly<Record<Scope, string>>;
  readonly reason: string;
  readonly what: string;
  readonly problems: Readonly<Record<ProposingProblem, string>>;
}

const zh: ActWords = {
  setAccount: (bank, lastFour) => `把结算账户改为${isolated(bank)}，尾号 ${lastFour}`,
  addKey: (alg) => `登记新的 ${alg} 公钥`,
  share: (agreementNo) => `共享协议 ${isolated(agreementNo)} 生效`,
  close: "永久关闭商户号",
  settle: { succeeded: "人工入账：成功", failed: "人工入账：失败" },
  liftBlock: (masked) => `从黑名单解除 ${isolated(masked)}`,
  settleDifference: { explained: "差错结案：已查明，不用更正", corrected: "差错结案：更正" },
  refundDispute: (amount) => `争议：退给消费者，最多 ${amount}`,
  leftToCorrect: "差额",
  allocate: (amount, lines, orders) => `用 ${lines} 笔来款支付 ${orders} 笔订单，共 ${amount}`,
  sendBack: (amount) => `登记来款已退回 ${amount}`,
  bankLines: "银行来款",
  orders: "订单",
  reference: "银行流水号",
  titles: {
    set_account: "更改结算账户",
    add_key: "登记新公钥",
    share: "共享协议",
    close: "关闭商户号",
  },
  help: {
    set_account: "另一个人确认后生效，以前的账户随即停用。账号加密保存，页面上只显示尾号。",
    add_key: "给还没有密钥、或已经没有可用密钥的商户号。另一个人确认后，就能用它签名。",
    share: "运营台的另一个人确认后生效。它覆盖的商户号能做什么，以这里写的为准。",
    close: "另一个人确认后，密钥全部作废，未付的订单和签约随之结束。关闭后不能再打开。",
  },
  whenNeeded: {
    set_account: "钱结算到哪里；由两个人更改。",
  },
  propose: "提出，等第二个人确认",
  bank: "开户银行",
  holder: "户名",
  accountNo: "账号",
  accountNoHint: "8 到 32 位数字。",
  alg: "算法",
  jwk: "公钥（JWK）",
  jwkHint: "只要公钥。私钥留在你们那里，谁也不给。",
  scopes: "可以签什么",
  notBefore: "从何时起有效",
  retireAt: "何时停用",
  replaces: "代替",
  replacedUntil: "旧密钥用到",
  agreementNo: "协议编号",
  covers: "覆盖",
  coverings: { children: "直接下级", all_below: "所有下级" },
  firstDay: "第一天",
  lastDay: "最后一天",
  days: "期限",
  shared: "共享内容",
  sharesContracts: "下级可以扣上级的签约",
  may: {
    create: "上级可以替下级下单",
    sign: "上级可以替下级签约",
    charge: "上级可以替下级扣款",
    refund: "上级可以替下级退货",
  },
  reason: "原因",
  what: "对象",
  problems: {
    bank: "请填开户银行，最多 64 个字。",
    holder: "请填户名，最多 64 个字。",
    account_no: "账号是 8 到 32 位数字。请核对。",
    jwk: "这不是可用的公钥。请粘贴一个完整的公钥 JWK，不含私钥部分。",
    agreement_no: "请填协议编号，最多 64 个字。",
    covers: "请选覆盖哪些商户号。",
    days: "请填期限，最后一天不早于第一天。",
    shared: "请至少选一项共享内容。",
    reason: "请写明原因，最多 200 个字，不含卡号。",
  },
};

const en: ActWords = {
  setAccount: (bank, lastFour) => `Settle to ${isolated(bank)}, account ending in ${lastFour}`,
  addKey: (alg) => `Register a new ${alg} key`,
  share: (agreementNo) => `Put sharing agreement ${isolated(agreementNo)} in force`,
  close: "Close the merchant number for good",
  settle: { succeeded: "Settle by hand: succeeded", failed: "Settle by hand: failed" },
  liftBlock: (masked) => `Take ${isolated(masked)} off the block list`,
  settleDifference: {
    explained: "Settle a difference: explained, nothing to correct",
    corrected: "Settle a difference by a correction",
  },
  refundDispute: (amount) => `Decide a dispute for the consumer: refund up to ${amount}`,
  leftToCorrect: "Left between the two",
  allocate: (amount, lines, orders) =>
    `Pay ${orders === 1 ? "an order" : `${orders} orders`} from ${
      lines === 1 ? "a bank line" : `${lines} bank lines`
    }: ${amount}`,
  sendBack: (amount) => `Record that ${amount} was sent back`,
  bankLines: "Bank lines",
  orders: "Orders",
  reference: "Bank reference",
  titles: {
    set_account: "Change settlement account",
    add_key: "Register a new key",
    share: "Sharing agreement",
    close: "Close merchant number",
  },
  help: {
    set_account:
      "In force once another person confirms it, in place of the account before. The number is sealed; pages show only its last four digits.",
    add_key:
      "For a merchant number that has no key to sign with, yet or any more. It can sign with this one once another person confirms it.",
    share:
      "In force once another operator confirms it. What those it covers may do is what it says here.",
    close:
      "Once another person confirms it, all keys are revoked, and open orders and contracts end. A closed number never opens again.",
  },
  whenNeeded: {
    set_account: "Where you're settled to. Two people change it.",
  },
  propose: "Propose to a second person",
  bank: "Bank",
  holder: "Account holder",
  accountNo: "Account number",
  accountNoHint: "8 to 32 digits.",
  alg: "Algorithm",
  jwk: "Public key (JWK)",
  jwkHint: "The public key only. The private key stays with you; never give it to anyone.",
  scopes: "May sign for",
  notBefore: "Valid from",
  retireAt: "Retires",
  replaces: "Replaces",
  replacedUntil: "The old one signs until",
  agreementNo: "Agreement number",
  covers: "Covers",
  coverings: { children: "Direct children", all_below: "Everything below" },
  firstDay: "First day",
  lastDay: "Last day",
  days: "Days",
  shared: "What is shared",
  sharesContracts: "Those below may charge the parent's contracts",
  may: {
    create: "The parent may open orders for those below",
    sign: "The parent may sign contracts for those below",
    charge: "The parent may charge for those below",
    refund: "The parent may refund for those below",
  },
  reason: "Reason",
  what: "About",
  problems: {
    bank: "Enter the bank, in up to 64 characters.",
    holder: "Enter the account holder, in up to 64 characters.",
    account_no: "An account number has 8 to 32 digits. Check it.",
    jwk: "This is no public key we can use. Paste one whole public JWK, without private parts.",
    agreement_no: "Enter the agreement number, in up to 64 characters.",
    covers: "Choose which merchant numbers it covers.",
    days: "Enter both days; the last one can't be before the first.",
    shared: "Choose at least one thing that is shared.",
    reason: "Give a reason, in up to 200 characters and without card numbers.",
  },
};

export function actWords(lang: Lang): ActWords {
  return lang === "zh" ? zh : en;
}
