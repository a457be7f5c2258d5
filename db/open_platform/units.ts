import type { OpenPlatformStore } from "../../core/open_platform/open_platform_store.ts";
import { sql } from "drizzle-orm";
import { build, prepare, unitOf } from "../engine/statement.ts";
import { openInquiries } from "./table.ts";

type Units = Pick<
  OpenPlatformStore,
  | "claimToken"
  | "keepToken"
  | "dropToken"
  | "releaseToken"
  | "keepGrant"
  | "keepContract"
  | "mayInquire"
  | "keepNotice"
>;

// Each decides in the statement that writes: of two processes that ask at once, one gets it.

const CLAIM_TOKEN = `INSERT INTO open_tokens (app_id, kind, fetcher, fetching_until)
VALUES (?1, ?2, ?3, ?5)
ON CONFLICT (app_id, kind) DO UPDATE SET fetcher = ?3, fetching_until = ?5
  WHERE open_tokens.fetching_until <= ?4
RETURNING app_id`;

const KEEP_TOKEN = `INSERT INTO open_tokens (app_id, kind, sealed, ends_at, fetched_at)
VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (app_id, kind) DO UPDATE
  SET sealed = ?3, ends_at = ?4, fetched_at = ?5, fetching_until = 0`;

const DROP_TOKEN = `UPDATE open_tokens SET sealed = NULL, ends_at = 0
WHERE app_id = ?1 AND kind = ?2 AND fetched_at <= ?3`;

const RELEASE_TOKEN = `UPDATE open_tokens SET fetching_until = 0
WHERE app_id = ?1 AND kind = ?2 AND fetcher = ?3`;

const FORGET_GRANTS = `DELETE FROM open_grants WHERE (app_id, open_id) IN (
  SELECT app_id, open_id FROM open_grants WHERE ends_at <= ?1 LIMIT 50)`;
const KEEP_GRANT =
  `INSERT INTO open_grants (app_id, open_id, sealed, ends_at) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (app_id, open_id) DO UPDATE SET sealed = ?3, ends_at = ?4`;

const KEEP_CONTRACT =
  `INSERT INTO open_contracts (contract_id, app_id, open_id, template_id, contract_no)
VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (contract_id) DO UPDATE SET contract_no = coalesce(open_contracts.contract_no, ?5)`;

const at = sql.placeholder;
const mayInquire = prepare(
  build.insert(openInquiries).values({
    appId: at("appId"),
    openId: at("openId"),
    templateId: at("templateId"),
    askedAt: at("now"),
  }).onConflictDoUpdate({
    target: [openInquiries.appId, openInquiries.openId, openInquiries.templateId],
    set: { askedAt: sql`excluded.asked_at` },
    setWhere: sql`${openInquiries.askedAt} <= ${at("since")}`,
  }).returning(),
);

const NOTICES_KEPT = 10_000n;
const KEEP_NOTICE = `INSERT INTO open_notices (app_id, at, contract_id, understood, sealed_body)
VALUES (?1, ?2, ?3, ?4, ?5)`;
const FORGET_NOTICES =
  `DELETE FROM open_notices WHERE seq <= (SELECT max(seq) FROM open_notices) - ?1`;

export const openPlatformUnits: Units = {
  claimToken: (appId, kind, { fetcher, now, until }) =>
    unitOf(CLAIM_TOKEN, appId, kind, fetcher, now, until),
  keepToken: (appId, kind, { sealed, endsAt, fetchedAt }) =>
    unitOf(KEEP_TOKEN, appId, kind, sealed, endsAt, fetchedAt),
  dropToken: (appId, kind, fetchedBefore) => unitOf(DROP_TOKEN, appId, kind, fetchedBefore),
  releaseToken: (appId, kind, fetcher) => unitOf(RELEASE_TOKEN, appId, kind, fetcher),
  keepGrant: ({ appId, openId, sealed, endsAt, now }) => ({
    statements: [
      { sql: FORGET_GRANTS, args: [BigInt(now)] },
      { sql: KEEP_GRANT, args: [appId, openId, sealed, BigInt(endsAt)] },
    ],
  }),
  keepContract: ({ contractId, appId, openId, templateId, contractNo }) =>
    unitOf(KEEP_CONTRACT, contractId, appId, openId, templateId, contractNo ?? null),
  mayInquire: ({ appId, openId, templateId }, { now, since }) => ({
    statements: [mayInquire({ appId, openId, templateId, now, since })],
  }),
  keepNotice: ({ appId, at, contractId, understood, sealedBody }) => ({
    statements: [
      {
        sql: KEEP_NOTICE,
        args: [appId, BigInt(at), contractId ?? null, understood ? 1n : 0n, sealedBody],
      },
      { sql: FORGET_NOTICES, args: [NOTICES_KEPT] },
    ],
  }),
};
