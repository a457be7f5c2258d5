/** What a bank's table calls what we need of it. */
const names = {
  day: ["交易日期", "交易时间", "交易日", "记账日期", "记账时间", "入账日期", "入账时间", "日期"],
  incoming: [
    "收入金额",
    "收入",
    "贷方金额",
    "贷方发生额",
    "贷方",
    "存入金额",
    "转入金额",
    "收款金额",
  ],
  outgoing: ["支出金额", "支出", "借方金额", "借方发生额", "借方", "转出金额", "付款金额"],
  amount: ["交易金额", "发生额", "金额"],
  direction: ["借贷标志", "借贷方向", "收支方向", "收支标志", "借贷", "借/贷"],
  payerName: [
    "对方户名",
    "对方名称",
    "对方账户名称",
    "对方单位名称",
    "对方单位",
    "交易对手名称",
    "付款人名称",
    "付款方户名",
    "付款人户名",
  ],
  payerAccount: ["对方账号", "对方帐号", "对方账户", "付款人账号", "付款方账号", "交易对手账号"],
  payerBank: ["对方开户行", "对方行名", "对方开户行名", "对方开户机构", "付款人开户行"],
  bankRef: ["交易流水号", "流水号", "核心流水号", "银行流水号", "明细编号", "交易号"],
  own: ["本方账号", "账号", "帐号", "查询账号", "账户账号"],
} as const;

const remarks: readonly string[] = ["摘要", "附言", "用途", "备注", "交易附言", "交易摘要"];

type ColumnName = keyof typeof names;

/** Where each column stands, counted from 0. */
export interface Columns extends Readonly<Partial<Record<ColumnName, number>>> {
  readonly remarks: readonly number[];
  readonly width: number;
}

/** The columns, if this row is the one that names them. */
export function columnsIn(cells: readonly string[]): Columns | undefined {
  const titles = cells.map((each) => each.normalize("NFKC").replace(/\(.*?\)|[\s:*]/g, ""));
  const place = (name: ColumnName) => {
    const known: readonly string[] = names[name];
    const found = known.map((each) => titles.indexOf(each)).find((at) => at !== -1);
    return found === undefined ? {} : { [name]: found };
  };
  const found: Columns = {
    ...Object.assign({}, ...(Object.keys(names) as ColumnName[]).map(place)),
    remarks: titles.flatMap((title, at) => remarks.includes(title) ? [at] : []),
    width: titles.findLastIndex((title) => title !== "") + 1,
  };
  const says = found.incoming !== undefined ||
    found.amount !== undefined && found.direction !== undefined;
  return found.day !== undefined && found.payerName !== undefined && says ? found : undefined;
}
