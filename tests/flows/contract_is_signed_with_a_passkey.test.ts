import { compactVerify, createLocalJWKSet } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyEvidence } from "../../core/contract/verify_evidence.ts";
import { verifySignature } from "../../core/contract/verify_signature.ts";
import type { EnteredByApp } from "../../core/consumer/enter_by_app.ts";
import { addPasskey, passkeyOptions } from "../../core/factor/own_passkeys.ts";
import type { Id } from "../../core/id.ts";
import { consumerOfSession } from "../../core/session/consumer_of_session.ts";
import { signTerms, termsSignatureOptions } from "../../core/signing/sign_terms.ts";
import { viewSigning } from "../../core/signing/view_signing.ts";
import { minutes } from "../../core/time.ts";
import { type Authenticator, authenticator, type Lie } from "../support/authenticator.ts";
import { must } from "../support/fixtures.ts";
import { agree, approvedPlan, codeFor, entered, openedSigning } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { verifies } from "../support/verified_elsewhere.ts";

let app: TestApp;
let person: EnteredByApp;
let device: Authenticator;
beforeAll(async () => {
  app = await testApp();
  person = await entered(app, "person_a");
  const here = await consumerOfSession(app.deps, person.sessionToken);
  if (!here) throw new Error("Cannot go on: the session has ended");
  device = authenticator(app.deps.config.publicUrl);
  const response = await device.create(must(await passkeyOptions(app.deps, here)));
  must(await addPasskey(app.deps, { here, response, name: "Chrome · Android" }));
});
afterAll(() => app.close());

let codes = 0;
async function opened(): Promise<Id<"sgn">> {
  const planId = await approvedPlan(app, { verify_phone: true });
  const body = { plan_id: planId, contract_code: `member-${++codes}` };
  return (await openedSigning(app, body)).signing_id;
}

async function sign(signingId: Id<"sgn">, lie?: Lie, changes: { shown?: string } = {}) {
  const session = person.sessionToken;
  const view = must(await viewSigning(app.deps, { signingId, session }));
  const command = { signingId, session, lang: "zh", shown: view.shown.zh.digest } as const;
  const options = must(await termsSignatureOptions(app.deps, command));
  const response = await device.get(options, lie);
  return await signTerms(app.deps, { ...command, response, ...changes });
}

async function signatureStateOf(signingId: Id<"sgn">): Promise<string> {
  const session = person.sessionToken;
  return must(await viewSigning(app.deps, { signingId, session })).signature;
}

async function jwksOf() {
  const published = await app.fetch(new Request("http://portal.test/.well-known/jwks.json"));
  return await published.json();
}

describe("a contract that is signed with a passkey", () => {
  it("has what was signed in its evidence, which a stranger's tools verify", async () => {
    const signingId = await opened();
    expect(await signatureStateOf(signingId)).toBe("offered");
    must(await sign(signingId));
    expect(await signatureStateOf(signingId)).toBe("given");
    const smsCode = await codeFor(app, signingId, person);
    const { contract } = must(await agree(app, signingId, person, { smsCode }));
    const path = `/v1/contracts/${contract?.contractId}/evidence`;
    const given = await (await app.api(path)).text();
    const jwks = await jwksOf();
    const { payload } = must(await verifyEvidence(given, jwks));
    expect(payload["factors"]).toEqual(["app_session", "phone_code", "passkey_signature"]);

    const jws = await compactVerify(JSON.parse(given).evidence, createLocalJWKSet(jwks));
    const { signature, shown } = JSON.parse(new TextDecoder().decode(jws.payload));
    const signed = {
      text: signature.text,
      publicKey: signature.public_key,
      clientData: signature.client_data,
      authenticatorData: signature.authenticator_data,
      signature: signature.signature,
      rpId: signature.rp_id,
    };
    expect(verifies(signed)).toBe(true);
    expect(verifies({ ...signed, text: signature.text.replace("每次最多", "每次") })).toBe(false);
    const text = JSON.parse(signature.text);
    expect([text.signing_id, text.lang, text.lines, text.full_text])
      .toEqual([signingId, shown.lang, shown.lines, shown.full_text]);

    // Even who had the portal's key could not put other terms above the signature.
    const other = { ...shown, digest: "0".repeat(64) };
    await expect(verifySignature({ ...payload, shown: other })).rejects.toThrow("other terms");
    const edited = signature.text.replace(text.nonce, "x");
    await expect(verifySignature({ ...payload, signature: { ...signature, text: edited } }))
      .rejects.toThrow("not valid");
  });

  it("takes no unverified device, no other terms, and nothing that was signed too long ago", async () => {
    const signingId = await opened();
    expect(await sign(signingId, { userVerified: false }))
      .toMatchObject({ error: { code: "passkey_refused" } });
    expect(await sign(signingId, undefined, { shown: "0".repeat(64) }))
      .toMatchObject({ error: { code: "terms_changed" } });
    expect(await signatureStateOf(signingId)).toBe("offered");
    must(await sign(signingId));
    app.clock.advance(minutes(11));
    expect(await signatureStateOf(signingId)).toBe("offered");
  });

  it("is signed by its own person only", async () => {
    const signingId = await opened();
    const stranger = await entered(app, "person_b");
    const session = stranger.sessionToken;
    const view = must(await viewSigning(app.deps, { signingId, session }));
    expect(view.signature).toBe("none");
    const command = { signingId, session, lang: "zh", shown: view.shown.zh.digest } as const;
    const response = await device.get(must(await termsSignatureOptions(app.deps, command)));
    expect(await signTerms(app.deps, { ...command, response }))
      .toMatchObject({ error: { code: "passkey_refused" } });
  });
});
