import { Buffer } from "node:buffer";
import { createPublicKey, verify } from "node:crypto";
import { flattenedVerify, importJWK, type JSONWebKeySet, type JWK } from "jose";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { canonicalJson } from "../../core/canonical_json.ts";
import { verifyReceipt } from "../../core/payment_receipt/verify_receipt.ts";
import type { Secret } from "../../core/secret/parse_secrets.ts";
import { startPayment } from "../../core/payment/start_payment.ts";
import { SLOW } from "../../sandbox/bank/magic.ts";
import { type AppBrowser, browserWith, cameIn } from "../support/app_browser.ts";
import { chargedOn, type Payer, payerWithContract } from "../support/disputes.ts";
import { fakeClock } from "../support/fake_clock.ts";
import { must } from "../support/fixtures.ts";
import { placeOrder } from "../support/payer.ts";
import { tempFolder } from "../support/server.ts";
import { silentBank } from "../support/silent_bank.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { told } from "../support/verified_payments.ts";
import { INSTALLED } from "../support/installed.ts";

/** What the sandbox's bank gives back, because the card is closed. */
const CAME_BACK = 800_006;

interface File {
  readonly receipt: Readonly<Record<string, unknown>>;
  readonly signature: string;
}

let app: TestApp;
let payer: Payer;
beforeEach(async () => {
  app = await testApp();
  payer = await payerWithContract(app);
});
afterEach(() => app.close());

async function fileOf({ ask }: AppBrowser, subjectId: string): Promise<File> {
  const answer = await ask(`/wallet/receipts/${subjectId}/file`);
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("content-disposition")).toContain(`receipt_${subjectId}.json`);
  return await answer.json();
}

async function keysOf(of: TestApp): Promise<JSONWebKeySet> {
  return await (await of.fetch(new Request("http://portal.test/.well-known/jwks.json"))).json();
}

const bytesOf = (file: unknown) => new TextEncoder().encode(JSON.stringify(file));

/** With node:crypto and nothing else, as docs/receipts.md says. */
function verifiedByNode({ receipt, signature }: File, { keys }: JSONWebKeySet): boolean {
  const [header = "", , signed = ""] = signature.split(".");
  const { kid, alg, typ } = JSON.parse(Buffer.from(header, "base64url").toString());
  const jwk = keys.find((each) => each.kid === kid);
  if (!jwk || alg !== "EdDSA" || typ !== "countersign-receipt") return false;
  const text = Buffer.from(JSON.stringify(receipt)).toString("base64url");
  const key = createPublicKey({ key: jwk, format: "jwk" });
  return verify(null, Buffer.from(`${header}.${text}`), key, Buffer.from(signed, "base64url"));
}

async function refunded(deductionId: string, amount: number): Promise<string> {
  const body = { merchant_refund_no: `R-${amount}`, amount };
  const answer = await app.api(`/v1/deductions/${deductionId}/refunds`, { body });
  await app.settle();
  return (await answer.json()).refund_id;
}

/** What the person of the wallet paid while signed in; the channel says that it succeeded. */
async function paidBy({ cookie }: AppBrowser, fen: number): Promise<string> {
  const { orderId } = await placeOrder(app, fen);
  const payment = must(
    await startPayment(silentBank(app.deps), {
      orderId: orderId as `ord_${string}`,
      method: "quickpass",
      client: "desktop",
      device: "a device",
      session: cookie.split("=")[1],
      lang: "en",
    }),
  );
  await told(app, payment, "succeeded");
  return payment.paymentId;
}

