import { byConsumer } from "../actor.ts";
import { base64url } from "jose";
import { callChannel } from "../channel/call_channel.ts";
import type { Channel, ChannelName } from "../channel/channel.ts";
import type { ContractChannel, IdentityOutcome } from "../channel/contract_channel.ts";
import { assertCommitted, retryOnConflict } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { MerchantNo } from "../id.ts";
import { ok, rejected, type Result } from "../result.ts";
import { sha256 } from "../sha256.ts";
import { after } from "../time.ts";
import type { Consumer } from "./consumer.ts";
import type { BoundCard } from "../channel/card.ts";
import type { ChannelPerson } from "../channel/channel_person.ts";
import { openIdentity, sealCards, sealIdentity } from "./seal_person.ts";
import { SESSION_LIFE } from "./session.ts";

const TOKEN_BYTES = 32;

export interface EnteredByApp {
  readonly consumer: Consumer;
  /** For the cookie; 256 random bits, of which only the digest is kept. */
  readonly sessionToken: string;
  readonly cards: readonly BoundCard[];
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
}

/**
 * Exchanges the one-time code the app gave our page for the person using it, and starts a session. A person seen
 * before is the same consumer; whatever has changed about them is sealed again. `merchantNo`: whose page it was.
 */
export async function enterByApp(
  deps: Deps,
  { code, parameter }: AppCode,
  merchantNo?: MerchantNo,
): Promise<Result<EnteredByApp, EnterByAppRefusal>> {
  const channel = Object.values(deps.channels).find((each: Channel) =>
    each.contracts?.codeParameter === parameter
  );
  if (!channel?.contracts) return rejected({ code: "contracts_not_available" });
  const identity = await identify(deps, channel.contracts, code, merchantNo);
  if (identity.type === "refused") return rejected({ code: "app_code_refused" });
  if (identity.type === "unclear") return rejected({ code: "app_not_answering" });

  const { person } = identity;
  const consumer = await retryOnConflict(() => findOrMake(deps, channel.name, person));
  const sessionToken = await beginSession(deps, consumer, person.cards);
  return ok({ consumer, sessionToken, cards: person.cards });
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
  channel: ChannelName,
  person: ChannelPerson,
): Promise<Consumer> {
  const [found] = await deps.load(deps.consumers.byChannelUser(channel, person.channelUserId));
  if (found && await isAsKnown(deps, found.consumer, person)) return found.consumer;

  const consumer = found
    ? await changed(deps, found.consumer, person)
    : await made(deps, channel, person);
  const event: DomainEvent = {
    type: found ? "consumer.changed" : "consumer.known",
    consumer,
    eventId: deps.newId("evt"),
    at: deps.now(),
    by: byConsumer(consumer.consumerId),
  };
  await deps.commit([event]);
  return consumer;
}

async function isAsKnown(deps: Deps, consumer: Consumer, person: ChannelPerson): Promise<boolean> {
  const known = await openIdentity(deps.vault, consumer);
  return known.name === person.name && known.phone === person.phone &&
    known.idNumber === person.idNumber;
}

async function made(deps: Deps, channel: ChannelName, person: ChannelPerson): Promise<Consumer> {
  const consumerId = deps.newId("con");
  return {
    consumerId,
    channel,
    channelUserId: person.channelUserId,
    ...await sealIdentity(deps.vault, consumerId, person),
    tellAfterCharge: false,
    createdAt: deps.now(),
    version: 1,
  };
}

async function changed(
  deps: Deps,
  consumer: Consumer,
  person: ChannelPerson,
): Promise<Consumer> {
  const sealed = await sealIdentity(deps.vault, consumer.consumerId, person);
  return { ...consumer, ...sealed, version: consumer.version + 1 };
}

async function beginSession(
  deps: Deps,
  { consumerId }: Consumer,
  cards: readonly BoundCard[],
): Promise<string> {
  const sessionToken = base64url.encode(deps.random(TOKEN_BYTES));
  const at = deps.now();
  const session = {
    tokenDigest: await sha256(sessionToken),
    consumerId,
    createdAt: at,
    expiresAt: after(at, SESSION_LIFE),
  };
  const sealed = await sealCards(deps.vault, consumerId, cards);
  assertCommitted(await deps.write(deps.consumers.beginSession(session, sealed)));
  return sessionToken;
}
