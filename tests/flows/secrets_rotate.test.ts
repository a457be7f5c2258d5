import { createClient } from "@libsql/client";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openIdentity } from "../../core/consumer/seal_person.ts";
import { readCode } from "../../core/dynamic_code/read_code.ts";
import { cancelPayment } from "../../core/payment/cancel_payment.ts";
import { pairScreen } from "../../core/screen/pair_screen.ts";
import type { Secret } from "../../core/secret/parse_secrets.ts";
import { sendSigningCode } from "../../core/signing/send_signing_code.ts";
import type { Sms } from "../../core/sms/sms.ts";
import { openSecret } from "../../core/webhook/endpoint_secret.ts";
import { keyUses } from "../../db/secret/key_uses.ts";
import { reseal } from "../../db/secret/reseal.ts";
import { sealedColumns } from "../../db/secret/sealed_columns.ts";
import { blocked } from "../support/blocks.ts";
import { fakeClock } from "../support/fake_clock.ts";
import { must } from "../support/fixtures.ts";
import { openedLink, payLink } from "../support/links.ts";
import { showCode } from "../support/scanned_codes.ts";
import { tempFolder } from "../support/server.ts";
import { agree, approvedPlan, entered, openedSigning } from "../support/signers.ts";
import { startSqld } from "../support/sqld.ts";
import { signedIn } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const older: Secret = { id: "2026-a", key: new Uint8Array(32).fill(1) };
const newer: Secret = { id: "2026-b", key: new Uint8Array(32).fill(2) };
const BROWSER = "the secret in a browser's cookie";

describe("a rotation of the secrets", () => {
  it("resets nothing that is in flight, on a file", async () => {
    const folder = await tempFolder();
    await rotate(`file:${join(folder.path, "portal.db")}`);
    await folder.remove();
  });

  it("resets nothing that is in flight, on a server", async () => {
    const sqld = await startSqld();
    await rotate(sqld.url);
    await sqld.stop();
  });

  it.each(["file", "server"])(
    "finds one lookup key, whoever made it first, on a %s",
    async (kind) => {
      const [folder, sqld] = [
        await tempFolder(),
        kind === "server" ? await startSqld() : undefined,
      ];
      const databaseUrl = sqld?.url ?? `file:${join(folder.path, "portal.db")}`;
      const apps = await Promise.all([1, 2, 3, 4].map(() => testApp({ databaseUrl })));
      const digests = await Promise.all(apps.map(({ deps }) => deps.vault.mac("device", BROWSER)));
      expect(new Set(digests).size).toBe(1);
      for (const app of apps) await app.close();
      await sqld?.stop();
      await folder.remove();
    },
  );

  it("reseals every column that holds sealed text", async () => {
    const app = await testApp();
    const [names] = await app.deps.load({
      statement: {
        sql: `select t.name || '.' || c.name as name
          from pragma_table_list t join pragma_table_info(t.name) c
          where t.type = 'table' and c.name like 'sealed%' order by 1`,
        args: [],
      },
      read: (rows) => rows.map(({ name }) => name),
    });
    expect(names).toEqual(sealedColumns.map(({ table, column }) => `${table}.${column}`).sort());
    await app.close();
  });
});