describe("a charge's receipt", () => {
  it("says what was charged, on a page and in JSON that jose and node:crypto verify", async () => {
    const deductionId = await chargedOn(app, payer.contractId, 1_234);
    const wallet = await (await payer.browser.ask("/wallet")).text();
    expect(wallet).toContain(`href="/wallet/receipts/${deductionId}"`);
    const answer = await payer.browser.ask(`/wallet/receipts/${deductionId}`);
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
    const page = await answer.text();
    for (const text of ["Charge receipt", "12.34", app.merchant.merchantNo, "not an invoice"]) {
      expect(page).toContain(text);
    }
    const file = await fileOf(payer.browser, deductionId);
    expect(file.receipt).toMatchObject({
      kind: "deduction",
      receipt_id: deductionId,
      amount: 1_234,
      currency: "CNY",
      mode: "test",
      merchant: { merchant_no: app.merchant.merchantNo, name: app.merchant.merchant.name },
      order: { order_id: null },
      method: "contract",
      contract: { contract_id: payer.contractId },
      factors: null,
      signature: null,
      refunded: 0,
      refunds: [],
    });
    expect(String(file.receipt["notice"])).toContain("发票");
    // Nothing that says who somebody is.
    expect(JSON.stringify(file)).not.toMatch(/con_|199\d{8}/);

    const jwks = await keysOf(app);
    expect(must(await verifyReceipt(bytesOf(file), jwks))).toEqual(file.receipt);
    expect(verifiedByNode(file, jwks)).toBe(true);
    const [header = "", , signature = ""] = file.signature.split(".");
    const verified = await flattenedVerify(
      { protected: header, payload: encoded(canonicalJson(file.receipt)), signature },
      async ({ kid }) => await importJWK(jwks.keys.find((each) => each.kid === kid) as JWK),
      { algorithms: ["EdDSA"] },
    );
    expect(verified.protectedHeader).toMatchObject({ typ: "countersign-receipt" });
    expect(JSON.parse(new TextDecoder().decode(verified.payload))).toEqual(file.receipt);
  });

  it("is refused once a byte of it differs, something stands beside it, or a name comes twice", async () => {
    const file = await fileOf(payer.browser, await chargedOn(app, payer.contractId, 1_234));
    const jwks = await keysOf(app);
    const text = JSON.stringify(file);
    const tampered = [
      text.replace('"amount":1234', '"amount":123'),
      text.replace('"mode":"test"', '"mode":"live"'),
      text.replace(/"issued_at":"20/, '"issued_at":"21'),
      text.replace('"amount":1234', '"amount":1234,"paid":true'),
      text.replace(/^\{/, '{"note":"paid twice",'),
      text.replace('"amount":1234', '"amount":1,"amount":1234'),
      text.replace(/"signature":"eyJ/, '"signature":"eyK'),
      JSON.stringify({ ...file, signature: file.signature.replace("..", `.${encoded("{}")}.`) }),
      "{}",
      "",
    ];
    for (const each of tampered) {
      expect(each).not.toBe(text);
      const verdict = await verifyReceipt(new TextEncoder().encode(each), jwks);
      expect([each, verdict.ok]).toEqual([each, false]);
    }
    const [changed = ""] = tampered;
    expect(verifiedByNode(JSON.parse(changed), jwks)).toBe(false);
    const strangers = await testApp();
    expect((await verifyReceipt(bytesOf(file), { keys: [] })).ok).toBe(false);
    await strangers.close();
  });

  it("never changes: a refund is on a newer one, and has its own", async () => {
    const deductionId = await chargedOn(app, payer.contractId, 1_000);
    const first = await fileOf(payer.browser, deductionId);
    const refundId = await refunded(deductionId, 300);
    const second = await fileOf(payer.browser, deductionId);
    const { refunded: _, refunds: __, issued_at: ___, ...same } = second.receipt;
    expect(first.receipt).toMatchObject({ ...same, refunded: 0, refunds: [] });
    expect(second.receipt).toMatchObject({
      refunded: 300,
      refunds: [{ refund_id: refundId, amount: 300, delivered: true }],
    });
    const jwks = await keysOf(app);
    expect((await verifyReceipt(bytesOf(first), jwks)).ok).toBe(true);
    const page = await (await payer.browser.ask(`/wallet/receipts/${deductionId}`)).text();
    expect(page).toContain(`href="/wallet/receipts/${refundId}"`);
    const refund = await fileOf(payer.browser, refundId);
    expect(refund.receipt).toMatchObject({
      kind: "refund",
      receipt_id: refundId,
      refund_of: deductionId,
      amount: 300,
      refunds: [],
    });
    expect(verifiedByNode(refund, jwks)).toBe(true);
    const shown = await (await payer.browser.ask(`/wallet/receipts/${refundId}`)).text();
    expect(shown).toContain("Refund receipt");
  });
});

describe("the command, and the program in the documentation", () => {
  it("need two files and nothing else, and say no with a failing exit", async () => {
    const file = await fileOf(payer.browser, await chargedOn(app, payer.contractId, 1_234));
    const [programEn, programZh] = await Promise.all(["receipts", "zh/receipts"].map(programIn));
    expect(programZh).toBe(programEn);
    const folder = await tempFolder();
    const saved = async (name: string, text: string) => {
      const path = join(folder.path, name);
      await writeFile(path, text);
      return path;
    };
    const text = JSON.stringify(file, null, 2);
    const [keys, genuine, edited, program] = await Promise.all([
      saved("jwks.json", JSON.stringify(await keysOf(app))),
      saved("receipt.json", text),
      saved("edited.json", text.replace("1234", "9234")),
      saved("verify.mjs", programEn ?? ""),
    ]);
    for (const script of [program, "start/verify_receipt.ts"]) {
      const [yes, no] = await Promise.all([run(script, genuine, keys), run(script, edited, keys)]);
      expect(yes).toMatchObject({ code: 0, output: expect.stringMatching(/^VALID/m) });
      expect(no).toMatchObject({ code: 1, output: expect.stringMatching(/^NOT VALID/m) });
    }
    expect(await run("start/verify_receipt.ts", genuine)).toMatchObject({ code: 2 });
    await folder.remove();
  });
});

/** The one program of a document. */
async function programIn(name: string): Promise<string> {
  const text = await readFile(new URL(`../../docs/${name}.md`, import.meta.url), "utf8");
  return /```js\n([^]*?)```/.exec(text)?.[1] ?? "";
}

async function run(script: string, ...files: readonly string[]) {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", INSTALLED, "-R", script, ...files],
  });
  const { code, stdout, stderr } = await command.output();
  const text = new TextDecoder();
  return { code, output: text.decode(stdout) + text.decode(stderr) };
}

describe("a payment's receipt", () => {
  it("is that of whoever paid signed in, names the shop as it was then, and the number at the channel", async () => {
    const paymentId = await paidBy(payer.browser, 8_800);
    const before = app.merchant.merchant.name;
    await app.deps.write({
      statements: [{ sql: "update merchants set name = '换了名字的茶馆'", args: [] }],
    });
    const { receipt } = await fileOf(payer.browser, paymentId);
    expect(receipt).toMatchObject({
      kind: "payment",
      amount: 8_800,
      merchant: { name: before },
      method: "quickpass",
      factors: null,
      channel: { name: "sandbox", transaction_no: `t-${paymentId.slice(4)}` },
    });
    const page = await (await payer.browser.ask(`/wallet/receipts/${paymentId}`)).text();
    expect(page).toContain(before);
    const wallet = await (await payer.browser.ask("/wallet")).text();
    expect(wallet).toContain(`href="/wallet/receipts/${paymentId}"`);
  });
});

describe("a refund of a payment", () => {
  it("is on its receipt; one that reached nobody says so, and has no receipt yet", async () => {
    const { orderId } = await placeOrder(app, 900_000);
    await app.api(`/v1/test_helpers/orders/${orderId}/payment`, { body: { outcome: "succeeded" } });
    const { payment } = await (await app.api(`/v1/orders/${orderId}`)).json();
    const paymentId: string = payment.payment_id;
    await app.deps.write({
      statements: [{
        sql: `insert into payment_consumers (payment_id, consumer_id)
          select ?, consumer_id from contracts where contract_id = ?`,
        args: [paymentId, payer.contractId],
      }],
    });
    const ids: string[] = [];
    for (const amount of [CAME_BACK, 1_000]) {
      const body = { merchant_refund_no: `R-${amount}`, amount };
      const answer = await app.api(`/v1/orders/${orderId}/refunds`, { body });
      ids.push((await answer.json()).refund_id);
      await app.settle();
      app.clock.advance(SLOW);
      await app.settle();
    }
    const [stranded = "", delivered = ""] = ids;
    const back = await cameIn(app, "/wallet", "person_a");
    const { receipt } = await fileOf(back, paymentId);
    expect(receipt).toMatchObject({ refunded: CAME_BACK + 1_000 });
    expect(new Set(receipt["refunds"] as readonly unknown[])).toEqual(
      new Set([
        expect.objectContaining({ refund_id: stranded, delivered: false }),
        expect.objectContaining({ refund_id: delivered, delivered: true }),
      ]),
    );
    const page = await (await back.ask(`/wallet/receipts/${paymentId}`)).text();
    expect(page).toContain("not delivered yet");
    expect(page).not.toContain(`/wallet/receipts/${stranded}`);
    expect((await back.ask(`/wallet/receipts/${stranded}`)).status).toBe(404);
    expect((await fileOf(back, delivered)).receipt).toMatchObject({
      kind: "refund",
      refund_of: paymentId,
      amount: 1_000,
      order: { order_id: orderId },
    });
  });
});

describe("who is not its person", () => {
  it("gets the same 404 for another's, for none, and for what has not succeeded", async () => {
    const deductionId = await chargedOn(app, payer.contractId);
    const refundId = await refunded(deductionId, 100);
    const { orderId } = await placeOrder(app, 500);
    const open = must(
      await startPayment(silentBank(app.deps), {
        orderId: orderId as `ord_${string}`,
        method: "quickpass",
        client: "desktop",
        device: "a device",
        session: payer.browser.cookie.split("=")[1],
        lang: "en",
      }),
    );
    const stranger = await cameIn(app, "/wallet", "person_b");
    const none = "pay_01KAG8M0000000000000000099";
    const bodies = new Set<string>();
    const asked = [
      [stranger, deductionId],
      [stranger, refundId],
      [stranger, none],
      [stranger, "nonsense"],
      [payer.browser, open.paymentId],
      [payer.browser, none],
    ] as const;
    for (const [{ ask }, id] of asked) {
      for (const path of [`/wallet/receipts/${id}`, `/wallet/receipts/${id}/file`]) {
        const answer = await ask(path);
        expect([path, answer.status]).toEqual([path, 404]);
        bodies.add((await answer.text()).replaceAll(/nonce="[^"]*"/g, ""));
      }
    }
    expect(bodies.size).toBe(1);
    const nobody = await browserWith(app).ask(`/wallet/receipts/${deductionId}`);
    expect(nobody.status).toBe(403);
    expect(await nobody.text()).not.toContain(deductionId);
    await told(app, open, "failed");
  });
});

describe("a receipt that was signed before", () => {
  it("verifies after the key was rotated, and is signed by the new key from then on", async () => {
    const older: Secret = { id: "2026-a", key: new Uint8Array(32).fill(1) };
    const newer: Secret = { id: "2026-b", key: new Uint8Array(32).fill(2) };
    const folder = await tempFolder();
    const databaseUrl = `file:${join(folder.path, "portal.db")}`;
    const clock = fakeClock();
    const before = await testApp({ databaseUrl, clock, secrets: [older] });
    const own = await payerWithContract(before);
    const deductionId = await chargedOn(before, own.contractId);
    const first = await fileOf(own.browser, deductionId);
    await before.close();
    const after = await testApp({ databaseUrl, clock, secrets: [newer, older] });
    const jwks = await keysOf(after);
    const second = await fileOf(browserWith(after, own.browser.cookie), deductionId);
    expect(kidOf(second)).not.toBe(kidOf(first));
    expect([verifiedByNode(first, jwks), verifiedByNode(second, jwks)]).toEqual([true, true]);
    await after.close();
    await folder.remove();
  });
});

function encoded(text: string): string {
  return Buffer.from(text).toString("base64url");
}

function kidOf({ signature }: File): string {
  return JSON.parse(Buffer.from(signature.split(".")[0] ?? "", "base64url").toString()).kid;
}
