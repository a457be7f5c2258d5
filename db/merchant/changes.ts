import { eq, sql } from "drizzle-orm";
import type { KeyEvent } from "../../core/merchant/key_events.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import type { MerchantEvent } from "../../core/merchant/merchant_events.ts";
import { merchantKeys, merchants, secretKeys } from "./table.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";

export const merchantChanges = {
  "merchant.opened": ({ merchant, keyDigest, keyHint, at }) => [
    insertMerchant(merchantRow(merchant)),
    insertSecretKey({
      digest: keyDigest,
      merchantNo: merchant.merchantNo,
      hint: keyHint,
      createdAt: at,
    }),
  ],
  "merchant.sharing_set": ({ merchant }) => [setSharing(merchantRow(merchant))],
  "merchant.clock_set": ({ merchant }) => [setClock(merchantRow(merchant))],
  "merchant.embed_origins_set": ({ merchant }) => [setEmbedOrigins(merchantRow(merchant))],
} satisfies Changes<MerchantEvent>;

export const keyChanges = {
  "key.added": ({ key }) => [insertKey({ ...key })],
  "key.retired": updateKeyOf,
  "key.revoked": updateKeyOf,
} satisfies Changes<KeyEvent>;

function updateKeyOf({ key }: KeyEvent) {
  return [updateKey({ ...key })];
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
