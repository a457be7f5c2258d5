import type { StatementFormat } from "../../core/statement/statement.ts";

export const statementZh = {
  title: "对账单",
  help:
    "每天零点（北京时间）后几分钟出前一天的对账单，签名，出了就不再改。当天之后的更正记入下一天。",
  scopes: { own: "本商户号", rolled_up: "含全部下级" },
  none: "还没有对账单。第一笔入账的第二天起，每天一份。",
  noneRolledUp: "下级还没有对账单。",
  lines: (n: string) => `${n} 笔`,
  fee: "手续费",
  next: "更早",
  of: (day: string) => `${day} 对账单`,
  opening: "期初余额",
  closing: "期末余额",
  amount: "收款净额",
  net: "应结净额",
  totals: "按类型",
  columns: { kind: "类型", lines: "笔数", amount: "金额", fee: "手续费", net: "净额" },
  kinds: {
    payment: "付款",
    deduction: "免密扣款",
    refund: "退货",
  } as Readonly<Record<string, string>>,
  files: "文件",
  formats: {
    csv: "CSV，金额为元",
    jsonl: "JSON Lines，金额为分",
    zm: "银联 ZM 格式，GBK",
  } satisfies Readonly<Record<StatementFormat, string>>,
  download: (name: string) => `下载 ${name}`,
  manifest: "签名清单",
  manifestHelp:
    "清单列出每个文件的 SHA-256、笔数与合计，并带着审计链的末端。文件、清单和公钥放在同一目录，离线即可核对：",
  keys: "公钥",
  noExport: "你的角色不能下载。",
  metadata: "附加列",
  metadataHelp:
    "下单时传的 metadata，哪些要成为对账单里的列。下一份起生效；JSON Lines 里总有全部 metadata。",
  metadataKeys: "metadata 名称，每行一个，最多 10 个",
  noMetadata: "没有选",
  save: "保存",
  saved: "已保存，下一份对账单起生效。",
  errors: {
    metadata_key_wrong: "名称只能有字母、数字和 _.-，最多 40 个字符。",
    metadata_keys_many: "最多 10 个。",
    statement_options_changed: "别人刚改过。请看过现在的内容再改。",
  },
  desk: "对账单",
  deskHelp:
    "各商户号当天对账单的合计，以及机构口径的 ACOM 文件（不含商户订单号，卡号只有后四位）。",
  statements: (n: string) => `${n} 个商户号`,
  noDays: "还没有对账单。",
  acom: "下载 ACOM",
  modes: { live: "生产", test: "测试" },
};
