import { eq, sql } from "drizzle-orm";
import { ASK_AFTER, type Signing } from "../../core/signing/signing.ts";
import type { SigningEvent } from "../../core/signing/signing_events.ts";
import { after } from "../../core/time.ts";
import { oneTimeCodes } from "../factor/table.ts";
import { signings } from "./table.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";

export const signingChanges = {
  "signing.opened": ({ signing }) => [insertSigning(signingRow(signing))],
  "signing.confirmed": ({ signing, code }) => [
    confirm(signingRow(signing)),
    ...(code ? [useUpCodes({ subject: code.subject })] : []),
  ],
  "signing.refused": update,
  "signing.signed": update,
  "signing.already_signed": update,
  "signing.declined": update,
  "signing.expired": update,
} satisfies Changes<SigningEvent>;

function update({ signing }: SigningEvent) {
  return [updateSigning(signingRow(signing))];
}

const at = sql.placeholder;

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
    appUrl: at("appUrl"),
    replaces: at("replaces"),
    state: at("state"),
    alreadySigned: sql`0`,
    asks: sql`0`,
    createdAt: at("createdAt"),
    expiresAt: at("expiresAt"),
    version: at("version"),
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

const confirm = prepare<ReturnType<typeof signingRow>>(
  build.update(signings).set({ ...standing, asks: sql`0` }).where(ofId),
);

/** A code is used once, for one thing; the others that were sent for it end with it. */
const useUpCodes = prepare<{ subject: string }>(
  build.delete(oneTimeCodes).where(eq(oneTimeCodes.subject, at("subject"))),
);

function signingRow(signing: Signing) {
  const confirming = signing.state === "confirming" ? signing : undefined;
  const signed = signing.state === "signed" ? signing : undefined;
  return {
    ...signing,
    replaces: signing.replaces ?? null,
    consumerId: confirming?.consumerId ?? signed?.consumerId,
    contractId: signed?.contractId,
    alreadySigned: signed?.alreadySigned ?? false,
    agreement: confirming && JSON.stringify(confirming.agreement),
    refusal: signing.state === "open" ? signing.refusal : undefined,
    askAfter: confirming && after(confirming.agreement.agreedAt, ASK_AFTER),
  };
}
