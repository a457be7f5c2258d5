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
import { recoveryStore } from "../../db/recovery/queries.ts";
import { consumerStore } from "../../db/consumer/queries.ts";
import { cardholderStore } from "../../db/cardholder/queries.ts";
import { contractStore } from "../../db/contract/queries.ts";
import { guardStatements } from "../../db/guards.ts";
import type { Holds } from "../../core/event_spec.ts";
import { cardBindingStore } from "../../db/card_binding/queries.ts";

const consumerId: ConsumerId = "con_01KAG8M0000000000000000001";
const cardholderId = "chd_01KAG8M0000000000000000001";
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
  "cardholders.bySubject": cardholderStore.bySubject("sandbox", "u"),
  "cardholders.byToken": cardholderStore.byToken("sandbox", "t"),
  "cardholders.byId": cardholderStore.byId(cardholderId),
  "cardholders.ofConsumer": cardholderStore.ofConsumer(consumerId),
  "cardholders.cards": cardholderStore.cards(cardholderId),
  "cardholders.devices": cardholderStore.devices(cardholderId),
  "cardholders.deviceCards": cardholderStore.deviceCards(cardholderId),
  "cardholders.suspensions": cardholderStore.suspensions(cardholderId),
  "cardholders.contractsBy": cardholderStore.contractsBy("sandbox", ["t"]),
  "cardholders.toldSoFar": cardholderStore.toldSoFar(["s"]),
  "cardholders.toTell": cardholderStore.toTell(now, 10),
  "limits.verifiedOfOrder": limitStore.verifiedOfOrder(orderId, consumerId, now),
  "ownLimits.of": ownLimitStore.of(consumerId, "charges"),
  "ownLimits.ofConsumer": ownLimitStore.ofConsumer(consumerId),
  "ownLimits.ofContract": ownLimitStore.ofContract("ctr_01KAG8M0000000000000000001", now),
  "ownLimits.ofOrder": ownLimitStore.ofOrder(orderId, consumerId, now),
  "consumers.byId": consumerStore.byId(consumerId),
  "recoveries.isRecovered": recoveryStore.isRecovered(consumerId, now),
  "consumers.isInUse": consumerStore.isInUse(consumerId),
  "consumers.lossesOfPhone": consumerStore.lossesOfPhone("d"),
  "contracts.inForceOf": contractStore.inForceOf(consumerId, now),
  ...guarded({
    charging_is: { consumerId, chargingClosedAt: undefined, phoneLostAt: now },
    all_suspended_for: { consumerId, reason: "phone_lost" },
    none_suspended_for: { consumerId, reason: "phone_lost" },
    phone_not_lost: consumerId,
    signing_code_waits: { signingId: "sgn_01KAG8M0000000000000000001", consumerId, digest: "d" },
    phone_quiet: { subject: "d", silentSince: now },
    not_erased: consumerId,
    cardholder_kept: cardholderId,
    not_lowered: { account: consumerId, at: now },
  }),
};

/** What the writes of these people's affairs look at. */
function guarded(holds: Holds): Readonly<Record<string, Query<unknown>>> {
  return Object.fromEntries(
    guardStatements(holds).map((statement) => [
      `guard ${statement.guard}`,
      { statement, read: (rows: unknown) => rows },
    ]),
  );
}
