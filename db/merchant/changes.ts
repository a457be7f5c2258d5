import { eq, sql } from "drizzle-orm";
import type { KeyEvent } from "../../core/merchant/key_events.ts";
import type { Merchant } from "../../core/merchant/merchant.ts";
import type { MerchantEvent } from "../../core/merchant/merchant_events.ts";
import { storeLogo } from "../brand/logos.ts";
import { merchantKeys, merchantLines, merchants, secretKeys } from "./table.ts";
import type { Changes } from "../engine/changes.ts";
import { build, prepare } from "../engine/statement.ts";

export const merchantChanges = {
  "merchant.opened": ({ merchant, secretKey, at }) => [
    insertMerchant(merchantRow(merchant)),
    insertLines(merchantRow(merchant)),
    ...(secretKey
      ? [insertSecretKey({ ...secretKey, merchantNo: merchant.merchantNo, createdAt: at })]
      : []),
  ],
  "merchant.changed": ({ merchant }) => [updateSettings(merchantRow(merchant))],
  "merchant.secret_key_made": ({ merchant, keyDigest, keyHint, at }) => [
    moveOn(merchantRow(merchant)),
    insertSecretKey({
      digest: keyDigest,
      merchantNo: merchant.merchantNo,
      hint: keyHint,
      createdAt: at,
    }),
  ],
  "merchant.secret_key_revoked": ({ merchant, keyDigest, at }) => [
    moveOn(merchantRow(merchant)),
    revokeSecretKey({ digest: keyDigest, at }),
  ],
  "merchant.suspended": setState,
  "merchant.resumed": setState,
  "merchant.closed": (event) => [
    ...setState(event),
    revokeSecretKeys({ merchantNo: event.merchant.merchantNo, at: event.at }),
  ],
  "merchant.clock_set": ({ merchant }) => [setClock(merchantRow(merchant))],
  "merchant.app_set": ({ merchant }) => [setApp(merchantRow(merchant))],
  // A new logo before the row that leads to it, whose old one is kept.
  "merchant.branded": ({ merchant, logo }) => [
    ...storeLogo(merchant, logo),
    updateBrand(merchantRow(merchant)),
  ],
  "merchant.embed_origins_set": ({ merchant }) => [setEmbedOrigins(merchantRow(merchant))],
} satisfies Changes<MerchantEvent>;

export const keyChanges = {
  "key.added": ({ key }) => [insertKey({ ...key, scopes: JSON.stringify(key.scopes) })],
  "key.retirement_set": updateKeyOf,
  "key.retired": updateKeyOf,
  "key.revoked": updateKeyOf,
} satisfies Changes<KeyEvent>;

function updateKeyOf({ key }: KeyEvent) {
  return [updateKey({ ...key })];
}

function setState({ merchant }: { readonly merchant: Merchant }) {
  return [updateState(merchantRow(merchant))];
}

const at = sql.placeholder;

const updateState = prepare<ReturnType<typeof merchantRow>>(
  build.update(merchants).set({
    state: sql`${at("state")}`,
    stateReason: sql`${at("stateReason")}`,
    stateAt: sql`${at("stateAt")}`,
    windingUp: sql`${at("windingUp")}`,
    version: sql`${at("version")}`,
  }).where(eq(merchants.merchantNo, at("merchantNo"))),
);

const revokeSecretKeys = prepare<{ readonly merchantNo: string; readonly at: number }>(
  build.update(secretKeys).set({ revokedAt: sql`${at("at")}` })
    .where(sql`merchant_no = ${at("merchantNo")} and revoked_at is null`),
);

/** Nothing but its history has moved. */
const moveOn = prepare<ReturnType<typeof merchantRow>>(
  build.update(merchants).set({ version: sql`${at("version")}` })
    .where(eq(merchants.merchantNo, at("merchantNo"))),
);

const revokeSecretKey = prepare<{ readonly digest: string; readonly at: number }>(
  build.update(secretKeys).set({ revokedAt: sql`${at("at")}` })
    .where(sql`digest = ${at("digest")} and revoked_at is null`),
);

