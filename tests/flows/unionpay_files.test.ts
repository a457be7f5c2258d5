import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import { fetchFiles } from "../../core/channel_file/fetch_files.ts";
import { byClock } from "../../core/actor.ts";
import { importFiles } from "../../core/channel_file/import_files.ts";
import { viewDay } from "../../core/reconciliation/view_day.ts";
import { importStatement } from "../../core/statement_file/import_statement.ts";
import { joined } from "../support/staff.ts";
import { MER_ID } from "../support/unionpay_app.ts";
import {
  after,
  type BusinessDay,
  businessDay,
  days,
  hours,
  milliseconds,
  minutes,
  startOfBusinessDay,
} from "../../core/time.ts";
import type { Pki } from "../../unionpay_gateway/pki.ts";
import { gatewayPki } from "../support/acp_merchant.ts";
import { confirmed, type GatewayApp, gatewayApp, leave } from "../support/gateway_app.ts";

let pki: Pki;
let at: GatewayApp;
beforeAll(async () => {
  pki = await gatewayPki();
});
beforeEach(async () => {
  at = await gatewayApp(pki);
});
afterEach(() => at.close());

const merchantNo = () => at.app.merchant.merchant.merchantNo;
const yesterday = () => businessDay(after(at.app.clock.now(), milliseconds(-days(1))));

async function fileOf(day = yesterday()) {
  const [file, parts] = await at.app.deps.load(
    at.app.deps.channelFiles.of(merchantNo(), day),
    at.app.deps.channelFiles.parts(merchantNo(), day),
  );
  return { file, content: parts.join("") };
}

/** What the gateway gives for this day, as it comes. */
async function zipOf(day: BusinessDay): Promise<string> {
  const files = at.app.deps.channels.unionpay?.files ?? expect.unreachable();
  const asked = { merchantNo: merchantNo(), day, sentAt: at.app.clock.now() };
  const response = await at.app.deps.http(await files.ask(asked));
  const outcome = await files.read(response, asked);
  return outcome.type === "file" ? outcome.content : expect.unreachable();
}

async function* bytesOf(text: string) {
  yield await Promise.resolve(new TextEncoder().encode(text));
}

/** Eleven in the morning of the next day. */
function nextMorning(): void {
  const start = businessDay(at.app.clock.now());
  do at.app.clock.advance(hours(1)); while (businessDay(at.app.clock.now()) === start);
  at.app.clock.advance(hours(11));
}

