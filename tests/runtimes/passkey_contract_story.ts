import { compactVerify, createLocalJWKSet } from "jose";
import { expect } from "vitest";
import { verifyEvidence } from "../../core/contract/verify_evidence.ts";
import { verifies } from "../support/verified_elsewhere.ts";
import { hiddenIn, type PlainBrowser, withoutChance } from "./plain_browser.ts";
import { openSigning, planForm } from "./shop.ts";
import { publicKeys, type Teller } from "./teller.ts";
import { enteredByApp, makePasskey } from "./wallet_browser.ts";

type Fields = Readonly<Record<string, string>>;

/** Somebody signs a contract's very text with a passkey: it is in the evidence, which others' tools verify. */
export async function aContractIsSignedWithAPasskey(teller: Teller): Promise<void> {
  const { place } = teller;
  const form = { ...planForm, title: "通行密钥签约" };
  const { plan_id } = (await teller.ask("POST", "/v1/plans", { body: form })).json;
  await place.approve(plan_id);
  const { json } = await openSigning(teller, { plan_id, contract_code: "passkey-1" });
  const path = new URL(json.sign_url).pathname;
  const browser = await enteredByApp(place, "person_a");
  const { device } = await makePasskey(browser, place);
  const page = await browser.get(path);
  teller.note("a passkey may sign", [page.status, withoutChance(page.html)]);

  const shown = hiddenIn(page.html, `${path}/signature`);
  const sign = async (lie = {}, changed: Fields = {}) => {
    const options = JSON.parse((await browser.post(`${path}/signature/challenge`, shown)).html);
    const response = JSON.stringify(await device.get(options, lie));
    return await browser.post(`${path}/signature`, { ...shown, ...changed, response });
  };
  const unverified = await sign({ userVerified: false });
  const otherTerms = await sign({}, { shown: "0".repeat(64) });
  const signed = await sign();
  const signs = [unverified, otherTerms, signed].map(({ status, location }) => [status, location]);
  expect(signs).toEqual([[422, ""], [422, ""], [303, path]]);
  teller.note("refused", [unverified, otherTerms].map(({ html }) => withoutChance(html)));
  const contractId = await agree(teller, browser, path);

  const given = await teller.ask("GET", `/v1/contracts/${contractId}/evidence`);
  const jwks = await publicKeys(teller);
  expect(await verifyEvidence(given.text, jwks)).toMatchObject({ ok: true });
  const jws = await compactVerify(given.json.evidence, createLocalJWKSet(jwks));
  const { factors, signature, shown: kept } = JSON.parse(new TextDecoder().decode(jws.payload));
  expect(factors).toEqual(["app_session", "passkey_signature"]);
  const text = JSON.parse(signature.text);
  expect([text.lines, text.full_text]).toEqual([kept.lines, kept.full_text]);
  const proof = {
    text: signature.text,
    publicKey: signature.public_key,
    clientData: signature.client_data,
    authenticatorData: signature.authenticator_data,
    signature: signature.signature,
    rpId: signature.rp_id,
  };
  expect([verifies(proof), verifies({ ...proof, text: signature.text.replace("续杯", "茶") })])
    .toEqual([true, false]);
}

/** Finishes the signing; the id of the contract. */
async function agree(teller: Teller, browser: PlainBrowser, path: string): Promise<string> {
  const page = await browser.get(path);
  expect(page.html).toContain("Signed with your passkey.");
  const confirmed = await browser.post(
    `${path}/confirmation`,
    hiddenIn(page.html, `${path}/confirmation`),
  );
  expect([confirmed.status, confirmed.location]).toEqual([303, path]);
  const done = await teller.ask("GET", path.replace("/sign/", "/v1/signings/"));
  expect(done.json).toMatchObject({ state: "signed", already_signed: false });
  return done.json.contract_id;
}