async function rotate(databaseUrl: string): Promise<void> {
  const given = { databaseUrl, clock: fakeClock() };
  const before = await testApp({ ...given, secrets: [older] });
  const { secretKey: key } = before.merchant;
  const device = await before.deps.vault.mac("device", BROWSER);
  const linkId = await openedLink(before);
  const payment = must(await payLink(before, linkId, { amount: 30_000, device }));
  const paired = await (await before.api("/v1/screens", { body: { name: "柜台" } })).json();
  const waiting = await (await before.api("/v1/screens", { body: { name: "门口" } })).json();
  const { token } = await showCode(before);
  const { consumerId, signingId, smsCode } = await codeSent(before);
  const hook = { url: "http://127.0.0.1:9/hook" };
  const { secret } = await (await before.api("/v1/webhook_endpoints", { body: hook })).json();
  const operator = await signedIn(before, "admin");
  const { blockId } = await blocked(before, operator, "phone", "19900000002");
  await before.close();

  const rotated = await testApp({ ...given, secrets: [newer, older] });
  const same = await rotated.deps.vault.mac("device", BROWSER);
  expect(await payLink(rotated, linkId, { amount: 20_001, device: same })).toMatchObject({
    error: { code: "daily_limit_exceeded", left: 20_000 },
  });
  expect((await pairScreen(rotated.deps, { typed: paired.pairing_code, source: undefined })).ok)
    .toBe(true);
  expect(await readCode(rotated.deps, token)).toMatchObject({ scanned: { rotation: 0 } });
  const person = await entered(rotated, "person_a");
  expect(person.consumer.consumerId).toBe(consumerId);
  expect((await agree(rotated, signingId, person, { smsCode })).ok).toBe(true);

  const client = createClient({ url: databaseUrl });
  const { vault, write } = rotated.deps;
  const done = await reseal({ reader: client, write, vault });
  expect(done.unopened).toEqual([]);
  expect(done.count).toBeGreaterThan(0);
  expect(await keyUses(client, vault.keys)).toMatchObject([
    { key: { id: newer.id }, signed: 1 },
    { key: { id: older.id }, sealed: 0, signed: 0 },
  ]);
  expect((await reseal({ reader: client, write, vault })).count).toBe(0);
  client.close();
  await rotated.close();

  const after = await testApp({ ...given, secrets: [newer] });
  expect(await payLink(after, linkId, { amount: 20_001, device: same })).toMatchObject({
    error: { code: "daily_limit_exceeded", left: 20_000 },
  });
  const { orderId, paymentId } = payment;
  const cancelled = await cancelPayment(after.deps, { orderId, paymentId, device: same });
  expect(must(cancelled).state).toBe("failed");
  expect((await pairScreen(after.deps, { typed: waiting.pairing_code, source: undefined })).ok)
    .toBe(true);
  const [known] = await after.deps.load(after.deps.consumers.byId(consumerId));
  const opened = await openIdentity(after.deps.vault, present(known).consumer);
  expect(opened.name).not.toBe("");
  expect(await secretsOf(after, key)).toEqual([secret]);
  const { consumer: other } = await entered(after, "person_b");
  const [kinds] = await after.deps.load(
    after.deps.blocks.findsBy({ consumerId: other.consumerId, cards: [] }),
  );
  expect(kinds).toEqual(["phone"]);
  expect((await blocked(after, operator, "phone", "199 0000 0002")).blockId).toBe(blockId);
  await after.close();
}

/** A code on its way to the phone of somebody about to sign. */
async function codeSent(app: TestApp) {
  const texts: string[] = [];
  const sms = ({ text }: Sms) => Promise.resolve(void texts.push(text));
  const planId = await approvedPlan(app, { verify_phone: true });
  const { signing_id: signingId } = await openedSigning(app, {
    plan_id: planId,
    contract_code: "c-1",
  });
  const { consumerId } = (await entered(app, "person_a")).consumer;
  must(await sendSigningCode({ ...app.deps, sms }, { signingId, consumerId, lang: "zh" }));
  const smsCode = /#(\d{6})$/.exec(texts[0] ?? "")?.[1];
  return { signingId, consumerId, smsCode };
}

async function secretsOf(app: TestApp, key: string): Promise<readonly string[]> {
  const { data } = await (await app.api("/v1/webhook_endpoints", { key })).json();
  const [endpoint] = await app.deps.load(app.deps.endpoints.byId(data[0].endpoint_id));
  return await Promise.all(
    present(endpoint).secrets.map(async (each) =>
      (await openSecret(app.deps.vault, data[0].endpoint_id, each)).secret
    ),
  );
}

function present<T>(found: T | undefined): T {
  if (found === undefined) throw new Error("Nothing was found");
  return found;
}
