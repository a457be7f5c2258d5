import type { Credential as AlarmCredential } from "../alarm/credential.ts";
import type { MerchantNo, OrderId } from "../id.ts";
import type { Query } from "../query.ts";
import type { Connection, Credential } from "./connection.ts";
import type { Sample } from "./sample.ts";

export interface ConnectionStore {
  of(merchantNo: MerchantNo): Query<Connection | undefined>;
  /** That of a number's connection. */
  credentialOf(merchantNo: MerchantNo): Query<Credential | undefined>;
  credential(name: string): Query<Credential | undefined>;
  /** By which numbers are connected, with the end of each. */
  ends(): Query<readonly AlarmCredential[]>;
  /** Whether the number has paid, charged or signed anything at UnionPay, or may have: all of it is of its `merId`. */
  isUsed(merchantNo: MerchantNo): Query<boolean>;
  /** The latest order of one fen by which the number was tried out. */
  trial(merchantNo: MerchantNo): Query<OrderId | undefined>;
  /** The latest of each kind that succeeded through the channel. */
  samples(merchantNo: MerchantNo): Query<readonly Sample[]>;
}
