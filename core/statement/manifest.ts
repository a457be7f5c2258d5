import type { ChainEnd } from "../audit/audit_store.ts";
import type { Vault } from "../secret/vault.ts";
import { sha256 } from "../sha256.ts";
import { endOfBusinessDay, rfc3339, startOfBusinessDay } from "../time.ts";
import type { ReadyStatement } from "./statement.ts";
import { fileResource, partsResource, sumsResource, totalsResource } from "./statement_resource.ts";

export const STATEMENT_TYPE = "countersign-statement";

interface Given {
  readonly institution: string;
  readonly auditHead: ChainEnd;
  /** The number's statement before. */
  readonly before: ReadyStatement | undefined;
}

/**
 * What a statement says, as a compact JWS by the portal's key: anyone with the portal's public keys can check its files
 * against it without us, whoever keeps it can tell later that neither the audit chain nor an earlier statement changed.
 */
export async function signManifest(
  vault: Vault,
  statement: Omit<ReadyStatement, "manifest">,
  { institution, auditHead, before }: Given,
): Promise<string> {
  const start = startOfBusinessDay(statement.day);
  const manifest = {
    // Fields are only added.
    manifest_version: 1,
    institution,
    statement_id: statement.statementId,
    merchant_no: statement.merchantNo,
    scope: statement.scope,
    day: statement.day,
    time_zone: "Asia/Shanghai",
    starts_at: rfc3339(start),
    ends_at: rfc3339(endOfBusinessDay(start)),
    currency: "CNY",
    opening_balance: statement.opening.fen,
    ...sumsResource(statement),
    closing_balance: statement.closing.fen,
    fee_parts: partsResource(statement.feeParts),
    totals: totalsResource(statement.totals),
    metadata_keys: statement.metadataKeys,
    files: statement.files.map(fileResource),
    previous: before === undefined ? null : {
      statement_id: before.statementId,
      day: before.day,
      manifest_sha256: await sha256(before.manifest),
    },
    audit_head: { entries: auditHead.entries, hash: auditHead.hash },
    issued_at: rfc3339(statement.issuedAt),
  };
  const bytes = new TextEncoder().encode(JSON.stringify(manifest));
  return await vault.signCompact({ typ: STATEMENT_TYPE }, bytes);
}
