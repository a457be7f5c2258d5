import { unmaskConsumer } from "../core/consumer/unmask_consumer.ts";
import { type Contract, reasonOf, suspensionsOf } from "../core/contract/contract.ts";
import { contractResource } from "../core/contract/contract_resource.ts";
import { suspensionResource } from "../core/contract/suspension.ts";
import { suspendContract } from "../core/contract/suspend_contract.ts";
import { terminateContract } from "../core/contract/terminate_contract.ts";
import { decidePlan } from "../core/plan/decide_plan.ts";
import { planResource } from "../core/plan/plan_resource.ts";
import { retirePlan } from "../core/plan/retire_plan.ts";
import { ConfigError } from "./config.ts";
import { type Act, idOf, shown } from "./operator_act.ts";

const MERCHANT_SEES = "the merchant will see it";

/** What an operator can do with plans, contracts and whose they are. */
export const contractActs = {
  approve_plan: {
    usage: "<plan_id>",
    options: ["as"],
    act: async (deps, { about, by }) => {
      const planId = idOf("pln", about);
      const approved = await decidePlan(deps, { planId, verdict: { type: "approved" }, by });
      return shown(approved, ({ plan }) => planResource(plan));
    },
  },
  reject_plan: {
    usage: "<plan_id> --reason <why>",
    options: ["reason", "as"],
    act: async (deps, { about, by, needed }) => {
      const reason = needed("reason", MERCHANT_SEES);
      const planId = idOf("pln", about);
      const rejected = await decidePlan(deps, {
        planId,
        verdict: { type: "rejected", reason },
        by,
      });
      return shown(rejected, ({ plan }) => planResource(plan));
    },
  },
  retire_plan: {
    usage: "<plan_id>",
    act: async (deps, { about }) => shown(await retirePlan(deps, idOf("pln", about)), planResource),
  },
  suspend_contract: {
    usage: "<contract_id> --reason <why>",
    options: ["reason"],
    act: async (deps, { about, needed }) => {
      const reason = needed("reason", MERCHANT_SEES);
      const contractId = idOf("ctr", about);
      return shown(await suspendContract(deps, { contractId, reason }), standing);
    },
  },
  resume_contract: {
    usage: "<contract_id>",
    act: async (deps, { about }) => {
      const contractId = idOf("ctr", about);
      return shown(await suspendContract(deps, { contractId, reason: undefined }), standing);
    },
  },
  terminate_contract: {
    usage: `<contract_id> [--by operator|expiry|account_closure] [--reason <why>]`,
    options: ["by", "reason"],
    act: async (deps, { about, given }) => {
      const by = given("by") ?? "operator";
      if (by !== "operator" && by !== "expiry" && by !== "account_closure") {
        throw new ConfigError("--by must be operator, expiry or account_closure");
      }
      const contractId = idOf("ctr", about);
      const ended = await terminateContract(deps, { contractId, by, reason: given("reason") });
      return shown(ended, (contract) => contractResource(contract, contract.usedToday));
    },
  },
  unmask_consumer: {
    usage: "<consumer_id> --reason <why>",
    options: ["reason", "as"],
    act: async (deps, { about, by, needed }) => {
      const reason = needed("reason", "it goes into the audit chain");
      const look = { consumerId: idOf("con", about), by, reason };
      return shown(await unmaskConsumer(deps, look), ({ name, phone, idNumber }) => ({
        name,
        phone,
        id_number: idNumber,
      }));
    },
  },
} as const satisfies Readonly<Record<string, Act>>;

function standing(contract: Contract) {
  const { contractId, state } = contract;
  return {
    contract_id: contractId,
    state,
    reason: reasonOf(contract) ?? null,
    suspension_reasons: suspensionsOf(contract).map(suspensionResource),
  };
}
