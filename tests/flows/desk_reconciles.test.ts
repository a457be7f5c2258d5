import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { paths } from "../../core/paths.ts";
import { minutes } from "../../core/time.ts";
import { UPLOAD_BYTES_MAX } from "../../core/statement_file/upload_limit.ts";
import { unitOf } from "../../db/engine/statement.ts";
import { byOperator } from "../../core/actor.ts";
import { importStatement } from "../../core/statement_file/import_statement.ts";
import { must } from "../support/fixtures.ts";
import { importAs, importZm, sentPayment, zmBytes, zmName } from "../support/reconciled.ts";
import { gbk, given, summaryText } from "../support/statement_files.ts";
import { joined, type Person } from "../support/staff.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
let li: Person;
beforeEach(async () => {
  app = await testApp();
  li = await joined(app, "reviewer");
});
afterEach(() => app.close());

async function page(path: string, who = li): Promise<string> {
  const answer = await who.ask(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return await answer.text();
}

describe("finance at the desk", () => {
  it("sees the day at a glance, and from each figure comes to its lines", async () => {
    const paid = await sentPayment(app, 8_800);
    await sentPayment(app, 5_000);
    await importZm(app, [{ orderNo: paid.no, amount: 8_801 }, {
      orderNo: "OF-NOBODY",
      amount: 100,
    }]);
    const html = await page(paths.opsReconciliation());
    expect(html).toContain(
      "2 expected; of the files&#39; lines 0 matched, 1 differ, 1 are missing here.",
    );
    const [, differing = ""] = /href="(\/ops\/statement_files\/[^"]*state=differing)"/.exec(html) ??
      [];
    const lines = await page(differing.replaceAll("&amp;", "&"));
    expect(lines).toContain(paid.paymentId);
    expect(lines).not.toContain("OF-NOBODY");
    expect(html).toContain("day=2026-11-20&amp;state=open");
    const list = await page(paths.opsDifferences({ day: "2026-11-20", reason: "differing" }));
    expect([...list.matchAll(/\/ops\/differences\/dif_/g)]).toHaveLength(1);
    expect(await page(paths.opsDifferences({ day: "2026-11-21" }))).toContain(
      "No difference is open",
    );
    expect(await page(paths.opsReconciliation("2026-11-19"))).toContain("No file of this day");
  });

  it("sees which files don't come to their summary, until they do", async () => {
    const differs = "Summary differs";
    const { merchantNo } = app.merchant;
    await importZm(app, [{ orderNo: "OF-NOBODY", amount: 100, fee: 0 }]);
    expect(await page(paths.opsReconciliation())).not.toContain(differs);
    expect(await waiting()).toBe("0");
    const summary = summaryText({ lines: 2, amount: 300, fee: 0, merchantNo });
    const by = { beside: [], merchantNo: undefined, by: byOperator };
    must(
      await importStatement(app.deps, {
        file: given(`RD201026112001_${merchantNo}`, gbk(summary)),
        ...by,
      }),
    );
    const html = await page(paths.opsReconciliation());
    const [, card = ""] = html.split(differs);
    expect(/<a[^>]*>([^<]*)</.exec(card)?.[1]).toBe(zmName(app));
    expect(await waiting()).toBe("1");
    const queue = await page(paths.opsQueue("summaries"));
    expect(queue).toContain(zmName(app));
    expect(queue).toContain(`href="${paths.opsReconciliation("2026-11-20")}"`);
    const name = zmName(app).replace("88ZM", "89ZM");
    await importAs(app, { name, lines: [{ orderNo: "NOR-OF-THEM", amount: 200, fee: 0 }] });
    expect(await page(paths.opsReconciliation())).not.toContain(differs);
    expect(await waiting()).toBe("0");
    expect(await page(paths.opsQueue("summaries"))).toContain("All files come to their summaries.");
  });

  it("is shown to the merchant's own finance as its days, and to nobody else's", async () => {
    const paid = await sentPayment(app, 8_800);
    await importZm(app, [{ orderNo: paid.no, amount: 8_800 }, {
      orderNo: "OF-NOBODY",
      amount: 100,
    }]);
    const own = await joined(app, "finance", app.merchant.merchant.merchantNo);
    const html = await page(paths.consoleReconciliation(), own);
    expect(html).toContain("20 Nov 2026");
    expect(html).toContain("1 matched · 0 differ · 1 missing here · 0 missing there");
    expect(await page(paths.consoleReconciliation("2026-11-20"), own)).toContain("No day has been");
    const other = await app.openMerchant("江湾书店");
    const stranger = await joined(app, "finance", other.merchant.merchantNo);
    expect(await page(paths.consoleReconciliation(), stranger)).toContain("No day has been");
    await app.deps.write(unitOf(
      `insert into gateway_credentials (name, mode, gateway_url, roots, sealed_keys, version)
        values ('shared', 'test', 'https://gateway.example', '', '', 1)`,
    ));
    await app.deps.write(unitOf(
      "insert into connections (merchant_no, credential, mer_id, access) values (?1, 'shared', ?2, '{}')",
      other.merchant.merchantNo,
      app.merchant.merchantNo,
    ));
    // Two numbers trade by it now, so its files are of both.
    expect(await page(paths.consoleReconciliation(), own)).toContain("No day has been");
    expect(await page(paths.consoleReconciliation(), stranger)).toContain("No day has been");
  });

  it("takes on a difference, says something, and settles it with a second person", async () => {
    const paid = await sentPayment(app, 8_800);
    await importZm(app, [{ orderNo: paid.no, amount: 8_801 }]);
    const [, id = ""] = /\/ops\/differences\/(dif_\w+)/.exec(await page(paths.opsDifferences())) ??
      [];
    expect((await li.ask(paths.opsDifferenceOwner(id), {})).status).toBe(303);
    expect(await page(paths.opsDifferences({ owner: "me" }))).toContain(id);
    const said = paths.opsDifferenceComments(id);
    expect((await li.ask(said, { comment: " " })).status).toBe(422);
    expect((await li.ask(said, { comment: "x".repeat(1_001) })).status).toBe(422);
    expect((await li.ask(said, { comment: "已问渠道" })).status).toBe(303);
    expect(await page(paths.opsDifference(id))).toContain("已问渠道");

    const settling = paths.opsDifferenceSettling(id);
    const form = { way: "corrected", reason: "渠道来函", finding: "1" };
    app.clock.advance(minutes(3));
    const asked = await li.ask(settling, form);
    expect(asked.headers.get("location")).toContain("/ops/confirmation");
    await li.confirm();
    expect((await li.ask(settling, { ...form, reason: "" })).status).toBe(422);
    expect((await li.ask(settling, { ...form, finding: "2" })).status).toBe(422);
    expect((await li.ask(settling, form)).status).toBe(303);
    const chen = await joined(app, "admin");
    const shown = await page(paths.opsDifference(id), chen);
    const [, action = ""] = /action="([^"]+\/confirmation)"/.exec(shown) ?? [];
    const [, digest = ""] = /name="digest" value="(\w+)"/.exec(shown) ?? [];
    await chen.confirm();
    const done = await chen.ask(action, { digest });
    expect([done.status, done.headers.get("location")]).toEqual([303, paths.opsDifference(id)]);
    expect(await page(paths.opsDifferences({ state: "settled" }))).toContain(id);
    const admin = await chen.ask(paths.opsDifferencesCsv({ state: "settled" }));
    expect((await admin.text()).split("\r\n")[1]).toContain(
      `"${id}","2026-11-20","Differs","amount"`,
    );
    expect(await page(paths.opsRecord(id))).toContain("difference.settled");
  });

  it("brings in a file, once; a bad one changes nothing and is told where", async () => {
    const paid = await sentPayment(app, 8_800);
    const good = zmBytes(app, [{ orderNo: paid.no, amount: 8_800 }]);
    const bad = good.slice(0, 300);
    const flawed = await upload(bad);
    const told = await flawed.text();
    expect(flawed.status).toBe(422);
    expect(told).toMatch(new RegExp(`${zmName(app)}, line 1, column \\d+: it is cut off`));
    expect(told).not.toContain("file_truncated");
    const done = await upload(good);
    expect([done.status, done.headers.get("location")]).toEqual([
      303,
      expect.stringMatching(/^\/ops\/statement_files\/sfl_/),
    ]);
    expect(await page(done.headers.get("location") ?? "")).toContain(paid.paymentId);
    const admin = await joined(app, "admin");
    const content = paths.opsStatementFileContent(
      done.headers.get("location")?.split("/").at(-1) ?? "",
    );
    const kept = await admin.ask(content);
    expect(new Uint8Array(await kept.arrayBuffer())).toEqual(good);
    const digest = createHash("sha256").update(good).digest("base64");
    expect(kept.headers.get("repr-digest")).toBe(`sha-256=:${digest}:`);
    expect((await li.ask(content)).status).toBe(403);
    const again = await upload(good);
    expect([again.status, await again.text()]).toEqual([
      422,
      expect.stringContaining("came in before"),
    ]);
    expect((await upload(new Uint8Array(UPLOAD_BYTES_MAX + 128 * 1024))).status).toBe(413);
  });
});

function upload(bytes: Uint8Array): Promise<Response> {
  const body = new FormData();
  body.set("file", new File([new Uint8Array(bytes)], zmName(app)));
  const { publicUrl } = app.deps.config;
  const headers = { Cookie: li.cookie(), Origin: publicUrl, "Accept-Language": "en" };
  return app.fetch(
    new Request(`${publicUrl}${paths.opsStatementFiles()}`, {
      method: "POST",
      body,
      headers,
    }),
  );
}

/** How many files the desk's home says differ from their summary. */
async function waiting(): Promise<string | undefined> {
  const html = await page(paths.desk("ops"));
  const [, row = ""] = html.split(`href="${paths.opsQueue("summaries")}"`);
  return /<b>([^<]*)<\/b>/.exec(row)?.[1];
}
