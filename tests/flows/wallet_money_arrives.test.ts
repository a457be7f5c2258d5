import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { byOperator } from "../../core/actor.ts";
import { importBankFile } from "../../core/bank_line/import_bank_file.ts";
import { paths } from "../../core/paths.ts";
import { days } from "../../core/time.ts";
import { demoAccount } from "../../start/transfer_settings.ts";
import { bankCsv } from "../support/bank_files.ts";
import { must } from "../support/fixtures.ts";
import { importZm, sentPayment } from "../support/reconciled.ts";
import { portalWithWallet, type WithWallet } from "../support/paying_wallet.ts";
import { built, settlesAt } from "../support/settlements.ts";
import { joined } from "../support/staff.ts";

const RIVER = "6210000000000088";
let app: WithWallet;
beforeEach(async () => {
  const account = { mode: "test", payee: demoAccount, channelPayers: [] } as const;
  app = await portalWithWallet({
    config: { transferAccount: { ...account, walletPayers: { river: [RIVER] } } },
  });
  app.wallet.balances.set("amy", 20_000);
  await settlesAt(app);
  const orderId = await app.order(8_800);
  const amy = await app.browserOf("amy");
  await amy.ask(`/checkout/${orderId}/payments`, { fields: { method: "balance" } });
});
afterEach(() => app.close());

describe("what a wallet app paid out of balances", () => {
  it("is recorded as received from it, and clears what it owed", async () => {
    app.clock.advance(days(4));
    await built(app);
    expect(await balances()).toEqual({ "in_transit:wallet:river": -8_800 });
    const [li, chen] = [await joined(app, "admin"), await joined(app, "admin")];
    const page = await (await li.ask(paths.opsReceipts())).text();
    expect(page).toContain('value="wallet:river"');
    expect(page).toContain("The wallet app river");
    const fields = {
      source: "wallet:river",
      merchant: app.merchant.merchantNo,
      amount: "88.00",
      day: "2026-11-24",
      reference: "W-1",
      clearing_day: "2026-11-21",
    };
    expect((await li.ask(paths.opsReceipts(), fields)).status).toBe(422);
    const proposed = await li.ask(paths.opsReceipts(), { ...fields, clearing_day: "" });
    expect(proposed.status).toBe(303);
    const path = proposed.headers.get("location")!;
    const html = await (await chen.ask(path)).text();
    expect(html).toContain("The wallet app river");
    const digest = /name="digest" value="([^"]*)"/.exec(html)?.[1] ?? "";
    expect((await chen.ask(`${path}/confirmation`, { digest })).status).toBe(303);
    expect(await balances()).toEqual({ "reserve:institution": -8_800 });
    expect(await (await li.ask(paths.opsReceipts())).text()).not.toContain("not received yet");
    // The bank's file comes later: the line is that receipt.
    await arrives("W-1");
    expect(await balances()).toEqual({ "reserve:institution": -8_800 });
    expect(await receipts()).toHaveLength(1);
  });

  it("is joined by itself when it comes from the app's account, and with none of a channel's days", async () => {
    const paid = await sentPayment(app, 8_800);
    await importZm(app, [{ orderNo: paid.no, amount: 8_800 }], "261120");
    app.clock.advance(days(4));
    await arrives("W-2");
    expect(await receipts()).toMatchObject([
      { channel: "wallet:river", reference: "W-2", days: [{ day: "2026-11-20", fen: 8_800 }] },
    ]);
    await built(app);
    expect(await balances()).toMatchObject({ "reserve:institution": -8_800 });
    expect(await balances()).not.toHaveProperty("in_transit:wallet:river");
  });
});

async function receipts() {
  const [found] = await app.deps.load(app.deps.receipts.list("rcq", 10));
  return found;
}

async function arrives(ref: string): Promise<void> {
  const day = "2026-11-24 09:30:00";
  const row = { payer: "江河钱包", account: RIVER, day, amount: "88.00", ref };
  const file = bankCsv([row], { name: `${ref}.csv` });
  must(await importBankFile(app.deps, { file, by: byOperator }));
}

async function balances(): Promise<Readonly<Record<string, number>>> {
  const [shared] = await app.deps.load(app.deps.books.shared());
  return Object.fromEntries(
    shared.filter(({ balance }) => balance.fen !== 0)
      .map(({ account, balance }) => [account, balance.fen]),
  );
}
