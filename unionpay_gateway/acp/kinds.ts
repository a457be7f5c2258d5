import type { Message } from "./message.ts";

export const places = {
  "/gateway/api/frontTransReq.do": "front",
  "/gateway/api/appTransReq.do": "app",
  "/gateway/api/backTransReq.do": "back",
  "/gateway/api/queryTrans.do": "query",
  // The genuine one has a host of its own for files.
  "/": "file",
} as const;

type Place = (typeof places)[keyof typeof places];

/** What a merchant must have been granted for it. */
export const products = [
  "page",
  "app",
  "code",
  "consumer_code",
  "token",
  "contract",
  "refund",
  "file",
] as const;
type Product = (typeof products)[number];

interface Spec {
  readonly places: readonly Place[];
  /** txnType/txnSubType. */
  readonly type: string;
  readonly bizTypes: readonly string[];
  readonly channelTypes?: readonly string[];
  /** Beside those of every message. */
  readonly required: readonly string[];
  readonly product?: Product;
  /** Whether its number must be new, and its time now. */
  readonly isNew: boolean;
}

const amount = ["txnAmt", "currencyCode"];
const any = ["000000", "000201", "000202", "000301", "000902"];

const specs = {
  page: {
    places: ["front"],
    type: "01/01",
    bizTypes: ["000201", "000202"],
    channelTypes: ["07", "08"],
    required: [...amount, "backUrl", "frontUrl"],
    product: "page",
    isNew: true,
  },
  app: {
    places: ["app"],
    type: "01/01",
    bizTypes: ["000201", "000000"],
    channelTypes: ["08"],
    required: [...amount, "backUrl"],
    product: "app",
    isNew: true,
  },
  code: {
    places: ["back"],
    type: "01/07",
    bizTypes: ["000000"],
    channelTypes: ["08"],
    required: [...amount, "backUrl"],
    product: "code",
    isNew: true,
  },
  consumer_code: {
    places: ["back"],
    type: "01/06",
    bizTypes: ["000000"],
    channelTypes: ["08"],
    required: [...amount, "backUrl", "qrNo", "termId"],
    product: "consumer_code",
    isNew: true,
  },
  /** By a contract of the open platform. */
  deduction: {
    places: ["back"],
    type: "01/10",
    bizTypes: ["000000"],
    channelTypes: ["07"],
    required: [...amount, "backUrl", "accType", "contractId"],
    product: "contract",
    isNew: true,
  },
  token_payment: {
    places: ["back"],
    type: "01/01",
    bizTypes: ["000902"],
    required: [...amount, "backUrl", "tokenPayData"],
    product: "token",
    isNew: true,
  },
  token_opening: {
    places: ["front", "back"],
    type: "79/00",
    bizTypes: ["000902"],
    // The card's number too where a program sends it; a browser is asked for it by the page.
    required: ["tokenPayData", "backUrl"],
    product: "token",
    isNew: true,
  },
  token_of_opening: {
    places: ["back"],
    type: "79/05",
    bizTypes: ["000902"],
    required: ["tokenPayData"],
    product: "token",
    isNew: false,
  },
  token_end: {
    places: ["back"],
    type: "74/01",
    bizTypes: ["000902"],
    required: ["tokenPayData"],
    product: "token",
    isNew: true,
  },
  token_query: {
    places: ["back"],
    type: "78/02",
    bizTypes: ["000902"],
    required: ["tokenPayData"],
    product: "token",
    isNew: true,
  },
  opening_sms: {
    places: ["back"],
    type: "77/00",
    bizTypes: ["000902"],
    required: ["accNo", "customerInfo", "tokenPayData"],
    product: "token",
    isNew: false,
  },
  payment_sms: {
    places: ["back"],
    type: "77/02",
    bizTypes: ["000902"],
    required: [...amount, "tokenPayData"],
    product: "token",
    isNew: false,
  },
  refund: {
    places: ["back"],
    type: "04/00",
    bizTypes: any,
    required: ["txnAmt", "origQryId", "backUrl"],
    product: "refund",
    isNew: true,
  },
  void: {
    places: ["back"],
    type: "31/00",
    bizTypes: any,
    required: ["txnAmt", "origQryId", "backUrl"],
    product: "refund",
    isNew: true,
  },
  reversal: {
    places: ["back"],
    type: "99/01",
    bizTypes: any,
    required: [],
    isNew: false,
  },
  query: {
    places: ["query"],
    type: "00/00",
    bizTypes: any,
    required: [],
    isNew: false,
  },
  encryption_key: {
    places: ["back"],
    type: "95/00",
    bizTypes: ["000000"],
    required: ["certType"],
    isNew: true,
  },
  file: {
    places: ["file"],
    type: "76/01",
    bizTypes: ["000000"],
    required: ["settleDate", "fileType"],
    product: "file",
    isNew: true,
  },
} as const satisfies Readonly<Record<string, Spec>>;

export type KindName = keyof typeof specs;

export interface Kind extends Spec {
  readonly name: KindName;
}

const kinds: readonly Kind[] = (Object.keys(specs) as KindName[])
  .map((name) => ({ name, ...specs[name] }));

/** What a message asks for at this place; undefined for what there is not. */
export function kindOf(place: Place, message: Message): Kind | undefined {
  return kinds.find((kind) =>
    kind.places.includes(place) && kind.type === typeOf(message) &&
    kind.bizTypes.includes(message["bizType"] ?? "") &&
    (kind.channelTypes?.includes(message["channelType"] ?? "") ?? true)
  );
}

export function typeOf(message: Message): string {
  return `${message["txnType"]}/${message["txnSubType"]}`;
}
