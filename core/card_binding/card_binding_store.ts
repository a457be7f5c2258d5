import type { BindingId, ChannelOrderNo, MerchantNo } from "../id.ts";
import type { Query } from "../query.ts";
import type { Instant } from "../time.ts";
import type { CardBinding } from "./card_binding.ts";

export interface CardBindingStore {
  byId(bindingId: BindingId): Query<CardBinding | undefined>;
  byChannelOrderNo(no: ChannelOrderNo): Query<CardBinding | undefined>;
  /** Of this session's consumer: what is neither failed nor ended, the newest first. */
  ofSession(tokenDigest: string, now: Instant): Query<readonly CardBinding[]>;
  /** Openings and removals about which the channel is to be asked. */
  toAsk(
    now: Instant,
    merchantNo: MerchantNo | undefined,
    max: number,
  ): Query<readonly CardBinding[]>;
}
