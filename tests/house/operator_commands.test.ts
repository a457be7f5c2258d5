import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { applicationActs } from "../../start/application_commands.ts";
import { openMerchantOnly } from "../../start/commands.ts";
import { ConfigError, readSettings, type Settings } from "../../start/config.ts";
import { contractActs } from "../../start/contract_commands.ts";
import { merchantActs } from "../../start/merchant_commands.ts";
import { type Act, actOn } from "../../start/operator_act.ts";
import { reviewActs } from "../../start/review_commands.ts";
import { makeKey } from "../support/signer.ts";
import { TEST_SECRETS } from "../support/test_vault.ts";

const NO = "990100000000021";
const acts: Readonly<Record<string, Act>> = {
  ...merchantActs,
  ...reviewActs,
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

async function fileOf(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await Deno.writeTextFile(path, JSON.stringify(content));
  return path;
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

  it("set a settlement account by two people, from a file", async () => {
    const account = { bank: "江湾银行", holder: "青瓷餐饮有限公司", account_no: "990000112233445" };
    const file = await fileOf("account.json", account);
    const proposed = await run("propose_settlement_account", NO, "--file", file, "--as", "li.wei");
    expect(proposed).toMatchObject({
      kind: "settlement_account",
      content: { last_four: "3445", holder: "青******司" },
      state: "open",
      proposed_by: "operator:li.wei",
    });
    const id = String(proposed["review_id"]);
    await expect(run("confirm_review", id, "--as", "li.wei"))
      .rejects.toThrow("second_person_required");
    await expect(run("confirm_review", id)).rejects.toThrow("person_required");
    expect(await run("confirm_review", id, "--as", "chen.yu"))
      .toMatchObject({ state: "confirmed" });
    const wrong = await fileOf("wrong.json", { ...account, account_no: "12" });
    await expect(run("propose_settlement_account", NO, "--file", wrong, "--as", "li.wei"))
      .rejects.toThrow("expected 8 to 32 digits");
  });

  it("register the key of a number that has none, from a public JWK", async () => {
    const { jwk } = await makeKey("EdDSA");
    const file = await fileOf("key.json", jwk);
    const { review_id } = await run("propose_key", NO, "--file", file, "--as", "li.wei");
    expect(await run("confirm_review", String(review_id), "--as", "chen.yu"))
      .toMatchObject({ kind: "merchant_key", state: "confirmed" });
    const again = await run("propose_key", NO, "--file", file, "--as", "li.wei");
    await expect(run("confirm_review", String(again["review_id"]), "--as", "chen.yu"))
      .rejects.toThrow("key_already_registered");
    expect(await run("withdraw_review", String(again["review_id"]), "--as", "li.wei"))
      .toMatchObject({ state: "withdrawn" });
    const secret = await fileOf("secret.json", { ...jwk, d: "x" });
    await expect(run("propose_key", NO, "--file", secret, "--as", "li.wei"))
      .rejects.toThrow(ConfigError);
  });

  it("share by agreement, within days that make sense", async () => {
    const agreement = ["--agreement", "GX-1", "--covers", "all_below", "--share", "contracts"];
    const proposed = await run(
      ...["propose_sharing", NO, ...agreement, "--may", "refund,create"] as const,
      ...["--first", "2026-01-01", "--last", "2027-12-31", "--as", "li.wei"],
    );
    expect(proposed["content"]).toEqual({
      agreement_no: "GX-1",
      covers: "all_below",
      first_day: "2026-01-01",
      last_day: "2027-12-31",
      shares_contracts: true,
      parent_may: ["create", "refund"],
    });
    const backwards = ["--first", "2026-12-01", "--last", "2026-01-01", "--as", "li.wei"];
    await expect(run("propose_sharing", NO, ...agreement, ...backwards))
      .rejects.toThrow("--last must not be before --first");
    const never = ["--first", "2026-02-30", "--last", "2026-03-01", "--as", "li.wei"];
    await expect(run("propose_sharing", NO, ...agreement, ...never)).rejects.toThrow(ConfigError);
  });

  it("list what waits, and close a number for good", async () => {
    expect(await run("list_applications")).toEqual([]);
    await expect(run("approve_application", "apl_none", "--as", "li.wei"))
      .rejects.toThrow("expected apl_");
    const why = ["--reason", "停业", "--as", "li.wei"];
    await expect(run("close_merchant", NO, ...why)).rejects.toThrow("review_required");
    const { review_id } = await run("propose_closing", NO, ...why);
    expect(await run("confirm_review", String(review_id), "--as", "chen.yu"))
      .toMatchObject({ kind: "closing", content: { reason: "停业" }, state: "confirmed" });
    await expect(run("resume_merchant", NO)).rejects.toThrow("merchant_signal_refused");
  });
});
