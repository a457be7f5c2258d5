import type { RailName } from "../../core/transfer/rail.ts";
import type { Lang } from "../words.ts";

interface TransferWords {
  readonly heading: string;
  readonly title: (amount: string, merchant: string) => string;
  readonly exactly: string;
  readonly code: string;
  readonly amount: string;
  readonly payee: string;
  readonly account: string;
  readonly bank: string;
  readonly bankCode: string;
  readonly buyer: string;
  readonly onlyFrom: (buyer: string) => string;
  readonly railsHeading: string;
  readonly recommended: string;
  readonly arrives: (when: string) => string;
  readonly closed: string;
  readonly rails: Readonly<Record<RailName, string>>;
  readonly noRail: string;
  readonly afterwards: string;
}

const zh: TransferWords = {
  heading: "请按以下信息转账",
  title: (amount, merchant) => `向${merchant}转账 ${amount}`,
  exactly: "金额须一致，附言须写汇款识别码，到账后自动确认。",
  code: "汇款识别码",
  amount: "转账金额",
  payee: "收款户名",
  account: "收款账号",
  bank: "开户银行",
  bankCode: "行号",
  buyer: "付款方",
  onlyFrom: (buyer) => `只能从“${buyer}”名下的账户转出，否则不能自动确认。`,
  railsHeading: "转账方式（现在转出的到账时间）",
  recommended: "推荐",
  arrives: (when) => `${when} 前`,
  closed: "现已关闭",
  rails: {
    super_online_banking: "超级网银（网上支付跨行清算）",
    small_value: "小额支付系统",
    large_value: "大额支付系统",
    bank_direct: "银企直联",
    b2b_gateway: "企业网银（B2B 网关）",
  },
  noRail: "请向您的开户银行询问适用的转账方式。",
  afterwards: "转账后可以关闭本页，到账时商家会收到通知。",
};

const en: TransferWords = {
  heading: "Make this bank transfer",
  title: (amount, merchant) => `Transfer ${amount} to ${merchant}`,
  exactly: "Transfer exactly this amount, with the code in the remark. We confirm it on arrival.",
  code: "Remittance code",
  amount: "Amount",
  payee: "Payee",
  account: "Account number",
  bank: "Bank",
  bankCode: "Bank code",
  buyer: "Payer",
  onlyFrom: (buyer) =>
    `Transfer only from an account in the name of ${buyer}. Other money is not confirmed by itself.`,
  railsHeading: "How to transfer, and when it arrives if sent now",
  recommended: "Recommended",
  arrives: (when) => `by ${when}`,
  closed: "Closed now",
  rails: {
    super_online_banking: "Instant interbank transfer (super online banking)",
    small_value: "Small-value system",
    large_value: "Large-value system",
    bank_direct: "Direct bank connection",
    b2b_gateway: "Corporate online banking (B2B gateway)",
  },
  noRail: "Ask your bank which way of transferring suits this amount.",
  afterwards: "You can close this page after the transfer. The merchant is told when it arrives.",
};

const byLang: Readonly<Record<Lang, TransferWords>> = { zh, en };

export function transferWords(lang: Lang): TransferWords {
  return byLang[lang];
}
