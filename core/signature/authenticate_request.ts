import { Overloaded } from "../conflict.ts";
import type { Deps } from "../deps.ts";
import type { OwnCaller } from "../merchant/caller.ts";
import { merchantNow } from "../merchant/merchant.ts";
import type { Result } from "../result.ts";
import { ok, rejected } from "../result.ts";
import { businessDay } from "../time.ts";
import { readSignature } from "./read_signature.ts";
import type { UnreadableSignature } from "./read_signature.ts";
import { verifyRequest } from "./verify_request.ts";
import type { SignatureRefusal, SignedRequest } from "./verify_request.ts";

export type AuthenticateRefusal =
  | UnreadableSignature
  | SignatureRefusal
  | { readonly code: "signature_replayed" };

export interface Signed {
  readonly caller: Extract<OwnCaller, { type: "signed" }>;
  /** The number below that it is meant for, as the signature says. */
  readonly merchantNo: string | undefined;
}

/** Finds out who signed this request, and records its `jti` so that it cannot be replayed. */
export async function authenticateRequest(
  deps: Deps,
  header: string,
  request: SignedRequest,
): Promise<Result<Signed, AuthenticateRefusal>> {
  const signature = readSignature(header);
  if (!signature.ok) return signature;
  const { kid, jti } = signature.value;

  const [key, merchant] = await deps.load(deps.merchants.key(kid), deps.merchants.ofKey(kid));
  const now = deps.now();
  const verified = await verifyRequest(signature.value, request, {
    key,
    now,
    merchantNow: merchant ? merchantNow(merchant, now) : now,
  });
  if (!verified.ok) return verified;

  const { merchantNo, scopes, lastSignedAt } = verified.value;
  // Once a day is enough, and costs no write of its own.
  const first = lastSignedAt === undefined || businessDay(lastSignedAt) !== businessDay(now);
  const nonce = { jti, kid: first ? kid : undefined };
  const verdict = await deps.write(deps.nonces.remember(merchantNo, nonce, now));
  switch (verdict.type) {
    case "committed":
      return ok({
        caller: { type: "signed", merchantNo, kid, jti, scopes },
        merchantNo: signature.value.merchantNo,
      });
    case "refused":
      return rejected({ code: "signature_replayed" });
    case "unknown":
    case "overloaded":
      throw new Overloaded("The request's jti could not be kept; nothing was done");
  }
}
