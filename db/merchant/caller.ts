import { type SQL, sql } from "drizzle-orm";
import type { Caller } from "../../core/merchant/caller.ts";
import type { Statement } from "../../core/unit.ts";
import { prepare } from "../engine/statement.ts";

type Builder = Parameters<typeof prepare>[0];
type Values = Readonly<Record<string, unknown>>;

/**
 * A statement scoped to the caller's own rows, in the same round trip that finds out who the caller is:
 * an unknown key selects nothing.
 */
export function forCaller<V extends Values>(
  scoped: (merchantNo: SQL) => Builder,
): (caller: Caller, values: V) => Statement {
  const bySecretKey = prepare<Values>(scoped(
    sql`(select merchant_no from secret_keys where digest = ${
      sql.placeholder("callerDigest")
    } and revoked_at is null)`,
  ));
  const bySignature = prepare<Values>(scoped(sql`${sql.placeholder("callerNo")}`));
  return (caller, values) =>
    caller.type === "secret_key"
      ? bySecretKey({ ...values, callerDigest: caller.digest })
      : bySignature({ ...values, callerNo: caller.merchantNo });
}
