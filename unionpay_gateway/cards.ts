/** Cards of the simulated world. Those of UnionPay's own test environment, and made-up ones. */
export interface Card {
  readonly number: string;
  readonly owner: string;
  readonly phone: string;
  /** 01 debit, 02 credit. */
  readonly type: "01" | "02";
  readonly issuer: string;
}

export const cards: readonly Card[] = [
  {
    number: "6216261000000000018",
    owner: "payer_a",
    phone: "19900000001",
    type: "01",
    issuer: "平安银行",
  },
  {
    number: "6221558812340000",
    owner: "payer_a",
    phone: "19900000001",
    type: "02",
    issuer: "平安银行",
  },
  {
    number: "6226090000000048",
    owner: "payer_b",
    phone: "19900000002",
    type: "01",
    issuer: "招商银行",
  },
  {
    number: "6228000000000037",
    owner: "payer_c",
    phone: "19900000003",
    type: "01",
    issuer: "农业银行",
  },
];

export const payers = ["payer_a", "payer_b", "payer_c"] as const;

export function cardOf(number: string | undefined): Card | undefined {
  return cards.find((each) => each.number === number);
}

export function masked({ number }: Card): string {
  return `${number.slice(0, 6)}${"*".repeat(number.length - 10)}${number.slice(-4)}`;
}

/** Codes that the gateway's phones receive: on a page, and in an app. */
export const SMS_CODES = { web: "111111", phone: "123456" } as const;
