import { byConsumer } from "../actor.ts";
import { callChannel } from "../channel/call_channel.ts";
import type { Channel } from "../channel/channel.ts";
import type { ContractChannel, IdentityOutcome } from "../channel/contract_channel.ts";
import { retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { Identity } from "../identity/identity.ts";
import type { MerchantNo } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { besideAnother } from "../session/beside_another.ts";
import { beginSession, type Browser } from "../session/begin_session.ts";
import type { Consumer } from "./consumer.ts";
import type { BoundCard } from "../channel/card.ts";
import type { ChannelPerson } from "../channel/channel_person.ts";
import { openIdentity, sealCards, sealIdentity } from "./seal_person.ts";
import { appDeviceOf } from "./app_device.ts";
import { newConsumer } from "./new_consumer.ts";

interface Known {
  readonly consumer: Consumer;
  readonly identity: Identity;
}

interface Found extends Known {
  /** Nobody was known as this before. */
  readonly isFirst: boolean;
}

export interface EnteredByApp extends Known {
  /** For the cookie; 256 random bits, of which only the digest is kept. */
  readonly sessionToken: string;
  readonly cards: readonly BoundCard[];
  /** For the browser to show next time. */
  readonly appDevice: string;
  /** Somebody else is signed in in this browser, and stays so until they are asked: a link may have brought the code. */
  readonly besideAnother: boolean;
}

export type EnterByAppRefusal =
  | { readonly code: "contracts_not_available" }
  | { readonly code: "app_code_refused" }
  | { readonly code: "app_not_answering" };

/** The code an app gave a page of ours, and how it came. */
export interface AppCode {
  readonly code: string;
  /** Each channel's app has its own. */
  readonly parameter: ContractChannel["codeParameter"];
  readonly browser: Browser;
}

/**
 * Exchanges the one-time code the app gave our page for the person using it, and starts a session. A person seen
 * before is the same consumer; whatever has changed about them is sealed again. `merchantNo`: whose page it was.
 */
export async function enterByApp(
  deps: Deps,
  { code, parameter, browser }: AppCode,
  merchantNo?: MerchantNo,
): Promise<Result<EnteredByApp, EnterByAppRefusal>> {
  const channel = Object.values(deps.channels).find((each: Channel) =>
    each.contracts?.codeParameter === parameter
  );
  if (!channel?.contracts) return rejected({ code: "contracts_not_available" });
  const outcome = await identify(deps, channel.contracts, code, merchantNo);
  if (outcome.type === "refused") return rejected({ code: "app_code_refused" });
  if (outcome.type === "unclear") return rejected({ code: "app_not_answering" });

  const { person } = outcome;
  const { isFirst, ...known } = await retryOnConflict(() => findOrMake(deps, channel.name, person));
  const sealedCards = await sealCards(deps.vault, known.consumer.consumerId, person.cards);
  const { identity } = known;
  const beside = await besideAnother(deps, browser.had, identity.consumerId);
  const had = beside ? undefined : browser.had;
  const { isNew, appDevice } = await appDeviceOf(deps, known.consumer, browser.appDevice);
  const sessionToken = await beginSession(deps, {
    consumerId: identity.consumerId,
    proof: identity.issuer,
    browser: { ...browser, had, isNew: isNew && !isFirst },
    sealedCards,
  });
  return ok({ ...known, sessionToken, cards: person.cards, appDevice, besideAnother: beside });
}

async function identify(
  deps: Deps,
  contracts: ContractChannel,
  code: string,
  merchantNo: MerchantNo | undefined,
): Promise<IdentityOutcome> {
  const response = await callChannel(deps, await contracts.identify(code, merchantNo));
  return response ? await contracts.readIdentity(response, merchantNo) : { type: "unclear" };
}

async function findOrMake(
  deps: Deps,
  issuer: Channel["name"],
  person: ChannelPerson,
): Promise<Found> {
  const subject = person.channelUserId;
  const [found] = await deps.load(deps.identities.holder({ issuer, subject }));
  const stamp = { eventId: deps.newId("evt"), at: deps.now() };
  const consumerId = found?.consumerId ?? deps.newId("con");
  const identity: Identity = {
    issuer,
    subject,
    consumerId,
    createdAt: stamp.at,
    sealedPhone: undefined,
    provedAt: undefined,
  };
  if (!found) {
    const consumer = await newConsumer(deps, consumerId, person);
    const by = byConsumer(consumerId);
    await deps.commit([{ type: "consumer.known", consumer, identity, ...stamp, by }]);
    return { consumer, identity, isFirst: true };
  }
  if (await isAsKnown(deps, found, person)) {
    return { consumer: found, identity, isFirst: false };
  }
  const consumer = await changed(deps, found, person);
  await deps.commit([{ type: "consumer.changed", consumer, ...stamp, by: byConsumer(consumerId) }]);
  return { consumer, identity, isFirst: false };
}

async function isAsKnown(deps: Deps, consumer: Consumer, person: ChannelPerson): Promise<boolean> {
  const known = await openIdentity(deps.vault, consumer);
  return known.name === person.name && known.phone === person.phone &&
    known.idNumber === person.idNumber;
}

async function changed(
  deps: Deps,
  consumer: Consumer,
  person: ChannelPerson,
): Promise<Consumer> {
  const sealed = await sealIdentity(deps.vault, consumer.consumerId, person);
  return { ...consumer, ...sealed, version: consumer.version + 1 };
}
