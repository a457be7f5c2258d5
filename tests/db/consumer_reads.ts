import { channelOrderNo, type ConsumerId, merchantNo } from "../../core/id.ts";
import type { Query } from "../../core/query.ts";
import { instant } from "../../core/time.ts";
import { consentStore } from "../../db/consent/queries.ts";
import { consumerPasskeyStore } from "../../db/factor/passkeys.ts";
import { identityStore } from "../../db/identity/queries.ts";
import { paymentPinStore } from "../../db/factor/pins.ts";
import { passkeySignatureStore } from "../../db/factor/signatures.ts";
import { oneTimeCodeStore } from "../../db/factor/queries.ts";
import { sessionStore } from "../../db/session/queries.ts";
import { limitStore } from "../../db/limit/queries.ts";
import { ownLimitStore } from "../../db/own_limit/queries.ts";
import { consumerStore } from "../../db/consumer/queries.ts";
import { cardBindingStore } from "../../db/card_binding/queries.ts";

const consumerId: ConsumerId = "con_01KAG8M0000000000000000001";
const bindingId = "bnd_01KAG8M0000000000000000001";
const orderId = "ord_01KAG8M0000000000000000001";
const now = instant(0);

/** Every read of consumers, of how they come in, and of their cards. */
export const consumerReads: Readonly<Record<string, Query<unknown>>> = {
  "oneTimeCodes.live": oneTimeCodeStore.live("sign_in d", now),
  "consumerPasskeys.byCredential": consumerPasskeyStore.byCredential("c"),
  "consumerPasskeys.of": consumerPasskeyStore.of(consumerId),
  "consumerPasskeys.ofSession": consumerPasskeyStore.ofSession("d"),
  "paymentPins.of": paymentPinStore.of(consumerId),
  "passkeySignatures.of": passkeySignatureStore.of(orderId),
  "consents.ofSession": consentStore.ofSession("d"),
  "identities.holder": identityStore.holder({ issuer: "sandbox", subject: "u" }),
  "identities.of": identityStore.of(consumerId),
  "sessions.consumerIn": sessionStore.consumerIn("d", now),
  "sessions.openBeside": sessionStore.openBeside("d", now),
  "cardBindings.byId": cardBindingStore.byId(bindingId),
  "cardBindings.byChannelOrderNo": cardBindingStore.byChannelOrderNo(channelOrderNo(bindingId)),
  "cardBindings.ofSession": cardBindingStore.ofSession("d", now),
  "cardBindings.toAsk": cardBindingStore.toAsk(now, undefined, 10),
  "cardBindings.toAsk of one": cardBindingStore.toAsk(now, merchantNo("888000000000001"), 10),
  "limits.verifiedOfOrder": limitStore.verifiedOfOrder(orderId, consumerId, now),
  "ownLimits.of": ownLimitStore.of(consumerId, "charges"),
  "ownLimits.ofConsumer": ownLimitStore.ofConsumer(consumerId),
  "ownLimits.ofContract": ownLimitStore.ofContract("ctr_01KAG8M0000000000000000001", now),
  "ownLimits.ofOrder": ownLimitStore.ofOrder(orderId, consumerId, now),
  "consumers.byId": consumerStore.byId(consumerId),
  "consumers.phoneCode": consumerStore.phoneCode("sign", now),
};
