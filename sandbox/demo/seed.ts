import type { Deps } from "../../core/deps.ts";
import {
  type AppId,
  type LinkId,
  type MerchantNo,
  merchantNo,
  type PlanId,
} from "../../core/id.ts";
import type { Link } from "../../core/link/link.ts";
import { openLink } from "../../core/link/open_link.ts";
import type { Caller } from "../../core/merchant/caller.ts";
import { products } from "../../core/merchant/merchant.ts";
import { openMerchant } from "../../core/merchant/open_merchant.ts";
import { digestSecretKey } from "../../core/merchant/secret_key.ts";
import { EMBED_ORIGINS_MAX, setEmbedOrigins } from "../../core/merchant/set_embed_origins.ts";
import { cny } from "../../core/money.ts";
import type { Order } from "../../core/order/order.ts";
import { paths } from "../../core/paths.ts";
import { placeOrder } from "../../core/order/place_order.ts";
import { decidePlan } from "../../core/plan/decide_plan.ts";
import type { PlanForm } from "../../core/plan/plan.ts";
import { submitPlan } from "../../core/plan/submit_plan.ts";
import type { Result } from "../../core/result.ts";
import { openSigning } from "../../core/signing/open_signing.ts";
import type { Signing } from "../../core/signing/signing.ts";
import { hours } from "../../core/time.ts";
import { addEndpoint } from "../../core/webhook/add_endpoint.ts";
import { changeEndpoint } from "../../core/webhook/change_endpoint.ts";

/** What a visitor needs to try the demo merchant. We store keys only as digests, so this has to be kept. */
export interface Seeded {
  readonly merchantNo: string;
  readonly secretKey: string;
  readonly webhookSecret: string;
}

const TEAHOUSE = merchantNo("990100000000001");
const CANAL_BRANCH = merchantNo("990100000000002");

/** A realistic demo merchant: a teahouse, its branch by the canal, and an endpoint that gets every event. */
export async function seedMerchant(deps: Deps, receiverUrl: string): Promise<Seeded> {
  const { secretKey } = await open(deps, TEAHOUSE, undefined, "青瓷茶舍 Celadon Teahouse");
  await open(deps, CANAL_BRANCH, TEAHOUSE, "青瓷茶舍运河店 Celadon by the Canal");
  const added = await addEndpoint(deps, {
    caller: await callerOf(secretKey),
    url: receiverUrl,
    eventTypes: [],
    merchantNos: [],
  });
  return { merchantNo: TEAHOUSE, secretKey, webhookSecret: unwrap(added).secret };
}

/** True when this key is the key of a merchant here. */
export async function isSeeded(deps: Deps, secretKey: string): Promise<boolean> {
  const [merchant] = await deps.load(deps.merchants.calling(await callerOf(secretKey)));
  return merchant !== undefined;
}

/** Points the demo receiver's endpoint to its current URL; a developer's own endpoints stay where they are. */
export async function moveReceiver(deps: Deps, secretKey: string, to: string): Promise<void> {
  const caller = await callerOf(secretKey);
  const [endpoints] = await deps.load(deps.endpoints.list(caller));
  const ours = endpoints.find(({ url }) => new URL(url).pathname === paths.demoReceiverHook());
  if (!ours || ours.url === to) return;
  const { endpointId } = ours;
  unwrap(await changeEndpoint(deps, { caller, endpointId, changes: { url: to } }));
}

/** Lets the demo shop sell in a dialog, under any name of this machine; other registered origins stay. */
export async function seedEmbedding(
  deps: Deps,
  secretKey: string,
  publicUrl: string,
): Promise<void> {
  const caller = await callerOf(secretKey);
  const [merchant] = await deps.load(deps.merchants.calling(caller));
  const kept = merchant?.embedOrigins ?? [];
  const missing = namesOf(publicUrl).filter((origin) => !kept.includes(origin));
  const origins = [...missing, ...kept].slice(0, EMBED_ORIGINS_MAX);
  if (missing.length > 0) unwrap(await setEmbedOrigins(deps, { caller, origins }));
}

const LOOPBACK = ["localhost", "127.0.0.1"];

