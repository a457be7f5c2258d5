import type { Actor } from "../actor.ts";
import type { AppTerms } from "../app/app.ts";
import type { Enterprise } from "../enterprise/enterprise.ts";
import type { Deps } from "../deps.ts";
import type { DomainEvent } from "../event.ts";
import type { MerchantNo } from "../id.ts";
import { type Instant, milliseconds } from "../time.ts";
import type { Merchant, MerchantFacts, Mode } from "./merchant.ts";
import type { NewSecretKey } from "./secret_key.ts";

/** What is asked for when a number is opened. */
export interface NewMerchant extends Pick<MerchantFacts, "name" | "products" | "returnUrls"> {
  readonly merchantNo: MerchantNo;
  readonly mode: Mode;
  readonly reference?: string | undefined;
  readonly embedOrigins?: readonly string[];
  readonly testOf?: MerchantNo | undefined;
  /** An app id of its own, instead of the parent's. */
  readonly app?: AppTerms | undefined;
  /** The legal subject, where it is not the parent's. */
  readonly enterprise?: Pick<Enterprise, "licenceNo" | "name"> | undefined;
}

export interface OpenedMerchant {
  readonly merchant: Merchant;
  readonly events: readonly DomainEvent[];
}

/**
 * The number below `parent`, and its enterprise if that is `known` to nobody yet. Without a `secretKey` nobody can act
 * for it by one: two people register its first public key.
 */
export function newMerchant(
  deps: Pick<Deps, "newId">,
  asked: NewMerchant,
  given: {
    readonly parent: Merchant | undefined;
    readonly known: Enterprise | undefined;
    readonly secretKey?: NewSecretKey;
    readonly childrenMax?: number | undefined;
    readonly at: Instant;
    readonly by: Actor;
  },
): OpenedMerchant {
  const { parent, known, secretKey, childrenMax, at, by } = given;
  const { merchantNo, name, mode, products, returnUrls, embedOrigins = [] } = asked;
  const { reference, enterprise, app, testOf } = asked;
  const registered: Enterprise | undefined = enterprise && !known
    ? { ...enterprise, enterpriseId: deps.newId("ent"), createdAt: at, version: 1, stop: undefined }
    : undefined;
  const merchant: Merchant = {
    merchantNo,
    parentNo: parent?.merchantNo,
    testOf,
    appId: app || !parent ? deps.newId("app") : parent.appId,
    enterpriseId: (known ?? registered)?.enterpriseId ?? parent?.enterpriseId,
    reference,
    name,
    mode,
    channel: undefined,
    products,
    returnUrls,
    embedOrigins,
    clockOffset: milliseconds(0),
    createdAt: at,
    state: "active",
    version: 1,
  };
  const eventId = deps.newId("evt");
  const opened: DomainEvent = {
    type: "merchant.opened",
    merchant,
    secretKey: secretKey && { digest: secretKey.digest, hint: secretKey.hint },
    childrenMax,
    eventId,
    at,
    by,
  };
  const events: DomainEvent[] = [opened];
  if (registered) {
    const type = "enterprise.registered";
    events.unshift({ type, enterprise: registered, eventId: deps.newId("evt"), at, by });
  }
  if (app) {
    const granted = { ...app, appId: merchant.appId, merchantNo, openedAt: at, version: 1 };
    events.push({ type: "app.opened", app: granted, eventId: deps.newId("evt"), at, by });
  }
  return { merchant, events };
}
