import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { verifyEvidence } from "../../core/contract/verify_evidence.ts";
import { FILE_BYTES_MAX, FILES_MAX } from "../../core/dispute/dispute_file.ts";
import { paths } from "../../core/paths.ts";
import { days, milliseconds } from "../../core/time.ts";
import { cameIn } from "../support/app_browser.ts";
import { chargedOn, disputed, type Payer, payerWithContract } from "../support/disputes.ts";
import { startSqld } from "../support/sqld.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let payer: Payer;
let finance: Person;
let disputeId: string;
beforeEach(async () => {
  app = await testApp();
  payer = await payerWithContract(app);
  disputeId = await disputed(payer, await chargedOn(app, payer.contractId));
  finance = await joined(app, "finance", app.merchant.merchant.merchantNo);
});
afterEach(() => app.close());

const utf8 = (text: string) => new TextEncoder().encode(text);
const pdf = (text: string) => utf8(`%PDF-1.7\n${text}\n%%EOF\n`);

describe("a file of a dispute", () => {
  it("is what all three sides read, byte for byte, to be saved and never run", async () => {
    const content = pdf("小票");
    expect((await attach(finance, content, "小票.exe.html")).status).toBe(303);
    expect((await attach(finance, content, "again.pdf")).status).toBe(303);
    const { files } = await dispute();
    expect(files).toMatchObject([{ name: "小票.exe.pdf", type: "pdf", bytes: content.length }]);
    const [{ sha256 }] = files;
    const admin = await joined(app, "admin");
    const read = {
      console: await finance.ask(paths.consoleDisputeFile(disputeId, sha256)),
      ops: await admin.ask(paths.opsDisputeFile(disputeId, sha256)),
      wallet: await payer.browser.ask(paths.walletDisputeFile(disputeId, sha256)),
    };
    for (const answer of Object.values(read)) {
      expect(answer.status).toBe(200);
      expect(new Uint8Array(await answer.arrayBuffer())).toEqual(content);
      const { headers } = answer;
      expect(headers.get("content-type")).toBe("application/pdf");
      expect(headers.get("content-disposition")).toMatch(/^attachment; filename="[0-9a-f]+\.pdf"/);
      expect(headers.get("content-security-policy")).toContain("sandbox; default-src 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("cache-control")).toBe("no-store");
    }
    expect(await looks()).toEqual([
      { of: disputeId, fields: ["dispute_file"], reason: sha256 },
    ]);
    const [sealed] = await sealedFiles();
    expect(sealed).not.toContain(content.toBase64().slice(0, 12));
  });

  it("is nobody else's to read", async () => {
    await attach(finance, pdf("小票"), "小票.pdf");
    const [{ sha256 }] = (await dispute()).files;
    const shop = await app.openMerchant("江湾书店");
    const stranger = await joined(app, "owner", shop.merchant.merchantNo);
    const other = await cameIn(app, "/wallet", "person_b");
    for (
      const path of [
        paths.consoleDisputeFile(disputeId, sha256),
        paths.consoleDisputeEvidence(disputeId),
      ]
    ) {
      expect((await stranger.ask(path)).status).toBe(404);
    }
    for (
      const path of [
        paths.walletDisputeFile(disputeId, sha256),
        paths.walletDisputeEvidence(disputeId),
      ]
    ) {
      expect((await other.ask(path)).status).toBe(404);
    }
    expect((await attach(stranger, pdf("别人"), "x.pdf")).status).toBe(404);
    const viewer = await joined(app, "viewer", app.merchant.merchant.merchantNo);
    expect((await attach(viewer, pdf("不许"), "x.pdf")).status).toBe(403);
    expect((await dispute()).files).toHaveLength(1);
  });

  it("is a whole PDF, PNG or JPEG of up to 1 MiB by its content, whatever it is called", async () => {
    const padded = (length: number) => utf8(`%PDF-1.7\n${"x".repeat(length - 15)}%%EOF\n`);
    const png = Uint8Array.from([
      0x89,
      0x50,
      0x4e,
      0x47,
      13,
      10,
      26,
      10,
      ...utf8("IEND"),
      1,
      2,
      3,
      4,
    ]);
    const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 0xff, 0xd9]);
    const refused = {
      "nothing": new Uint8Array(),
      "html": utf8("<html><script>alert(1)</script>"),
      "svg": utf8("<svg xmlns='http://www.w3.org/2000/svg'/>"),
      "half a PDF": pdf("小票").slice(0, -8),
      "half a PNG": png.slice(0, -8),
      "half a JPEG": jpeg.slice(0, -1),
      "too large": padded(FILE_BYTES_MAX + 1),
    };
    for (const [what, content] of Object.entries(refused)) {
      const answer = await attach(finance, content, "小票.pdf");
      expect([what, answer.status]).toEqual([what, 422]);
    }
    const much = await attach(finance, padded(3 * FILE_BYTES_MAX), "小票.pdf");
    expect(much.status).toBe(413);
    expect((await dispute()).files).toEqual([]);
    for (const content of [png, jpeg, padded(FILE_BYTES_MAX)]) {
      expect((await attach(finance, content, "照片")).status).toBe(303);
    }
    const { files } = await dispute();
    expect(files.map(({ name }: { name: string }) => name)).toEqual([
      "照片.png",
      "照片.jpg",
      "照片.pdf",
    ]);
  });

  it("is one of five, however many are sent at once", async () => {
    const answers = await Promise.all(
      Array.from(
        { length: FILES_MAX + 3 },
        (_, i) => attach(finance, pdf(`第 ${i} 张`), `${i}.pdf`),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect((await dispute()).files.length).toBeLessThanOrEqual(FILES_MAX);
    for (let i = 0; i < FILES_MAX; i++) await attach(finance, pdf(`第 ${i} 张`), `${i}.pdf`);
    expect((await dispute()).files).toHaveLength(FILES_MAX);
    expect(statuses.filter((status) => status === 303).length).toBeLessThanOrEqual(FILES_MAX);
    expect((await attach(finance, pdf("再一张"), "x.pdf")).status).toBe(422);
  });

  it("is not added to what has ended", async () => {
    await app.api(`/v1/disputes/${disputeId}/acceptance`, { method: "POST" });
    expect((await attach(finance, pdf("晚了"), "x.pdf")).status).toBe(422);
    expect((await dispute()).files).toEqual([]);
  });
});

describe("what is attached by itself", () => {
  it("is what the payer signed, for all three to verify", async () => {
    const { evidence: { contract } } = await dispute();
    const jwks = await (await app.fetch(new Request(`http://portal.test${paths.jwks()}`))).json();
    const admin = await joined(app, "admin");
    const answers = [
      await finance.ask(paths.consoleDisputeEvidence(disputeId)),
      await admin.ask(paths.opsDisputeEvidence(disputeId)),
      await payer.browser.ask(paths.walletDisputeEvidence(disputeId)),
    ];
    for (const answer of answers) {
      const jws = await answer.text();
      expect(answer.headers.get("content-type")).toContain("application/jose");
      const digest = await crypto.subtle.digest("SHA-256", utf8(jws));
      expect(new Uint8Array(digest).toHex()).toBe(contract.evidence_sha256);
      const kept = await (await app.api(`/v1/contracts/${payer.contractId}/evidence`)).json();
      expect(jws).toBe(kept.evidence);
      expect(await verifyEvidence(jws, jwks)).toMatchObject({ ok: true });
    }
  });
});

describe("the time to dispute", () => {
  it("is 180 days to the millisecond", async () => {
    const [first, second] = [
      await chargedOn(app, payer.contractId),
      await chargedOn(app, payer.contractId),
    ];
    app.clock.advance(days(180));
    const browser = await cameIn(app, "/wallet", "person_a");
    const form = { fields: { reason: "not_mine" } };
    expect((await browser.ask(paths.walletDisputing(first), form)).status).toBe(303);
    app.clock.advance(milliseconds(1));
    const late = await browser.ask(paths.walletDisputing(second), form);
    expect(late.status).toBe(422);
    expect(await late.text()).toContain("more than 180 days ago");
    expect((await (await app.api(`/v1/disputes?deduction_id=${second}`)).json()).data).toEqual([]);
  });
});

async function attach(person: Person, content: Uint8Array, name: string): Promise<Response> {
  const form = new FormData();
  form.set("file", new File([new Uint8Array(content)], name));
  return await app.fetch(
    new Request(`http://portal.test${paths.consoleDisputeFiles(disputeId)}`, {
      method: "POST",
      body: form,
      headers: { Cookie: person.cookie(), Origin: "http://portal.test" },
    }),
  );
}

async function dispute() {
  return await (await app.api(`/v1/disputes/${disputeId}`)).json();
}

/** What of unmasked data our own people looked at. */
async function looks(): Promise<readonly unknown[]> {
  return await rows("select data from events where type = 'audit.unmasked' order by seq")
    .then((found) => found.map(({ data }) => JSON.parse(String(data))));
}

async function sealedFiles(): Promise<readonly string[]> {
  return (await rows("select sealed from dispute_files")).map(({ sealed }) => String(sealed));
}

async function rows(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const [found] = await app.deps.load({ statement: { sql, args: [] }, read: (each) => [...each] });
  return found;
}

it("a file of 1 MiB is kept and read on a libSQL server too", async () => {
  const sqld = await startSqld();
  const there = await testApp({ databaseUrl: sqld.url });
  try {
    const { merchantNo } = there.merchant.merchant;
    const payer = await payerWithContract(there);
    const of = await disputed(payer, await chargedOn(there, payer.contractId));
    const person = await joined(there, "finance", merchantNo);
    const content = utf8(`%PDF-1.7\n${"x".repeat(FILE_BYTES_MAX - 15)}%%EOF\n`);
    const form = new FormData();
    form.set("file", new File([content], "小票.pdf"));
    const answer = await there.fetch(
      new Request(`http://portal.test${paths.consoleDisputeFiles(of)}`, {
        method: "POST",
        body: form,
        headers: { Cookie: person.cookie(), Origin: "http://portal.test" },
      }),
    );
    expect(answer.status).toBe(303);
    const { files: [file] } = await (await there.api(`/v1/disputes/${of}`)).json();
    const read = await person.ask(paths.consoleDisputeFile(of, file.sha256));
    expect(new Uint8Array(await read.arrayBuffer())).toEqual(content);
  } finally {
    await there.close();
    await sqld.stop();
  }
});