/** The origin, and the same machine's by its other name. */
function namesOf(publicUrl: string): readonly string[] {
  const url = new URL(publicUrl);
  if (!LOOPBACK.includes(url.hostname)) return [url.origin];
  return LOOPBACK.map((name) => {
    url.hostname = name;
    return url.origin;
  });
}

/** An order for tea for two, open for a day. */
export async function seedOrder(deps: Deps, secretKey: string, returnUrl: string): Promise<Order> {
  const placed = await placeOrder(deps, {
    caller: await callerOf(secretKey),
    merchantOrderNo: `tea${deps.newId("ord").slice(-10)}`,
    amount: cny(6_800),
    subject: "雨前龙井 两位 Pre-rain Longjing for two",
    metadata: { table: "7" },
    returnUrl,
    expiresIn: hours(24),
    settleMerchantNo: undefined,
  });
  return unwrap(placed).order;
}

/** The code on the counter: the one from the last start while it is active, otherwise a new one. */
export async function seedLink(
  deps: Deps,
  secretKey: string,
  kept: LinkId | undefined,
): Promise<Link> {
  const caller = await callerOf(secretKey);
  const [found] = kept === undefined ? [undefined] : await deps.load(deps.links.byId(kept));
  if (found?.state === "active") return found;
  const subject = "柜台收款 Paid at the counter";
  return unwrap(await openLink(deps, { caller, subject, amount: undefined })).link;
}

/** What a teahouse's members sign: each refill is charged when it is poured, within limits. */
const REFILLS: PlanForm = {
  request: "new",
  kind: "usage",
  shortName: "青瓷茶舍",
  title: "会员续杯 Member refills",
  packageText:
    "会员在店续杯、买茶点，用完即付 Refills and snacks for members, charged as they are served",
  perTransactionLimit: cny(10_000),
  perDayLimit: cny(100_000),
  contractDays: undefined,
  arrearRetryDays: [1, 3, 7],
  requiresCreditCard: false,
  verifyPhone: true,
  verifyIdNumber: false,
  networkAdvanceReason: undefined,
  fixedMerchantNos: [],
  noFixedMerchantReason: "各门店按同一套餐收费 All branches charge by the same plan",
  unsignNoticeUrl: undefined,
};

export interface SeededPlan {
  readonly appId: AppId;
  readonly planId: PlanId;
}

/** The plan from the last start while it can be signed; otherwise a new one, applied for and approved. */
export async function seedPlan(
  deps: Deps,
  secretKey: string,
  kept: PlanId | undefined,
): Promise<SeededPlan> {
  const caller = await callerOf(secretKey);
  const [found] = kept === undefined ? [undefined] : await deps.load(deps.plans.approved(kept));
  if (found) return { appId: found.appId, planId: found.planId };
  const submitted = await submitPlan(deps, { caller, form: REFILLS, planId: undefined });
  const { plan: { planId } } = unwrap(submitted);
  const { plan } = unwrap(await decidePlan(deps, { planId, verdict: { type: "approved" } }));
  return { appId: plan.appId, planId };
}

/** A signing of that plan for a member. */
export async function seedSigning(
  deps: Deps,
  secretKey: string,
  { planId, returnUrl }: { readonly planId: PlanId; readonly returnUrl: string },
): Promise<Signing> {
  const caller = await callerOf(secretKey);
  const opened = await openSigning(deps, {
    caller,
    planId,
    contractCode: `member${deps.newId("ctr").slice(-10)}`,
    userId: "member-7",
    returnUrl,
  });
  return unwrap(opened).signing;
}

async function open(deps: Deps, no: MerchantNo, parentNo: MerchantNo | undefined, name: string) {
  const command = {
    merchantNo: no,
    parentNo,
    name,
    mode: "test",
    products,
    returnUrls: [],
  } as const;
  return unwrap(await openMerchant(deps, command));
}

async function callerOf(secretKey: string): Promise<Caller> {
  return { type: "secret_key", digest: await digestSecretKey(secretKey) };
}

/** Our own choices are never refused; if one is, the demo is broken and must say so. */
function unwrap<T>(result: Result<T, { readonly code: string }>): T {
  if (!result.ok) throw new Error(`Cannot seed the demo: ${JSON.stringify(result.error)}`);
  return result.value;
}
