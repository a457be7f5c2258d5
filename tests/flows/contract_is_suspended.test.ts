import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { suspendContract } from "../../core/contract/suspend_contract.ts";
import { terminateContract } from "../../core/contract/terminate_contract.ts";
import { scriptedBank, signedContract } from "../support/contracts.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("a suspended contract", () => {
  it("is charged by nobody until it is resumed, and the merchant hears of both", async () => {
    const { contractId } = await signedContract(app);
    const suspend = (reason: string | undefined) =>
      suspendContract(app.deps, { contractId, reason });
    for (let times = 0; times < 2; times++) {
      expect(await suspend("投诉处理中")).toMatchObject({
        ok: true,
        value: { state: "suspended" },
      });
    }
    const charge = async (no: string) => {
      const body = { contract_id: contractId, merchant_order_no: no, amount: 100, subject: "茶" };
      return (await app.api("/v1/deductions", { body })).status;
    };
    expect(await charge("D-1")).toBe(409);
    for (let times = 0; times < 2; times++) {
      expect(await suspend(undefined)).toMatchObject({ ok: true, value: { state: "active" } });
    }
    expect(await charge("D-2")).toBe(202);
    const { data } = await (await app.api("/v1/events")).json();
    const told = data.filter((each: { type: string }) => each.type.startsWith("contract."));
    expect(
      told.map((each: { type: string; data: { sequence: number; reason: string } }) =>
        `${each.type} ${each.data.sequence} ${each.data.reason}`
      ),
    ).toEqual([
      "contract.resumed 3 null",
      "contract.suspended 2 投诉处理中",
      "contract.signed 1 null",
    ]);
  });

  it("can be ended, and then neither suspended nor resumed", async () => {
    const bank = await scriptedBank(app, { unsign: ["terminated"] });
    const { contractId } = await signedContract(app);
    await suspendContract(app.deps, { contractId, reason: "投诉处理中" });
    const ended = await terminateContract(bank.deps, { contractId, by: "consumer" });
    expect(ended).toMatchObject({ ok: true, value: { state: "terminated" } });
    for (const reason of ["投诉处理中", undefined]) {
      expect(await suspendContract(app.deps, { contractId, reason })).toMatchObject({
        ok: false,
        error: { code: "contract_signal_refused", state: "terminated" },
      });
    }
    const nobody = { contractId: app.deps.newId("ctr"), reason: "x" };
    expect(await suspendContract(app.deps, nobody)).toMatchObject({
      ok: false,
      error: { code: "contract_not_found" },
    });
  });
});
