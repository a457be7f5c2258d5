import { createClient } from "@libsql/client";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendDeductions } from "../../core/deduction/send_deductions.ts";
import { sendRefunds } from "../../core/refund/send_refunds.ts";
import { resumeFromCopy } from "../../core/restore/resume_from_copy.ts";
import { minutes } from "../../core/time.ts";
import { sweepAll } from "../../sandbox/helpers/sweep_all.ts";
import { persons } from "../../sandbox/bank/persons.ts";
import { blocked } from "../support/blocks.ts";
import { charge, chargeableContract, countedDays, refill } from "../support/deductions.ts";
import { fakeClock } from "../support/fake_clock.ts";
import { runMain, tempFolder } from "../support/server.ts";
import { signedIn } from "../support/staff.ts";
import { startSqld } from "../support/sqld.ts";
import { chargedAtBank, keepBank } from "../support/surviving_bank.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { TEST_SECRETS } from "../support/test_vault.ts";

/** By what happened to a deduction and a refund that the copy says were recorded and not sent. */
const stories = [
  { after: "were sent after the copy", sent: true, state: "succeeded", spent: 1_000 },
  { after: "were never sent", sent: false, state: "failed", spent: 0 },
];

describe.each(stories)("a deduction and a refund that $after", ({ sent, state, spent }) => {
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  let restored: TestApp;
  let key: string;
  let contractId: string;
  let ids: readonly [string, string];
  let charged: { readonly before: readonly string[]; readonly after: readonly string[] };
  const asked: string[] = [];

  beforeAll(async () => {
    folder = await tempFolder();
    const [latest, copy] = [join(folder.path, "latest.db"), join(folder.path, "copy.db")];
    const clock = fakeClock();
    const lost = await testApp({ databaseUrl: `file:${latest}`, clock });
    key = lost.merchant.secretKey;
    contractId = (await chargeableContract(lost)).contractId;
    ids = await record(lost);
    const client = createClient({ url: `file:${latest}` });
    await client.execute({ sql: "vacuum into ?", args: [copy] });
    if (sent) {
      await sendDeductions(lost.deps);
      await sendRefunds(lost.deps);
    }
    const before = await chargedAtBank(client);
    await lost.close();
    await keepBank(copy, latest);

    restored = await testApp({ databaseUrl: `file:${copy}`, clock });
    await resumeFromCopy(restored.deps);
    const http: typeof restored.deps.http = (request) => {
      asked.push(request.url.slice(request.url.lastIndexOf("/") + 1));
      return restored.deps.http(request);
    };
    await sweepAll({ ...restored.deps, http });
    clock.advance(minutes(10));
    await sweepAll({ ...restored.deps, http });
    client.close();
    const bank = createClient({ url: `file:${copy}` });
    charged = { before, after: await chargedAtBank(bank) };
    bank.close();
  });
  afterAll(async () => {
    await restored.close();
    await folder.remove();
  });

  it("are asked about, and not sent", () => {
    expect(asked.toSorted()).toEqual(["deduction_query", "refund_query"]);
    // The payment that the refund is of, and where they were sent the two themselves.
    expect(charged.before).toHaveLength(sent ? 3 : 1);
    expect(charged.after).toEqual(charged.before);
  });

  it("become what the bank says of them, and their money counts accordingly", async () => {
    const [deduction, refund] = await Promise.all(
      [`/v1/deductions/${ids[0]}`, `/v1/refunds/${ids[1]}`].map(async (path) =>
        await (await restored.api(path, { key })).json()
      ),
    );
    expect([deduction.state, refund.state]).toEqual([state, state]);
    expect((await countedDays(restored, contractId)).map((day) => day.spent)).toEqual([spent]);
  });

  async function record(app: TestApp): Promise<readonly [string, string]> {
    const deduction = await (await charge(app, refill(contractId))).json();
    const body = { merchant_order_no: "O-1", amount: 1_200, subject: "龙井" };
    const { order_id: id } = await (await app.api("/v1/orders", { body })).json();
    await app.api(`/v1/test_helpers/orders/${id}/payment`, { body: { outcome: "succeeded" } });
    const back = { merchant_refund_no: "R-1", amount: 500 };
    const refund = await (await app.api(`/v1/orders/${id}/refunds`, { body: back })).json();
    return [deduction.deduction_id, refund.refund_id];
  }
});

describe("a deduction whose payer is blocked in the copy", () => {
  it("is asked about, because the block may have been lifted since", async () => {
    const folder = await tempFolder();
    const [latest, copy] = [join(folder.path, "latest.db"), join(folder.path, "copy.db")];
    const clock = fakeClock();
    const lost = await testApp({ databaseUrl: `file:${latest}`, clock });
    const { secretKey: key } = lost.merchant;
    const { contractId } = await chargeableContract(lost);
    const { deduction_id } = await (await charge(lost, refill(contractId))).json();
    await blocked(lost, await signedIn(lost, "admin"), "phone", persons[0]!.phone);
    const client = createClient({ url: `file:${latest}` });
    await client.execute({ sql: "vacuum into ?", args: [copy] });
    await client.execute("update blocks set digest = hex(zeroblob(32))");
    await sendDeductions(lost.deps);
    client.close();
    await lost.close();
    await keepBank(copy, latest);

    const restored = await testApp({ databaseUrl: `file:${copy}`, clock });
    await resumeFromCopy(restored.deps);
    await sweepAll(restored.deps);
    clock.advance(minutes(10));
    await sweepAll(restored.deps);
    const path = `/v1/deductions/${deduction_id}`;
    expect(await (await restored.api(path, { key })).json()).toMatchObject({ state: "succeeded" });
    const { data } = await (await restored.api("/v1/events?type=deduction.failed", { key })).json();
    expect(data).toEqual([]);
    await restored.close();
    await folder.remove();
  });
});

describe("deno task resume_from_copy", () => {
  it("does the same to a server that came back by its own means", async () => {
    const sqld = await startSqld();
    const folder = await tempFolder();
    const app = await testApp({ databaseUrl: sqld.url });
    const { contractId } = await chargeableContract(app);
    await charge(app, refill(contractId));
    const env = {
      DATABASE_URL: sqld.url,
      SECRETS: TEST_SECRETS,
      SANDBOX: "1",
      PUBLIC_URL: "http://portal.test",
    };
    const resumed = await runMain(["resume_from_copy"], { folder: folder.path, env });
    const [acts] = await app.deps.load({
      statement: {
        sql: `select type, by from audit_entries join events using (event_id)
          order by audit_entries.seq`,
        args: [],
      },
      read: (rows) => rows.map(({ type, by }) => `${type} ${by}`),
    });
    await app.close();
    await folder.remove();
    await sqld.stop();
    expect(resumed).toEqual({
      code: 0,
      stdout: "resumed; the audit chain goes on from entry 1\n",
      stderr: "",
    });
    expect(acts).toEqual([
      "merchant.opened operator",
      "audit.restored operator",
      "deduction.sent operator",
    ]);
  });
});
