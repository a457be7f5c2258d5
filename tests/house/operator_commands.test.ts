import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applicationActs } from "../../start/application_commands.ts";
import { merchantNo } from "../../core/id.ts";
import { openMerchantOnly } from "../../start/commands.ts";
import { ConfigError, readSettings, type Settings } from "../../start/config.ts";
import { contractActs } from "../../start/contract_commands.ts";
import { merchantActs } from "../../start/merchant_commands.ts";
import { type Act, actOn } from "../../start/operator_act.ts";
import { openPortal } from "../../start/open_portal.ts";
import { agreedAt } from "../support/sharing.ts";
import { TEST_SECRETS } from "../support/test_vault.ts";

const NO = "990100000000021";
const TEST_NO = "990100000000022";
const acts: Readonly<Record<string, Act>> = {
  ...merchantActs,
  ...applicationActs,
  ...contractActs,
};

let folder: string;
let settings: Settings;
beforeAll(async () => {
  folder = await Deno.makeTempDir({ prefix: "commands" });
  settings = readSettings({
    DATABASE_URL: `file:${join(folder, "portal.db")}`,
    SECRETS: TEST_SECRETS,
    PUBLIC_URL: "https://pay.test",
  });
  const licence = ["--licence", "91000000MA0000000N", "--legal-name", "青瓷餐饮有限公司"];
  await openMerchantOnly(settings, [
    ...["--no", NO, "--name", "青瓷茶舍", "--mode", "live"],
    ...licence,
  ]);
});
afterAll(() => Deno.remove(folder, { recursive: true }));

async function run(name: string, ...given: string[]) {
  const act = acts[name];
  if (!act) throw new Error(`No act ${name}`);
  return await actOn(name, act, { settings, given }) as Readonly<Record<string, unknown>>;
}

describe("an operator's commands", () => {
  it("suspend and resume a number, and say by whom and why", async () => {
    const reason = ["--reason", "风险排查", "--as", "li.wei"];
    expect(await run("suspend_merchant", NO, ...reason))
      .toEqual({ merchant_no: NO, state: "suspended", reason: "风险排查" });
    expect(await run("resume_merchant", "--", NO)).toMatchObject({ state: "active" });
    await expect(run("suspend_merchant", NO)).rejects.toThrow("--reason is needed");
    await expect(run("resume_merchant", NO, "--as", "li wei")).rejects.toThrow(ConfigError);
    await expect(run("suspend_merchant", "990100000000099", ...reason))
      .rejects.toThrow("merchant_not_found");
    await expect(run("suspend_merchant", "short", ...reason)).rejects.toThrow(ConfigError);
  });

  it("end an agreement that is in force, and no other", async () => {
    await expect(run("withdraw_sharing", "agr_none", "--as", "li.wei"))
      .rejects.toThrow("expected agr_");
    await expect(run("withdraw_sharing", "agr_01KAG8M0000000000000000009"))
      .rejects.toThrow("agreement_not_found");
    const portal = await openPortal(settings, { port: settings.port, logTo: Deno.stderr });
    const agreementId = await agreedAt(portal.deps, merchantNo(NO))
      .finally(() => portal.close());
    expect(await run("withdraw_sharing", agreementId, "--as", "li.wei"))
      .toMatchObject({ agreement_id: agreementId, state: "withdrawn" });
  });

  it("list what waits, and close a number for good", async () => {
    expect(await run("list_applications")).toEqual([]);
    await expect(run("approve_application", "apl_none", "--as", "li.wei"))
      .rejects.toThrow("expected apl_");
    const why = ["--reason", "停业", "--as", "li.wei"];
    await expect(run("close_merchant", NO, ...why)).rejects.toThrow("second_person_needed");
    const test = ["--no", TEST_NO, "--name", "青瓷茶舍", "--mode", "test"];
    await openMerchantOnly(settings, test);
    expect(await run("close_merchant", TEST_NO, ...why)).toMatchObject({ state: "closed" });
    await expect(run("resume_merchant", TEST_NO)).rejects.toThrow("merchant_signal_refused");
  });
});
