import { eq, sql } from "drizzle-orm";
import type { Consumer } from "../../core/consumer/consumer.ts";
import type { DomainEvent } from "../../core/event.ts";
import { ASK_AFTER, phoneCodeSubject, type Signing } from "../../core/signing/signing.ts";
import { after } from "../../core/time.ts";
import type { Statement } from "../../core/unit.ts";
import { consumers, smsCodes } from "../consumer/table.ts";
import { signings } from "../schema.ts";
import { build, prepare } from "../engine/statement.ts";

type SigningEvent = Extract<DomainEvent, { type: `signing.${string}` | `consumer.${string}` }>;

export function signingStatements(event: SigningEvent): readonly Statement[] {
  switch (event.type) {
    case "consumer.known":
      return [insertConsumer(consumerRow(event.consumer))];
    case "consumer.changed":
      return [updateConsumer(consumerRow(event.consumer))];
    case "signing.opened":
      return [insertSigning(signingRow(event.signing))];
    case "signing.confirmed":
      return [confirm(signingRow(event.signing)), useUpCode(codeOf(event.signing))];
    case "signing.refused":
    case "signing.signed":
    case "signing.already_signed":
    case "signing.declined":
    case "signing.expired":
      return [updateSigning(signingRow(event.signing))];
  }
}

const at = sql.placeholder;

const insertConsumer = prepare<ReturnType<typeof consumerRow>>(
  build.insert(consumers).values({
    consumerId: at("consumerId"),
    channel: at("channel"),
    channelUserId: at("channelUserId"),
    sealedName: at("sealedName"),
    sealedPhone: at("sealedPhone"),
    sealedIdNumber: at("sealedIdNumber"),
    tellAfterCharge: at("tellAfterCharge"),
    createdAt: at("createdAt"),
    version: at("version"),
  }),
);

const updateConsumer = prepare<ReturnType<typeof consumerRow>>(
  build.update(consumers).set({
    sealedName: sql`${at("sealedName")}`,
    sealedPhone: sql`${at("sealedPhone")}`,
    sealedIdNumber: sql`${at("sealedIdNumber")}`,
    tellAfterCharge: sql`${at("tellAfterCharge")}`,
    version: sql`${at("version")}`,
  }).where(eq(consumers.consumerId, at("consumerId"))),
);

const insertSigning = prepare<ReturnType<typeof signingRow>>(
  build.insert(signings).values({
    signingId: at("signingId"),
    merchantNo: at("merchantNo"),
    appId: at("appId"),
    planId: at("planId"),
    planVersion: at("planVersion"),
    contractCode: at("contractCode"),
    userId: at("userId"),
    returnUrl: at("returnUrl"),
    orderId: at("orderId"),
    state: at("state"),
    alreadySigned: sql`0`,
    asks: sql`0`,
    createdAt: at("createdAt"),
    expiresAt: at("expiresAt"),
    version: at("version"),
    gUnsigned: sql`1`,
  }),
);

const standing = {
  state: sql`${at("state")}`,
  consumerId: sql`${at("consumerId")}`,
  contractId: sql`${at("contractId")}`,
  alreadySigned: sql`${at("alreadySigned")}`,
  agreement: sql`${at("agreement")}`,
  refusal: sql`${at("refusal")}`,
  askAfter: sql`${at("askAfter")}`,
  version: sql`${at("version")}`,
};
const ofId = eq(signings.signingId, at("signingId"));

const updateSigning = prepare<ReturnType<typeof signingRow>>(
  build.update(signings).set(standing).where(ofId),
);

/** The guard is read inside the write: a contract in force is never requested from the channel a second time. */
const confirm = prepare<ReturnType<typeof signingRow>>(
  build.update(signings).set({
    ...standing,
    asks: sql`0`,
    gUnsigned: sql`(select not exists (select 1 from contracts
      where consumer_id = ${at("consumerId")} and app_id = ${at("appId")}
        and plan_id = ${at("planId")} and state <> 'terminated'))`,
  }).where(ofId),
);

/** A code is used once, for one thing. */
const useUpCode = prepare<{ subject: string }>(
  build.delete(smsCodes).where(eq(smsCodes.subject, at("subject"))),
);

function codeOf({ signingId, consumerId }: Signing): { readonly subject: string } {
  if (!consumerId) throw new TypeError(`Cannot confirm ${signingId}: nobody agreed`);
  return { subject: phoneCodeSubject(signingId, consumerId) };
}

function consumerRow(consumer: Consumer) {
  return { ...consumer };
}

function signingRow(signing: Signing) {
  const { agreement } = signing;
  return {
    ...signing,
    agreement: agreement === undefined ? undefined : JSON.stringify(agreement),
    askAfter: agreement === undefined ? undefined : after(agreement.agreedAt, ASK_AFTER),
  };
}
