import { channelOrderNo, merchantNo } from "../../core/id.ts";
import type { Query } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { cardBindingStore } from "../../db/card_binding/queries.ts";

const bindingId = "bnd_01KAG8M0000000000000000001";
const merchant = merchantNo("888000000000001");
const now = instant(0);

/** Everything that is read of bound cards. */
export const cardReads: Readonly<Record<string, Query<unknown>>> = {
  "cardBindings.byId": cardBindingStore.byId(bindingId),
  "cardBindings.byChannelOrderNo": cardBindingStore.byChannelOrderNo(channelOrderNo(bindingId)),
  "cardBindings.ofSession": cardBindingStore.ofSession("d", now),
  "cardBindings.toAsk": cardBindingStore.toAsk(now, undefined, 10),
  "cardBindings.toAsk of one": cardBindingStore.toAsk(now, merchant, 10),
};
