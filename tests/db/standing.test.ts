import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { unitOf } from "../../db/engine/statement.ts";
import { signedContract } from "../support/contracts.ts";
import { approvedPlan, openedSigning } from "../support/signers.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

const bareContracts = ["suspended", "terminating", "terminated"];

describe("a row whose state is without its data", () => {
  it.each(bareContracts)("is a fault as a contract that is %s", async (state) => {
    const { contractId } = await signedContract(app);
    const read = () => app.deps.load(app.deps.contracts.byId(contractId, app.clock.now()));
    await write("update contracts set state = ? where contract_id = ?", state, contractId);
    await expect(read()).rejects.toThrow("Cannot read column");
    await write("update contracts set state = ? where contract_id = ?", "active", contractId);
    expect((await read())[0]?.contract.state).toBe("active");
  });

  it("is a fault as a signing that is confirming", async () => {
    const planId = await approvedPlan(app);
    const { signing_id } = await openedSigning(app, { plan_id: planId, contract_code: "c-1" });
    const read = () => app.deps.load(app.deps.signings.byId(signing_id));
    await write("update signings set state = ? where signing_id = ?", "confirming", signing_id);
    await expect(read()).rejects.toThrow("Cannot read column");
    await write("update signings set state = ? where signing_id = ?", "open", signing_id);
    expect((await read())[0]?.state).toBe("open");
  });
});

async function write(text: string, ...args: readonly string[]): Promise<void> {
  expect(await app.deps.write(unitOf(text, ...args))).toMatchObject({ type: "committed" });
}
