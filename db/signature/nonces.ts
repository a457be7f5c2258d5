import { eq, sql } from "drizzle-orm";
import type { NonceStore } from "../../core/signature/nonce_store.ts";
import { merchantKeys } from "../merchant/table.ts";
import { requestNonces } from "./table.ts";
import { build, prepare } from "../engine/statement.ts";

const at = sql.placeholder;

const insertNonce = prepare(
  build.insert(requestNonces).values({
    merchantNo: at("merchantNo"),
    jti: at("jti"),
    seenAt: at("seenAt"),
  }),
);

const markSigned = prepare(
  build.update(merchantKeys).set({ lastSignedAt: sql`${at("seenAt")}` })
    .where(eq(merchantKeys.kid, at("kid"))),
);

// The index on time finds the oldest; the limit keeps the write short.
const deleteNonces = prepare(
  build.delete(requestNonces).where(
    sql`(merchant_no, jti) in (select merchant_no, jti from request_nonces
      where seen_at < ${at("before")} order by seen_at limit ${at("max")})`,
  ),
);

const oldNonce = prepare(
  build.select({ jti: requestNonces.jti }).from(requestNonces)
    .where(sql`seen_at < ${at("before")}`).limit(1),
);

export const nonceStore: NonceStore = {
  remember: (merchantNo, { jti, kid }, seenAt) => ({
    statements: [
      insertNonce({ merchantNo, jti, seenAt }),
      ...(kid === undefined ? [] : [markSigned({ kid, seenAt })]),
    ],
    locks: [`nonce ${merchantNo} ${jti}`],
  }),
  anyBefore: (before) => ({
    statement: oldNonce({ before }),
    read: (rows) => rows.length > 0,
  }),
  forget: (before, max) => ({ statements: [deleteNonces({ before, max })] }),
};
