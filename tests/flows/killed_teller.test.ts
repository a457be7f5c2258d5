import { spawn } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, it } from "vitest";
import { terminateContract } from "../../core/contract/terminate_contract.ts";
import { sendDeductions } from "../../core/deduction/send_deductions.ts";
import { MESSAGE_LEASE } from "../../core/message/hand_over.ts";
import { tellConsumers } from "../../core/message/tell_consumers.ts";
import { cny } from "../../core/money.ts";
import type { Sms } from "../../core/sms/sms.ts";
import { charge, chargeableContract } from "../support/deductions.ts";
import { must } from "../support/fixtures.ts";
import { serveLoopback } from "../support/portal.ts";
import { tempFolder } from "../support/server.ts";
import { type TestApp, testApp } from "../support/test_app.ts";
import { INSTALLED } from "../support/installed.ts";

const MESSAGES = 60;
/** The provider has these but has answered none of them when the process dies. */
const UNANSWERED = 20;

describe("a process killed between handing messages over and marking them", () => {
  it("loses none after charges: each is sent again under its id, and only those in doubt twice", async () => {
    await killedMidway(async (app) => {
      const { contractId } = await chargeableContract(app, {
        tellAfterCharge: true,
        perDayLimit: cny(100_000_000),
      });
      const charged = await Promise.all(Array.from({ length: MESSAGES }, async (_, i) => {
        const answer = await charge(app, {
          contract_id: contractId,
          merchant_order_no: `K-${i}`,
          amount: 1_000,
        });
        return (await answer.json()).deduction_id as string;
      }));
      await sendDeductions(app.deps);
      return charged;
    });
  });

  it("loses none after the ends of contracts", async () => {
    await killedMidway((app) =>
      Promise.all(Array.from({ length: MESSAGES }, async () => {
        const { contractId } = await chargeableContract(app);
        must(await terminateContract(app.deps, { contractId, by: "merchant" }));
        return `${contractId}-ended`;
      }))
    );
  });
});

/** `owe` has so many messages owed, and returns their ids. */
async function killedMidway(owe: (app: TestApp) => Promise<readonly string[]>): Promise<void> {
  const handedOver: Sms[] = [];
  const enough = Promise.withResolvers<void>();
  const dead = Promise.withResolvers<void>();
  const folder = await tempFolder();
  const databaseUrl = `file:${join(folder.path, "test.db")}`;
  const app = await testApp({ databaseUrl });
  // Answers the first ones, then accepts messages without answering until the process is dead.
  const provider = serveLoopback(async (request) => {
    handedOver.push(JSON.parse(await request.text()));
    const place = handedOver.length;
    if (place === MESSAGES - 1) enough.resolve();
    if (place > MESSAGES - UNANSWERED) await dead.promise;
    return new Response();
  });
  try {
    const owed = await owe(app);

    const script = new URL("../support/doomed_teller.ts", import.meta.url).pathname;
    const given = [databaseUrl, provider.url, `${app.clock.now()}`];
    const args = ["run", INSTALLED, "-A", "--no-check", script, ...given];
    const doomed = spawn(process.execPath, args, { stdio: "ignore" });
    const ended = new Promise((resolve) => doomed.once("exit", (_, signal) => resolve(signal)));
    await Promise.race([enough.promise, ended]);
    doomed.kill("SIGKILL");
    expect(await ended).toBe("SIGKILL");
    dead.resolve();
    const inDoubt = await taken(app);
    expect(inDoubt).toBeGreaterThanOrEqual(UNANSWERED);

    const sms = async (each: Sms) => {
      await fetch(provider.url, { method: "POST", body: JSON.stringify(each) });
    };
    await tellConsumers({ ...app.deps, sms });
    const before = handedOver.length;
    // What it had taken is available to others once its lease has expired.
    app.clock.advance(MESSAGE_LEASE);
    await tellConsumers({ ...app.deps, sms });

    expect(handedOver.length - before).toBe(inDoubt);
    const ids = handedOver.map((each) => each.messageId);
    expect(new Set(ids)).toEqual(new Set(owed));
    const texts = new Set(handedOver.map((each) => `${each.messageId} ${each.text}`));
    expect(texts.size).toBe(MESSAGES);
    expect(await taken(app)).toBe(0);
  } finally {
    await provider.close();
    await app.close();
    await folder.remove();
  }
}

/** How many a process took and did not mark as told. */
async function taken(app: TestApp): Promise<number> {
  const [count] = await app.deps.load({
    statement: {
      sql: "select count(*) as n from messages where told_at is null and tries > 0",
      args: [],
    },
    read: ([row]) => Number(row?.["n"]),
  });
  return count;
}
