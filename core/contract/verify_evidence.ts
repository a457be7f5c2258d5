import type { JSONWebKeySet } from "jose";
import { canonicalJson } from "../canonical_json.ts";
import { ok, rejected, type Result } from "../result.ts";
import { NotValid, openJws } from "../secret/open_jws.ts";
import { sha256 } from "../sha256.ts";
import { chainHash, chainStart } from "./chain.ts";
import { EVIDENCE_TYPE, LIFECYCLE_TYPE } from "./evidence.ts";
import { verifySignature } from "./verify_signature.ts";

export type EvidenceRefusal = { readonly code: "evidence_not_valid"; readonly detail: string };

/** What the verified evidence says. `steps` and `asOf` are absent when only the JWS was given. */
export interface VerifiedEvidence {
  readonly payload: Json;
  readonly steps: readonly Json[] | undefined;
  readonly asOf: string | undefined;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Verifies a contract's evidence as the API returns it, or the JWS alone, with nothing but the portal's public keys:
 * who signed it, that no byte changed, and that no step of the contract's life was removed, edited, added or moved.
 */
export async function verifyEvidence(
  text: string,
  jwks: JSONWebKeySet,
): Promise<Result<VerifiedEvidence, EvidenceRefusal>> {
  try {
    return ok(await verify(text.trim(), jwks));
  } catch (error) {
    const detail = error instanceof NotValid ? error.message : `It is not readable: ${error}`;
    return rejected({ code: "evidence_not_valid", detail });
  }
}

async function verify(text: string, jwks: JSONWebKeySet): Promise<VerifiedEvidence> {
  if (!text.startsWith("{")) {
    const payload = await openJws(text, EVIDENCE_TYPE, jwks);
    await verifySignature(payload);
    return { payload, steps: undefined, asOf: undefined };
  }
  const given: Json = JSON.parse(text);
  const evidence = String(given["evidence"]);
  const payload = await openJws(evidence, EVIDENCE_TYPE, jwks);
  await verifySignature(payload);
  const end = await openJws(String(given["lifecycle_end"]), LIFECYCLE_TYPE, jwks);
  const steps = given["lifecycle"];
  if (!Array.isArray(steps) || steps.length === 0) throw new NotValid("It has no steps");
  for (const each of [given, end]) {
    if (each["contract_id"] !== payload["contract_id"]) {
      throw new NotValid("Its parts belong to different contracts");
    }
  }
  await followChain(steps, { evidence, contractId: payload["contract_id"] });
  const last = steps.at(-1);
  if (last.version !== end["version"] || last.hash !== end["hash"]) {
    throw new NotValid(`It ends at step ${last.version}, but the portal signed ${end["version"]}`);
  }
  if (await sha256(canonicalJson(steps)) !== end["steps_sha256"]) {
    throw new NotValid("Its steps are not the ones the portal signed");
  }
  return { payload, steps, asOf: String(end["as_of"]) };
}

async function followChain(
  steps: readonly Json[],
  { evidence, contractId }: { readonly evidence: string; readonly contractId: unknown },
): Promise<void> {
  let hash = await chainStart(evidence);
  for (const [i, step] of steps.entries()) {
    const { event_id: _, hash: claimed, ...facts } = step;
    if (facts["version"] !== i + 1) throw new NotValid(`Step ${i + 1} is missing or out of order`);
    if (facts["contract_id"] !== contractId) {
      throw new NotValid(`Step ${i + 1} belongs to another contract`);
    }
    hash = await chainHash(hash, facts);
    if (hash !== claimed) throw new NotValid(`Step ${i + 1} was edited`);
  }
}
