import type { KeyToRegister } from "../../../../core/merchant/key_to_register.ts";
import { allScopes } from "../../../../core/merchant/merchant_key.ts";
import { ok, type Result } from "../../../../core/result.ts";
import { type Instant, parseShanghaiTime } from "../../../../core/time.ts";
import { readPublicKey } from "../../staff/read_merchant_act.ts";

type Field = "jwk" | "scopes" | "not_before" | "retire_at" | "old_retire_at";

/** The form of a new key, or which of its fields is wrong. */
export async function readNewKey(form: URLSearchParams): Promise<Result<KeyToRegister, Field>> {
  const key = await readPublicKey(form.get("jwk") ?? "");
  if (!key) return wrong("jwk");
  const scopes = allScopes.filter((scope) => form.getAll("scopes").includes(scope));
  if (scopes.length === 0) return wrong("scopes");
  const notBefore = timeIn(form, "not_before");
  if (notBefore === "wrong") return wrong("not_before");
  const retireAt = timeIn(form, "retire_at");
  if (retireAt === "wrong") return wrong("retire_at");
  const kid = form.get("replaces");
  const old = timeIn(form, "old_retire_at");
  if (kid !== null && (old === "wrong" || old === undefined)) return wrong("old_retire_at");
  return ok({
    ...key,
    scopes,
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(retireAt === undefined ? {} : { retireAt }),
    ...(kid === null || typeof old !== "number" ? {} : { replaces: { kid, retireAt: old } }),
  });
}

/** Undefined where nothing was entered. */
export function timeIn(form: URLSearchParams, name: string): Instant | "wrong" | undefined {
  const typed = (form.get(name) ?? "").trim();
  return typed === "" ? undefined : parseShanghaiTime(typed) ?? "wrong";
}

function wrong(error: Field): Result<never, Field> {
  return { ok: false, error };
}
