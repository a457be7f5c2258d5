import { Buffer } from "node:buffer";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { personOf } from "../../sandbox/bank/persons.ts";
import { sendSigningCode } from "../../core/signing/send_signing_code.ts";
import type { Sms } from "../../core/sms/sms.ts";
import { must } from "../support/fixtures.ts";
import { agree, approvedPlan, entered, openedSigning } from "../support/signers.ts";
import { testApp } from "../support/test_app.ts";

describe("a stolen database file", () => {
  it("reveals nothing about the people who signed, and contains no session and no code", async () => {
    const folder = await mkdtemp(join(tmpdir(), "countersign-stolen-"));
    const app = await testApp({ databaseUrl: `file:${join(folder, "portal.db")}` });
    const texts: string[] = [];
    const heard = {
      ...app,
      // The sandbox's inbox is a phone, not a part of the portal.
      deps: { ...app.deps, sms: ({ text }: Sms) => Promise.resolve(void texts.push(text)) },
    };
    const planId = await approvedPlan(app, { verify_phone: true, verify_id_number: true });
    const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    const person = await entered(app, "person_a");
    const { consumerId } = person.consumer;
    must(await sendSigningCode(heard.deps, { signingId: signing_id, consumerId, lang: "zh" }));
    const smsCode = /#(\d{6})$/.exec(texts[0] ?? "")?.[1] ?? "";
    const { name, phone, idNumber, cards } = personOf("person_a")!;
    const agreed = await agree(heard, signing_id, person, { smsCode, idNumber });
    const { openId = "" } = must(agreed).contract ?? {};
    await app.close();

    const files = await Promise.all(
      (await readdir(folder)).map((file) => readFile(join(folder, file))),
    );
    const stolen = Buffer.concat(files);
    const { sessionToken } = person;
    const unused = cards.at(-1)?.token ?? "";
    for (const secret of [name, phone, idNumber, sessionToken, `#${smsCode}`, unused]) {
      expect(stolen.includes(secret)).toBe(false);
    }
    expect(stolen.includes(openId)).toBe(true);
    await rm(folder, { recursive: true });
  });

  it("contains no working secret: no key, no webhook secret, no private key", async () => {
    const folder = await mkdtemp(join(tmpdir(), "countersign-stolen-"));
    const app = await testApp({ databaseUrl: `file:${join(folder, "portal.db")}` });
    const made = await app.api("/v1/webhook_endpoints", {
      body: { url: "http://127.0.0.1:9/hook" },
    });
    const { secret, public_key: publicKey, endpoint_id: id } = await made.json();
    const rotated = await (await app.api(`/v1/webhook_endpoints/${id}/secrets`, { method: "POST" }))
      .json();
    const live = await app.openMerchant("长风书店 Changfeng Books", { mode: "live" });
    await app.close();

    const files = await Promise.all(
      (await readdir(folder)).map((name) => readFile(join(folder, name))),
    );
    const stolen = Buffer.concat(files);
    const secrets = [app.merchant.secretKey, live.secretKey, secret, rotated.secret].map(String);
    expect(secrets.every((each) => each.length > 20)).toBe(true);
    for (const each of secrets) {
      const bare = each.replace(/^(sk_test_|sk_live_|whsec_)/, "");
      expect(stolen.includes(bare)).toBe(false);
      expect(stolen.includes(Buffer.from(bare, "base64"))).toBe(false);
    }
    // The values that may be stored are there, so this is the right file.
    expect(stolen.includes(publicKey)).toBe(true);
    await rm(folder, { recursive: true });
  });
});
