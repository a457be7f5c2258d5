import { runningClock } from "../support/fake_clock.ts";
import { spawn } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MESSAGE_LEASE } from "../../core/message/tell_consumers.ts";
import type { Sms } from "../../core/sms/sms.ts";
import { cny } from "../../core/money.ts";
import { instant } from "../../core/time.ts";
import { sendDeductions } from "../../core/deduction/send_deductions.ts";
import { tellConsumers } from "../../core/message/tell_consumers.ts";
import { charge, chargeableContract } from "../support/deductions.ts";
import { type Loopback, serveLoopback } from "../support/portal.ts";
import { tempFolder } from "../support/server.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

const CHARGES = 60;
/** The provider has these but has answered none of them when the process dies. */
const UNANSWERED = 20;

let ahead = 0;
let folder: Awaited<ReturnType<typeof tempFolder>>;
let databaseUrl: string;
let app: TestApp;
let provider: Loopback;
const handedOver: Sms[] = [];
const enough = Promise.withResolvers<void>();
const dead = Promise.withResolvers<void>();

beforeAll(async () => {
  folder = await tempFolder();
  databaseUrl = `file:${join(folder.path, "test.db")}`;
  const now = () => instant(Date.now() + ahead);
  app = await testApp({ databaseUrl, clock: runningClock(now) });
  // Answers the first ones, then accepts messages without answering until the process is dead.
  provider = serveLoopback(async (request) => {
    handedOver.push(JSON.parse(await request.text()));
    const place = handedOver.length;
    if (place === CHARGES - 1) enough.resolve();
    if (place > CHARGES - UNANSWERED) await dead.promise;
    return new Response();
  });
});
afterAll(async () => {
  await provider.close();
  await app.close();
  await folder.remove();
});

describe("a process killed between handing messages over and marking them", () => {
  it("loses none: each is sent again under its id, and only those in doubt twice", async () => {
    const { contractId } = await chargeableContract(app, {
      tellAfterCharge: true,
      perDayLimit: cny(100_000_000),
    });
    const charged = await Promise.all(Array.from({ length: CHARGES }, async (_, i) => {
      const answer = await charge(app, {
        contract_id: contractId,
        merchant_order_no: `K-${i}`,
        amount: 1_000,
      });
      return (await answer.json()).deduction_id as string;
    }));
    await sendDeductions(app.deps);

    const script = new URL("../support/doomed_teller.ts", import.meta.url).pathname;
    const args = ["run", "-A", "--no-check", script, databaseUrl, provider.url];
    const doomed = spawn(process.execPath, args, { stdio: "ignore" });
    const ended = new Promise((resolve) => doomed.once("exit", (_, signal) => resolve(signal)));
    await Promise.race([enough.promise, ended]);
    doomed.kill("SIGKILL");
    expect(await ended).toBe("SIGKILL");
    dead.resolve();
    const inDoubt = await untold();
    expect(inDoubt).toBeGreaterThanOrEqual(UNANSWERED);

    const sms = async (each: Sms) => {
      await fetch(provider.url, { method: "POST", body: JSON.stringify(each) });
    };
    await tellConsumers({ ...app.deps, sms });
    const before = handedOver.length;
    // What it had taken is available to others once its lease has expired.
    ahead += MESSAGE_LEASE;
    await tellConsumers({ ...app.deps, sms });

    expect(handedOver.length - before).toBe(inDoubt);
    const ids = handedOver.map((each) => each.messageId);
    expect(new Set(ids)).toEqual(new Set(charged));
    const texts = new Set(handedOver.map((each) => `${each.messageId} ${each.text}`));
    expect(texts.size).toBe(CHARGES);
    expect(await untold()).toBe(0);
  });
});

async function untold(): Promise<number> {
  const [count] = await app.deps.load({
    statement: { sql: "select count(*) as n from messages where told_at is null", args: [] },
    read: ([row]) => Number(row?.["n"]),
  });
  return count;
}