describe("a channel's own file", () => {
  it("is fetched the next morning, once, and kept as it came with its digest", async () => {
    const payer = await leave(at);
    await payer.press(confirmed);
    await at.settle();
    await fetchFiles(at.app.deps);
    expect((await fileOf(businessDay(at.app.clock.now()))).file).toBeUndefined();
    nextMorning();
    await Promise.all([fetchFiles(at.app.deps), fetchFiles(at.app.deps), fetchFiles(at.app.deps)]);
    const { file, content } = await fileOf();
    expect(file).toMatchObject({ state: "fetched", asks: 1 });
    expect(file?.sha256).toBe(createHash("sha256").update(content).digest("hex"));
    expect(file?.name).toMatch(/\.zip$/);
    const unpacked = inflateSync(Buffer.from(content, "base64"));
    expect(unpacked.includes("ZM_")).toBe(true);
    await fetchFiles(at.app.deps);
    expect((await fileOf()).file).toEqual(file);
  });

  it("is imported as if it had been uploaded, once, whoever else imports it", async () => {
    const payer = await leave(at);
    await payer.press(confirmed);
    await at.settle();
    nextMorning();
    const day = yesterday();
    await fetchFiles(at.app.deps);
    const view = await viewDay(at.app.deps, day);
    const [zm] = view.files.filter(({ file }) => file.kind === "zm");
    expect(view.files.map(({ file }) => file.kind).toSorted()).toEqual(["summary", "zm", "zme"]);
    expect(zm).toMatchObject({
      file: { merchantNo: MER_ID, clearingDay: day, summaryAgrees: true },
      counts: { matched: 1, differing: 0, missingHere: 0 },
    });
    expect([view.waiting, view.refused]).toEqual([[], []]);

    // As if the process had died between the import and its mark.
    await at.app.deps.write({
      statements: [{ sql: "update channel_files set import_state = null", args: [] }],
    });
    await Promise.all([importFiles(at.app.deps), importFiles(at.app.deps)]);
    const again = await viewDay(at.app.deps, day);
    expect(again.files.map(({ file }) => file.fileId))
      .toEqual(view.files.map(({ file }) => file.fileId));
    expect(again.refused).toEqual([]);
  });

  it("that is not good imports nothing, and waits on the desk until a good one was uploaded", async () => {
    const payer = await leave(at);
    await payer.press(confirmed);
    await at.settle();
    nextMorning();
    const day = yesterday();
    const { channelFiles } = at.app.deps;
    const keep = async (content: string) => {
      const of = { merchantNo: merchantNo(), day };
      await at.app.deps.write(channelFiles.expect("unionpay", day, at.app.clock.now()));
      await at.app.deps.write(channelFiles.keepPart(of, 0, content));
      const file = { name: "day.zip", sha256: "00", at: at.app.clock.now() };
      await at.app.deps.write(channelFiles.keepFetched(of, file));
    };
    const good = await zipOf(day);
    const cut = good.slice(0, good.length / 2 - good.length / 2 % 4);
    await keep(cut);
    await importFiles(at.app.deps);
    await importFiles(at.app.deps);
    expect(await viewDay(at.app.deps, day)).toMatchObject({
      files: [],
      refused: [{ day, name: "day.zip", refusal: { code: "file_truncated" } }],
    });
    const reviewer = await joined(at.app, "reviewer");
    const page = await (await reviewer.ask("/ops/reconciliation")).text();
    expect(page).toContain("Fetched, but not imported");
    expect(page).toContain("it is cut off");

    at.app.clock.advance(minutes(1));
    const upload = { name: "day.zip", open: () => bytesOf(good) };
    const given = { file: upload, beside: [], merchantNo: undefined, by: byClock };
    expect((await importStatement(at.app.deps, given)).ok).toBe(true);
    expect(await viewDay(at.app.deps, day)).toMatchObject({ refused: [], waiting: [] });
  });

  it("of another day than was asked for is not taken for it", async () => {
    const payer = await leave(at);
    await payer.press(confirmed);
    await at.settle();
    nextMorning();
    const day = yesterday();
    const earlier = businessDay(after(startOfBusinessDay(day), milliseconds(-days(1))));
    const of = { merchantNo: merchantNo(), day: earlier };
    const { channelFiles } = at.app.deps;
    await at.app.deps.write(channelFiles.expect("unionpay", earlier, at.app.clock.now()));
    await at.app.deps.write(channelFiles.keepPart(of, 0, await zipOf(day)));
    await at.app.deps.write(
      channelFiles.keepFetched(of, { name: "day.zip", sha256: "00", at: at.app.clock.now() }),
    );
    await importFiles(at.app.deps);
    expect(await viewDay(at.app.deps, day)).toMatchObject({
      files: [],
      refused: [{ day: earlier, refusal: { code: "wrong_day" } }],
    });
  });

  it("of a day without business is believed to be none when that was said twice", async () => {
    nextMorning();
    await fetchFiles(at.app.deps);
    expect((await fileOf()).file).toMatchObject({ state: "waiting", asks: 1 });
    at.app.clock.advance(hours(1));
    await fetchFiles(at.app.deps);
    expect((await fileOf()).file).toMatchObject({ state: "none", asks: 2 });
  });

  it("that nobody gives is asked for again, ever later, and then left to people", async () => {
    nextMorning();
    const day = yesterday();
    await at.gateway.control({ rules: [{ on: "*", act: "down" }] });
    await fetchFiles(at.app.deps);
    expect((await fileOf(day)).file).toMatchObject({ state: "waiting", asks: 1 });
    for (let half = 0; half < 20; half++) {
      at.app.clock.advance(hours(12));
      await fetchFiles(at.app.deps);
    }
    expect((await fileOf(day)).file).toMatchObject({ state: "given_up", asks: 18 });
    expect(at.app.logged.some(({ message }) => message.includes("the channel gives no file")))
      .toBe(true);
  });
});
