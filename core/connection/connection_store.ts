import type { MerchantNo } from "../id.ts";
import type { Query } from "../query.ts";
import type { Connection, Credential } from "./connection.ts";

export interface ConnectionStore {
  of(merchantNo: MerchantNo): Query<Connection | undefined>;
  /** That of a number's connection. */
  credentialOf(merchantNo: MerchantNo): Query<Credential | undefined>;
  credential(name: string): Query<Credential | undefined>;
}
