import { callChannel } from "../channel/call_channel.ts";
import type { Deps } from "../deps.ts";
import type { MerchantNo, OrderId } from "../id.ts";
import type { Merchant } from "../merchant/merchant.ts";
import { merchantNow } from "../merchant/merchant.ts";
import { paths } from "../paths.ts";
import { modeOfUrl } from "./public_address.ts";
import { firstPage } from "../listing.ts";
import type { Plan } from "../plan/plan.ts";
import { type Instant, rfc3339 } from "../time.ts";
import type { Connection, Credential } from "./connection.ts";
import type { Sample } from "./sample.ts";

/** In the order in which one needs the other. */
export const checkNames = [
  "connected",
  "keys",
  "chain",
  "addresses",
  "permissions",
  "templates",
  "gateway",
  "clock",
  "platform",
  "payment",
  "refund",
] as const;
export type CheckName = (typeof checkNames)[number];

export interface Check {
  readonly name: CheckName;
  /** `untried`: nobody has asked yet. `unneeded`: this number does nothing of the kind. */
  readonly verdict: "ok" | "wrong" | "untried" | "unneeded";
  /** A date, an address or the channel's own word, in no language. */
  readonly detail: string | undefined;
}

export interface GoingLive {
  readonly merchant: Merchant;
  readonly connection: Connection | undefined;
  readonly credential: Credential | undefined;
  /** Where UnionPay sends what it has to say: to be told to it. */
  readonly addresses: {
    readonly notices: string;
    readonly contracts: string;
    readonly returns: string;
  };
  readonly checks: readonly Check[];
  readonly trial: OrderId | undefined;
  /** How much of the trial may go back. */
  readonly trialPaid: boolean;
  readonly samples: readonly Sample[];
  /** Everything is as it has to be, and the number is not on yet. */
  readonly maySwitchOn: boolean;
}

/**
 * What has to be right before a number trades at UnionPay. With `asks` the gateway and the platform are asked as well;
 * without, only what is known here is looked at.
 */
export async function viewGoingLive(
  deps: Deps,
  merchantNo: MerchantNo,
  asks: boolean,
): Promise<GoingLive | undefined> {
  const caller = { type: "portal", merchantNo } as const;
  const [merchant, connection, credential, trial, samples, plans] = await deps.load(
    deps.merchants.byNo(merchantNo),
    deps.connections.of(merchantNo),
    deps.connections.credentialOf(merchantNo),
    deps.connections.trial(merchantNo),
    deps.connections.samples(merchantNo),
    deps.plans.list(caller, PLANS, { state: "approved" }),
  );
  if (!merchant) return undefined;
  const [found] = trial ? await deps.load(deps.orders.byId(trial)) : [undefined];
  const paid = found?.settled;
  const asked = asks && connection && credential ? await askBoth(deps, merchantNo) : undefined;
  const { publicUrl } = deps.config;
  const notices = `${publicUrl}${paths.notice("unionpay")}/${merchantNo}`;
  const addresses = {
    notices,
    contracts: `${notices}/contracts`,
    returns: `${publicUrl}/return/unionpay`,
  };
  const checks: readonly Check[] = [
    check("connected", credential?.mode === merchant.mode, connection?.merId),
    ...await keyChecks(deps, credential, merchantNow(merchant, deps.now())),
    check("addresses", modeOfUrl(publicUrl) === "public" || merchant.mode === "test", publicUrl),
    check("permissions", merchant.products.length > 0, merchant.products.join(", ")),
    await templateCheck(deps, { merchant, connection, plans: plans.map(({ plan }) => plan) }),
    ...(asked ?? [untried("gateway"), untried("clock"), untried("platform")]),
    paid?.state === "succeeded"
      ? { name: "payment", verdict: "ok", detail: paid.channelTxnNo }
      : untried("payment"),
    paid?.state === "succeeded" && paid.refunded.fen > 0
      ? { name: "refund", verdict: "ok", detail: undefined }
      : untried("refund"),
  ];
  return {
    merchant,
    connection,
    credential,
    addresses,
    checks,
    trial,
    trialPaid: paid?.state === "succeeded" && paid.refundReserved.fen === 0,
    samples,
    maySwitchOn: merchant.onTrial === true &&
      checks.every(({ verdict }) => verdict === "ok" || verdict === "unneeded"),
  };
}

async function keyChecks(
  deps: Deps,
  credential: Credential | undefined,
  now: Instant,
): Promise<readonly Check[]> {
  if (!credential) return [check("keys", false), check("chain", false)];
  const { inspectCredential } = await import("../channel/unionpay/inspect_credential.ts");
  const { signs, flaw, rootsEndAt } = await inspectCredential(deps.vault, credential, now);
  const rootsHold = flaw === undefined && rootsEndAt !== undefined && rootsEndAt > now;
  return [
    check("keys", signs !== undefined, signs && `${signs.certId} (${rfc3339(signs.notAfter)})`),
    check("chain", rootsHold, flaw ?? (rootsEndAt && rfc3339(rootsEndAt))),
  ];
}

const PLANS = firstPage("newest", 100);

/** Every plan that can be signed has to have its template at UnionPay. */
async function templateCheck(
  deps: Deps,
  { merchant, connection, plans }: {
    readonly merchant: Merchant;
    readonly connection: Connection | undefined;
    readonly plans: readonly Plan[];
  },
): Promise<Check> {
  if (!merchant.products.includes("contract") || plans.length === 0) return unneeded("templates");
  const templates = await deps.load(
    ...plans.map(({ planId, version }) => deps.openPlatform.template(planId, version)),
  );
  const missing = plans.filter((_, i) => templates[i]?.appId !== connection?.openApp);
  return check(
    "templates",
    connection?.openApp !== undefined && missing.length === 0,
    missing.map(({ planId }) => planId).join(", ") || undefined,
  );
}

/** So far two clocks may be apart: the gateway refuses what is much older or from the future. */
const CLOCKS_APART_MS = 60_000;

async function askBoth(deps: Deps, merchantNo: MerchantNo): Promise<readonly Check[]> {
  const probe = deps.channels.unionpay?.probe;
  if (!probe) return [check("gateway", false), check("clock", false), check("platform", false)];
  const command = { merchantNo, at: deps.now() };
  const response = await callChannel(deps, await probe.ask(command).catch(() => undefined));
  const outcome = response ? await probe.read(response, command) : { type: "silent" } as const;
  const theirs = Date.parse(response?.headers["date"] ?? "");
  const apart = Math.abs(theirs - deps.now());
  const app = await probe.app(merchantNo);
  return [
    check("gateway", outcome.type === "accepted", "reason" in outcome ? outcome.reason : undefined),
    Number.isNaN(theirs)
      ? unneeded("clock")
      : check("clock", apart <= CLOCKS_APART_MS, `${Math.round(apart / 1_000)} s`),
    app === undefined ? unneeded("platform") : check("platform", app),
  ];
}

function check(name: CheckName, holds: boolean, detail?: string): Check {
  return { name, verdict: holds ? "ok" : "wrong", detail };
}

function untried(name: CheckName): Check {
  return { name, verdict: "untried", detail: undefined };
}

function unneeded(name: CheckName): Check {
  return { name, verdict: "unneeded", detail: undefined };
}