const setEmbedOrigins = prepare<ReturnType<typeof merchantRow>>(
  build.update(merchants).set({
    embedOrigins: sql`${at("embedOrigins")}`,
    version: sql`${at("version")}`,
  }).where(eq(merchants.merchantNo, at("merchantNo"))),
);

/** With what it is connected to, or with nothing new but its channel. */
export const setChannel = prepare<
  Pick<Merchant, "merchantNo" | "version" | "channel"> & { readonly onTrial: boolean }
>(
  build.update(merchants).set({
    channel: sql`${at("channel")}`,
    onTrial: sql`${at("onTrial")}`,
    version: sql`${at("version")}`,
  }).where(eq(merchants.merchantNo, at("merchantNo"))),
);

const setApp = prepare<ReturnType<typeof merchantRow>>(
  build.update(merchants).set({
    appId: sql`${at("appId")}`,
    version: sql`${at("version")}`,
  }).where(eq(merchants.merchantNo, at("merchantNo"))),
);

const updateBrand = prepare<ReturnType<typeof merchantRow>>(
  build.update(merchants).set({ brand: sql`${at("brand")}`, version: sql`${at("version")}` })
    .where(eq(merchants.merchantNo, at("merchantNo"))),
);

const insertMerchant = prepare<ReturnType<typeof merchantRow>>(
  build.insert(merchants).values({
    merchantNo: at("merchantNo"),
    parentNo: at("parentNo"),
    appId: at("appId"),
    enterpriseId: at("enterpriseId"),
    testOf: at("testOf"),
    reference: at("reference"),
    name: at("name"),
    mode: at("mode"),
    channel: at("channel"),
    products: at("products"),
    returnUrls: at("returnUrls"),
    embedOrigins: at("embedOrigins"),
    clockOffsetMs: at("clockOffsetMs"),
    state: at("state"),
    stateReason: at("stateReason"),
    stateAt: at("stateAt"),
    windingUp: at("windingUp"),
    createdAt: at("createdAt"),
    onTrial: sql`0`,
    version: at("version"),
  }),
);

/** Below its parent and everything above that, and at no distance from itself. */
const insertLines = prepare<ReturnType<typeof merchantRow>>(
  build.insert(merchantLines).select(sql`
    select null, above_no, ${at("merchantNo")}, depth + 1 from merchant_lines
    where merchant_no = ${at("parentNo")}
    union all select null, ${at("merchantNo")}, ${at("merchantNo")}, 0
    order by 4`),
);

const updateSettings = prepare<ReturnType<typeof merchantRow>>(
  build.update(merchants).set({
    name: sql`${at("name")}`,
    products: sql`${at("products")}`,
    returnUrls: sql`${at("returnUrls")}`,
    embedOrigins: sql`${at("embedOrigins")}`,
    version: sql`${at("version")}`,
  }).where(eq(merchants.merchantNo, at("merchantNo"))),
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
    brand: merchant.brand ? JSON.stringify(merchant.brand) : null,
    clockOffsetMs: merchant.clockOffset,
    stateReason: merchant.state === "active" ? null : merchant.reason,
    stateAt: stateAt(merchant),
    windingUp: merchant.state === "closed" ? 1 : 0,
  };
}

function stateAt(merchant: Merchant): number | null {
  switch (merchant.state) {
    case "active":
      return null;
    case "suspended":
      return merchant.suspendedAt;
    case "closed":
      return merchant.closedAt;
  }
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
    scopes: at("scopes"),
    notBefore: at("notBefore"),
    retireAt: at("retireAt"),
    createdAt: at("createdAt"),
    version: at("version"),
  }),
);

const updateKey = prepare(
  build.update(merchantKeys).set({
    state: sql`${at("state")}`,
    retireAt: sql`${at("retireAt")}`,
    version: sql`${at("version")}`,
  })
    .where(eq(merchantKeys.kid, at("kid"))),
);
