import { eq, sql } from "drizzle-orm";
import type { DomainEvent } from "../../core/event.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import type { Statement } from "../../core/unit.ts";
import { merchantKeys, merchants, secretKeys } from "../schema.ts";
import { build, prepare } from "../engine/statement.ts";

type MerchantEvent = Extract<DomainEvent, { type: `merchant.${string}` | `key.${string}` }>;

export function merchantStatements(event: MerchantEvent): readonly Statement[] {
  switch (event.type) {
    case "merchant.opened":
      return [
        insertMerchant(merchantRow(event.merchant)),
        insertSecretKey({
          digest: event.keyDigest,
          merchantNo: event.merchant.merchantNo,
          hint: event.keyHint,
          createdAt: event.at,
        }),
      ];
    case "merchant.sharing_set":
      return [setSharing(merchantRow(event.merchant))];
    case "merchant.clock_set":
      return [setClock(merchantRow(event.merchant))];
    case "merchant.embed_origins_set":
      return [setEmbedOrigins(merchantRow(event.merchant))];
    case "key.added":
      return [insertKey({ ...event.key })];
    case "key.retired":
    case "key.revoked":
      return [updateKey({ ...event.key })];
  }
}

const at = sql.placeholder;

const setSharing = prepare<ReturnType<typeof merchantRow>>(
  build.update(merchants).set({
    sharesContracts: sql`${at("sharesContracts")}`,
    version: sql`${at("version")}`,
  }).where(eq(merchants.merchantNo, at("merchantNo"))),
);

const setEmbedOrigins = prepare<ReturnType<typeof merchantRow>>(
  build.update(merchants).set({
    embedOrigins: sql`${at("embedOrigins")}`,
    version: sql`${at("version")}`,
  }).where(eq(merchants.merchantNo, at("merchantNo"))),
);

const insertMerchant = prepare<ReturnType<typeof merchantRow>>(
  build.insert(merchants).values({
    merchantNo: at("merchantNo"),
    parentNo: at("parentNo"),
    appId: at("appId"),
    sharesContracts: at("sharesContracts"),
    name: at("name"),
    mode: at("mode"),
    products: at("products"),
    returnUrls: at("returnUrls"),
    embedOrigins: at("embedOrigins"),
    clockOffsetMs: at("clockOffsetMs"),
    createdAt: at("createdAt"),
    version: at("version"),
  }),
);

const setClock = prepare<ReturnType<typeof merchantRow>>(
  build.update(merchants).set({
    clockOffsetMs: sql`${at("clockOffsetMs")}`,
    version: sql`${at("version")}`,
  }).where(eq(merchants.merchantNo, at("merchantNo"))),
);

function merchantRow(merchant: Merchant) {
  return {
    ...merchant,
    products: JSON.stringify(merchant.products),
    returnUrls: JSON.stringify(merchant.returnUrls),
    embedOrigins: JSON.stringify(merchant.embedOrigins),
    clockOffsetMs: merchant.clockOffset,
    sharesContracts: merchant.sharesContracts ? 1 : 0,
  };
}

const insertSecretKey = prepare(
  build.insert(secretKeys).values({
    digest: at("digest"),
    merchantNo: at("merchantNo"),
    hint: at("hint"),
    createdAt: at("createdAt"),
  }),
);

const insertKey = prepare(
  build.insert(merchantKeys).values({
    kid: at("kid"),
    merchantNo: at("merchantNo"),
    alg: at("alg"),
    jwk: at("jwk"),
    state: at("state"),
    notBefore: at("notBefore"),
    retireAt: at("retireAt"),
    createdAt: at("createdAt"),
    version: at("version"),
  }),
);

const updateKey = prepare(
  build.update(merchantKeys).set({ state: sql`${at("state")}`, version: sql`${at("version")}` })
    .where(eq(merchantKeys.kid, at("kid"))),
);
