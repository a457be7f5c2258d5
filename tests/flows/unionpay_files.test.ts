import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import { fetchFiles } from "../../core/channel_file/fetch_files.ts";
import { after, businessDay, days, hours, milliseconds } from "../../core/time.ts";
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
