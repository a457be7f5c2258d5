import { compactVerify, createLocalJWKSet } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lastCodeFor } from "../../sandbox/bank/inbox.ts";
import { openBrowser, type TestBrowser } from "../support/browser.ts";
import { openPortal, type Portal } from "../support/portal.ts";
import { approvedPlan, openedSigning, readSigning } from "../support/signers.ts";
import { virtualAuthenticator } from "../support/virtual_authenticator.ts";
import { verifies } from "../support/verified_elsewhere.ts";

const PHONE_OF_A = "19900000001";

let browser: TestBrowser;
let portal: Portal;
beforeAll(async () => {
  [browser, portal] = await Promise.all([openBrowser(), openPortal({ named: "localhost" })]);
});
afterAll(async () => {
  await browser.close();
  await portal.close();
});

describe("a contract on the sign page", () => {
  it("is signed with a passkey and a code, by whoever has a passkey", async () => {
    const { page, complaints } = await browser.openPage({ lang: "en", width: 360 });
    const device = await virtualAuthenticator(page);
    const enter = async (url: string) => {
      await page.goto(`${portal.url}/sandbox/wallet?open=${encodeURIComponent(url)}`);
      await page.waitForURL(url);
    };
    await enter(`${portal.url}/wallet`);
    await page.click('a:text-is("Passkeys")');
    await page.click("text=Add one on this device");
    await page.waitForSelector("section h2");

    const plan_id = await approvedPlan(portal, { verify_phone: true });
    const { signing_id } = await openedSigning(portal, { plan_id, contract_code: "member-1" });
    await enter(`${portal.url}/sign/${signing_id}`);
    await page.click("button:has-text('Agree and get code')");
    await page.waitForSelector("#code");
    await page.click("button:has-text('Sign with a passkey')");
    await page.waitForSelector("text=Signed with your passkey. Finish signing below.");
    await page.fill("#code", await lastCodeFor(portal.deps, PHONE_OF_A) ?? "");
    await page.click("button:has-text('Confirm')");
    await page.waitForSelector("h1:has-text('Signed. Nothing was charged.')");
    const { contract_id } = await readSigning(portal, signing_id);
    const answer = await portal.api(`/v1/contracts/${contract_id}/evidence`);
    const { evidence } = await answer.json();
    const keys = createLocalJWKSet(await (await portal.api("/.well-known/jwks.json")).json());
    const jws = await compactVerify(evidence, keys);
    const payload = JSON.parse(new TextDecoder().decode(jws.payload));
    expect(payload.factors).toEqual(["app_session", "phone_code", "passkey_signature"]);
    const { signature, shown } = payload;
    const signed = {
      text: signature.text,
      publicKey: signature.public_key,
      clientData: signature.client_data,
      authenticatorData: signature.authenticator_data,
      signature: signature.signature,
      rpId: signature.rp_id,
    };
    expect(verifies(signed)).toBe(true);
    const text = JSON.parse(signature.text);
    expect([text.signing_id, text.lang, text.lines, text.full_text])
      .toEqual([signing_id, "en", shown.lines, shown.full_text]);

    for (const part of ["text", "authenticatorData", "signature"] as const) {
      expect(verifies({ ...signed, [part]: changed(signed[part]) }), part).toBe(false);
    }
    for (const part of [0, 1, 2]) {
      const other = evidence.split(".").map((each: string, at: number) =>
        at === part ? changed(each) : each
      ).join(".");
      await expect(compactVerify(other, keys), `${part}`).rejects.toThrow();
    }
    await device.lose();
    expect(complaints).toEqual([]);
  });
});

/** With one of its bytes changed, in the middle. */
function changed(text: string): string {
  const at = text.length >> 1;
  return text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
}
