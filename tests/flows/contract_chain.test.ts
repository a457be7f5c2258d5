import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { askContracts } from "../../core/contract/ask_contracts.ts";
import { terminateContract } from "../../core/contract/terminate_contract.ts";
import { minutes } from "../../core/time.ts";
import { scriptedBank, signedContract } from "../support/contracts.ts";
import { type TestApp, testApp } from "../support/test_app.ts";

let app: TestApp;
beforeEach(async () => {
  app = await testApp();
});
afterEach(() => app.close());

describe("the evidence of a contract", () => {
  it("comes with every step since, each hanging on the one before", async () => {
    const bank = await scriptedBank(app, { unsign: ["refused", "terminated"] });
    const { contractId } = await signedContract(app);
    await terminateContract(bank.deps, { contractId, by: "consumer" });
    app.clock.advance(minutes(1));
    await askContracts(bank.deps);
    const answer = await (await app.api(`/v1/contracts/${contractId}/evidence`)).json();
    expect(answer.contract_id).toBe(contractId);
    expect(answer.lifecycle.map((each: { type: string }) => each.type)).toEqual([
      "contract.signed",
      "contract.termination_asked",
      "contract.termination_queried",
      "contract.terminated",
    ]);
    let hash = await sha256(answer.evidence);
    for (const { hash: kept, event_id: _, ...facts } of answer.lifecycle) {
      hash = await sha256(hash + JSON.stringify(facts, Object.keys(facts).sort()));
      expect([facts.version, kept]).toEqual([facts.version, hash]);
    }
    const bare = await app.api(`/v1/contracts/${contractId}/evidence`, {
      headers: { Accept: "application/jose" },
    });
    expect(bare.headers.get("content-type")).toBe("application/jose");
    expect(await bare.text()).toBe(answer.evidence);
  });
});

describe("the steps of a contract", () => {
  it("are returned in full, even after years of asking the channel", async () => {
    const contractId = app.deps.newId("ctr");
    await app.deps.write({
      statements: [{
        sql: `with recursive n (i) as (select 1 union all select i + 1 from n where i < 1500)
          insert into events (subject_id, version, event_id, type, merchant_no, at, by, data)
          select ?1, i, ?1 || i, 'contract.termination_queried', ?2, i, 'clock', '{}' from n`,
        args: [contractId, app.merchant.merchantNo],
      }],
    });
    const [steps] = await app.deps.load(app.deps.contracts.lifecycle(contractId));
    expect([steps.length, steps.at(-1)?.version]).toEqual([1_500, 1_500]);
  });
});

describe("the ledger", () => {
  it("finds a step of a contract's life that was edited, moved or removed", async () => {
    const bank = await scriptedBank(app, { unsign: ["terminated"] });
    const { contractId } = await signedContract(app);
    await terminateContract(bank.deps, { contractId, by: "consumer" });
    const write = (sql: string) => app.deps.write({ statements: [{ sql, args: [contractId] }] });
    const ends = "where subject_id = ?1 and version = 3";
    const damages = [
      [
        `data = json_set(data, '$.reason', 'moved house')`,
        `data = json_set(data, '$.reason', null)`,
      ],
      ["at = at - 1", "at = at + 1"],
      ["type = 'contract.resumed'", "type = 'contract.terminated'"],
    ];
    await app.check();
    for (const [damage, repair] of damages) {
      await write(`update events set ${damage} ${ends}`);
      await expect(app.check()).rejects.toThrow("does not continue its contract's chain");
      await write(`update events set ${repair} ${ends}`);
      await app.check();
    }
    await write(`update events set subject_id = 'elsewhere', version = 1 ${ends}`);
    await expect(app.check()).rejects.toThrow("a state without its event");
    await write("update events set subject_id = ?1, version = 3 where subject_id = 'elsewhere'");
  });
});

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
