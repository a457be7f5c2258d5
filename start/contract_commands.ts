import { parseArgs } from "node:util";
import * as z from "zod";
import { byOperator } from "../core/actor.ts";
import { channelNames } from "../core/channel/channel.ts";
import type { ChannelSwitch } from "../core/channel/channel_switch.ts";
import { switchChannel } from "../core/channel/switch_channel.ts";
import { unmaskConsumer } from "../core/consumer/unmask_consumer.ts";
import { type Contract, reasonOf } from "../core/contract/contract.ts";
import { suspendContract } from "../core/contract/suspend_contract.ts";
import { terminateContract } from "../core/contract/terminate_contract.ts";
import { contractResource } from "../core/contract/contract_resource.ts";
import type { Deps } from "../core/deps.ts";
import { type IdPrefix, merchantNo, parseId } from "../core/id.ts";
import { setSharing } from "../core/merchant/set_sharing.ts";
import { decidePlan } from "../core/plan/decide_plan.ts";
import { planResource } from "../core/plan/plan_resource.ts";
import { retirePlan } from "../core/plan/retire_plan.ts";
import { ok, type Result } from "../core/result.ts";
import { rfc3339 } from "../core/time.ts";
import { ConfigError, type Settings } from "./config.ts";
import { openPortal } from "./open_portal.ts";
import { operatorText } from "./operator_text.ts";

type Act = (deps: Deps, args: Args) => Promise<Result<unknown, { readonly code: string }>>;

interface Args {
  readonly about: string;
  readonly reason: string | undefined;
  readonly by: string | undefined;
  readonly off: boolean;
}

/** What an operator can do with plans, contracts, whose they are, and channels; each works while the portal is running. */
const acts = {
  approve_plan: {
    usage: "<plan_id>",
    act: async (deps, { about }) =>
      shown(
        await decidePlan(deps, { planId: idOf("pln", about), verdict: { type: "approved" } }),
        ({ plan }) => planResource(plan),
      ),
  },
  reject_plan: {
    usage: "<plan_id> --reason <why>",
    act: async (deps, { about, reason }) => {
      if (!reason) throw new ConfigError("reject_plan needs --reason: the merchant will see it");
      const planId = idOf("pln", about);
      const rejected = await decidePlan(deps, { planId, verdict: { type: "rejected", reason } });
      return shown(rejected, ({ plan }) => planResource(plan));
    },
  },
  retire_plan: {
    usage: "<plan_id>",
    act: async (deps, { about }) => shown(await retirePlan(deps, idOf("pln", about)), planResource),
  },
  share_contracts: {
    usage: "<merchant_no> [--off]",
    act: async (deps, { about, off }) => {
      const command = { merchantNo: merchantNo(about), shares: !off };
      return shown(await setSharing(deps, command), (merchant) => ({
        merchant_no: merchant.merchantNo,
        shares_contracts: merchant.sharesContracts,
      }));
    },
  },
  suspend_contract: {
    usage: "<contract_id> --reason <why>",
    act: async (deps, { about, reason }) => {
      if (!reason) {
        throw new ConfigError("suspend_contract needs --reason: the merchant will see it");
      }
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
    act: async (deps, { about, by = "operator", reason }) => {
      if (by !== "operator" && by !== "expiry" && by !== "account_closure") {
        throw new ConfigError("--by must be operator, expiry or account_closure");
      }
      const contractId = idOf("ctr", about);
      const ended = await terminateContract(deps, { contractId, by, reason });
      return shown(ended, (contract) => contractResource(contract, contract.usedToday));
    },
  },
  stop_channel: {
    usage: "<channel> --reason <why>",
    act: async (deps, { about, reason }) => {
      if (!reason) throw new ConfigError("stop_channel needs --reason: staff will see it");
      return await switched(deps, { name: about, state: "stopped", reason });
    },
  },
  resume_channel: {
    usage: "<channel>",
    act: (deps, { about, reason = "" }) => switched(deps, { name: about, state: "open", reason }),
  },
  unmask_consumer: {
    usage: "<consumer_id> --reason <why>",
    act: async (deps, { about, reason }) => {
      if (!reason) {
        throw new ConfigError("unmask_consumer needs --reason: it goes into the audit chain");
      }
      const look = { consumerId: idOf("con", about), by: byOperator, reason };
      return shown(await unmaskConsumer(deps, look), ({ name, phone, idNumber }) => ({
        name,
        phone,
        id_number: idNumber,
      }));
    },
  },
} as const satisfies Readonly<Record<string, { readonly usage: string; readonly act: Act }>>;

export type ContractCommand = keyof typeof acts;

/** Runs one command on the configured database and prints the result as JSON. */
export async function runContractCommand(
  name: ContractCommand,
  settings: Settings,
  given: readonly string[],
): Promise<void> {
  console.log(JSON.stringify(await actOn(name, settings, given), null, 2));
}

/** Like `runContractCommand`, but returns the result instead of printing it. */
export async function actOn(
  name: ContractCommand,
  settings: Settings,
  given: readonly string[],
): Promise<unknown> {
  const { act, usage } = acts[name];
  const args = readArgs(`${name} ${usage}`, given);
  const portal = await openPortal(settings, { port: settings.port, logTo: Deno.stderr });
  try {
    const done = await act(portal.deps, args);
    if (!done.ok) throw new ConfigError(`${name}: ${JSON.stringify(done.error)}`);
    return done.value;
  } catch (error) {
    if (error instanceof RangeError) throw new ConfigError(`${name}: ${error.message}`);
    throw error;
  } finally {
    await portal.close();
  }
}

async function switched(
  deps: Deps,
  { name, state, reason }: Pick<ChannelSwitch, "state" | "reason"> & { readonly name: string },
): Promise<Result<unknown, never>> {
  const channel = channelNames.find((each) => each === name);
  if (!channel) throw new ConfigError(`expected one of ${channelNames.join(", ")}, got "${name}"`);
  const { changedAt, ...now } = await switchChannel(deps, {
    channel,
    state,
    reason,
    by: byOperator,
  });
  return ok({ channel, state: now.state, reason: now.reason, changed_at: rfc3339(changedAt) });
}

const REASON_CHARS_MAX = 200;
const reasonText = operatorText(REASON_CHARS_MAX).optional();

function readArgs(usage: string, given: readonly string[]): Args {
  const options = {
    reason: { type: "string" },
    by: { type: "string" },
    off: { type: "boolean", default: false },
  } as const;
  // `deno task name -- id` passes the dashes through.
  const args = given[0] === "--" ? given.slice(1) : [...given];
  try {
    const { values, positionals: [about, ...more] } = parseArgs({
      args,
      options,
      allowPositionals: true,
    });
    if (about === undefined || more.length > 0) throw new TypeError("expected exactly one id");
    const reason = reasonText.parse(values.reason);
    return { about, reason, by: values.by, off: values.off };
  } catch (error) {
    const detail = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new ConfigError(`${usage}\n${detail}`);
  }
}

function idOf<P extends IdPrefix>(prefix: P, text: string) {
  const id = parseId(prefix, text);
  if (!id) throw new ConfigError(`expected ${prefix}_ and 26 letters and digits, got "${text}"`);
  return id;
}

function standing(contract: Contract) {
  const { contractId, state } = contract;
  return { contract_id: contractId, state, reason: reasonOf(contract) ?? null };
}

function shown<T, S, E>(result: Result<T, E>, show: (value: T) => S): Result<S, E> {
  return result.ok ? { ok: true, value: show(result.value) } : result;
}
