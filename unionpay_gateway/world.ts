import { randomBytes } from "node:crypto";
import type { Message } from "./acp/message.ts";
import type { KindName } from "./acp/kinds.ts";
import { stamp } from "./beijing_time.ts";

type Stage = "waiting" | "succeeded" | "failed" | "reversed" | "voided";

/** A payment, refund, void or opening of a token, as the gateway keeps it. */
export interface Transaction {
  readonly kind: KindName;
  readonly asked: Message;
  /** When it came. */
  readonly at: number;
  readonly queryId: string;
  readonly traceNo: string;
  /** Names its page. */
  readonly token: string;
  readonly tn?: string;
  readonly qrCode?: string;
  stage: Stage;
  /** What a query says of it. */
  code: string;
  /** The payer has seen it. */
  opened: boolean;
  card?: string;
  /** Given to the payer, in fen. */
  discount: number;
  /** In fen. */
  refunded: number;
  /** YYYYMMDD, once money moved. */
  settleDate?: string;
  tokenPayData?: string;
  /** When queries about it were answered. */
  queries: number[];
  /** How many came too early or too often. */
  hurried: number;
}

export interface Notice {
  readonly url: string;
  /** What it says, unsigned: it is signed as it is sent, by the certificate of that moment. */
  readonly message: Message;
  readonly about: readonly string[];
  /** `form` of the gateway, `open` of the open platform. */
  readonly from: "acp" | "open";
  dueAt: number;
  tries: number;
  /** HTTP statuses, 0 for none. */
  answers: number[];
  state: "due" | "delivered" | "given_up";
}

/** A card that whoever uses this trId may charge by its token. */
export interface TokenContract {
  readonly token: string;
  readonly trId: string;
  readonly begin: number;
  readonly end: number;
  readonly card: string;
  ended: boolean;
}

/** A text message that a phone got. */
export interface Sms {
  readonly phone: string;
  readonly purpose: "opening" | "payment";
  readonly orderId: string;
  readonly txnTime: string;
  readonly code: string;
  readonly at: number;
  tries: number;
}

/** A contract of the open platform. */
export interface Contract {
  readonly appId: string;
  readonly openId: string;
  readonly payer: string;
  readonly planId: string;
  readonly contractId: string;
  readonly contractCode: string;
  readonly signedAt: number;
  endedAt?: number;
}

/** A code on a payer's phone. */
export interface ConsumerCode {
  readonly code: string;
  readonly card: string;
  readonly until: number;
  used: boolean;
}

/** Everything the gateway remembers: plain data, so that it can be kept in a file. */
export interface World {
  /** Added to the clock. */
  offset: number;
  counter: number;
  readonly transactions: Transaction[];
  readonly notices: Notice[];
  readonly tokens: TokenContract[];
  readonly sms: Sms[];
  readonly contracts: Contract[];
  readonly codes: ConsumerCode[];
}

export function emptyWorld(): World {
  return {
    offset: 0,
    counter: 0,
    transactions: [],
    notices: [],
    tokens: [],
    sms: [],
    contracts: [],
    codes: [],
  };
}

function nextNo(world: World): string {
  world.counter += 1;
  return String(world.counter % 1_000_000).padStart(6, "0");
}

/** Keeps what was asked as a transaction that waits for its payer. */
export function remember(
  world: World,
  { kind, asked, at, ...more }: Pick<Transaction, "kind" | "asked" | "at" | "tn" | "qrCode">,
): Transaction {
  const traceNo = nextNo(world);
  const transaction: Transaction = {
    kind,
    asked,
    at,
    ...more,
    traceNo,
    queryId: `44${stamp(at).slice(2)}${traceNo}8`,
    token: randomBytes(16).toString("hex"),
    stage: "waiting",
    code: "05",
    opened: false,
    discount: 0,
    refunded: 0,
    queries: [],
    hurried: 0,
  };
  world.transactions.push(transaction);
  return transaction;
}

export function amountOf({ asked }: Pick<Transaction, "asked">): number {
  return Number(asked["txnAmt"] ?? 0);
}

/** What its number, its merchant and its very time name. */
export function findByNumber(world: World, asked: Message): Transaction | undefined {
  return world.transactions.findLast((each) =>
    ["merId", "orderId", "txnTime"].every((name) => each.asked[name] === asked[name])
  );
}
