import type { Launch } from "../channel/outcome.ts";
import type { Deps } from "../deps.ts";
import type { BindingId, OrderId } from "../id.ts";
import { type Merchant, merchantNow } from "../merchant/merchant.ts";
import type { ClientKind } from "../method/client.ts";
import { paths } from "../paths.ts";
import { consumerOfSession } from "../session/consumer_of_session.ts";
import { isUnderWay } from "./card_binding.ts";

export interface LeaveForBinding {
  readonly orderId: OrderId;
  readonly bindingId: BindingId;
  readonly session: string;
  readonly client: ClientKind;
}

/** The form that leads the consumer's own browser to the channel's page; undefined when nobody is expected there. */
export async function leaveForBinding(
  deps: Deps,
  { orderId, bindingId, session, client }: LeaveForBinding,
): Promise<
  | { readonly merchant: Merchant; readonly launch: Extract<Launch, { type: "form" }> }
  | undefined
> {
  const here = await consumerOfSession(deps, session);
  const [binding, merchant] = await deps.load(
    deps.cardBindings.byId(bindingId),
    deps.merchants.ofOrder(orderId),
  );
  if (!binding || binding.consumerId !== here?.consumer.consumerId) return undefined;
  if (binding.merchantNo !== merchant?.merchantNo) return undefined;
  const cards = deps.channels[binding.channel]?.cards;
  if (!cards || !isUnderWay(binding, merchantNow(merchant, deps.now()))) return undefined;
  const { channelOrderNo, merchantNo, requestor, begunAt: sentAt } = binding;
  const { publicUrl } = deps.config;
  const launch = await cards.open({
    channelOrderNo,
    merchantNo,
    requestor,
    sentAt,
    onPhone: client !== "desktop",
    returnUrl: publicUrl + paths.checkoutCards(orderId),
    noticeUrl: publicUrl + paths.notice(binding.channel),
  });
  return { merchant, launch };
}
