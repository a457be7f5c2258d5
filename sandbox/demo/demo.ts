import { mkdir, readFile } from "node:fs/promises";
import * as z from "zod";
import { type OrderId, parseId, type PlanId, type SigningId } from "../../core/id.ts";
import { orderResource } from "../../core/order/order_resource.ts";
import {
  isSeeded,
  moveReceiver,
  type Seeded,
  seedEmbedding,
  seedLink,
  seedMerchant,
  seedOrder,
  seedPlan,
  seedSigning,
} from "./seed.ts";
import { demoSignInUrl } from "./seed_staff.ts";
import { writeSecretFile } from "./write_secret_file.ts";
import type { Signing } from "../../core/signing/signing.ts";
import { paths } from "../../core/paths.ts";
import type { Deps } from "../../core/deps.ts";
import { ok, rejected, type Result } from "../../core/result.ts";

const FOLDER = ".data";
const SECRETS_FILE = `${FOLDER}/demo.secrets`;
const FACTS_FILE = `${FOLDER}/demo.json`;

/** What programs read from `.data/demo.json`. */
const facts = z.object({
  base_url: z.string(),
  merchant_no: z.string(),
  secret_key: z.string(),
  webhook_secret: z.string(),
  app_id: z.string(),
  plan_id: z.string(),
  console_url: z.string(),
  ops_url: z.string(),
  order_id: z.string(),
  checkout_url: z.string(),
  screen_url: z.string(),
  link_id: z.string(),
  link_url: z.string(),
  signing_id: z.string(),
  sign_url: z.string(),
  receiver_url: z.string(),
  wallet_url: z.string(),
  docs_url: z.string(),
  shop_url: z.string(),
});
export type Facts = z.infer<typeof facts>;

/** What a later start needs from it; the rest is found or created again, so an older file works too. */
const keptFacts = facts.pick({
  merchant_no: true,
  secret_key: true,
  webhook_secret: true,
  order_id: true,
}).extend({
  plan_id: z.string().nullish(),
  signing_id: z.string().nullish(),
  link_id: z.string().nullish(),
});

/** The demo's secrets: those from the last start, or new ones. */
export async function demoSecrets(newSecret: (id: string) => string): Promise<string> {
  const kept = await readIfThere(SECRETS_FILE);
  if (kept !== undefined) return kept.trim();
  const made = newSecret("demo");
  await mkdir(FOLDER, { recursive: true });
  await writeSecretFile(SECRETS_FILE, `${made}\n`);
  return made;
}

/**
 * Creates the demo merchant in an empty database or finds the one from the last start, keeps an open order to pay, and
 * writes what programs need to `.data/demo.json`. Refuses a database that the demo did not create.
 */
export async function enterDemo(
  deps: Deps,
): Promise<Result<Facts, { readonly code: "database_not_of_demo" }>> {
  const base = deps.config.publicUrl;
  const receiver = base + paths.demoReceiverHook();
  const kept = await readFacts();
  const [merchants] = await deps.load(deps.merchants.count());

  let seeded: Seeded;
  if (merchants === 0) seeded = await seedMerchant(deps, receiver);
  else if (kept && await isSeeded(deps, kept.secret_key)) {
    seeded = {
      merchantNo: kept.merchant_no,
      secretKey: kept.secret_key,
      webhookSecret: kept.webhook_secret,
    };
    await moveReceiver(deps, seeded.secretKey, receiver);
  } else {
    return rejected({ code: "database_not_of_demo" });
  }

  await seedEmbedding(deps, seeded.secretKey, base);
  const order = await openOrder(deps, seeded.secretKey, kept?.order_id, base);
  const link = await seedLink(deps, seeded.secretKey, parseId("lnk", kept?.link_id ?? ""));
  const keptPlan = parseId("pln", kept?.plan_id ?? "");
  const plan = await seedPlan(deps, seeded.secretKey, keptPlan);
  const signing = await openSigning(deps, seeded.secretKey, {
    planId: plan.planId,
    kept: parseId("sgn", kept?.signing_id ?? ""),
  });
  const now: Facts = {
    base_url: base,
    merchant_no: seeded.merchantNo,
    secret_key: seeded.secretKey,
    webhook_secret: seeded.webhookSecret,
    app_id: plan.appId,
    plan_id: plan.planId,
    console_url: await demoSignInUrl(deps, "console"),
    ops_url: await demoSignInUrl(deps, "ops"),
    order_id: order.order_id,
    checkout_url: order.checkout_url,
    screen_url: order.screen_url,
    link_id: link.linkId,
    link_url: base + paths.pay(link.linkId),
    signing_id: signing.signingId,
    sign_url: base + paths.sign(signing.signingId),
    receiver_url: base + paths.demoReceiver(),
    wallet_url: base + paths.sandboxWallet(),
    docs_url: base + paths.docs(),
    shop_url: base + paths.demoShop(),
  };
  await mkdir(FOLDER, { recursive: true });
  await writeSecretFile(FACTS_FILE, `${JSON.stringify(now, null, 2)}\n`);
  return ok(now);
}

/** The tour of the demo, as text for the terminal. */
export function walk(demo: Facts): string {
  return `
Countersign, demo mode: no real money. Restarting it picks up where you left off.

  1  Pay an order 付款         ${demo.checkout_url}
  2  Scan it in store 屏幕码     ${demo.screen_url}
  3  Pay a printed code 静态码   ${demo.link_url} (its poster: …/poster)
  4  Buy in a web shop 网店     ${demo.shop_url}
  5  Sign a contract 签约      ${demo.sign_url}
  6  Watch the webhooks 通知    ${demo.receiver_url}
  7  The simulated app 模拟钱包  ${demo.wallet_url}
  8  The API 接口文档           ${demo.docs_url}
  9  The console 商户后台        ${demo.console_url}
 10  Operations 运营台         ${demo.ops_url}

  Merchant ${demo.merchant_no}, key ${demo.secret_key} (also in ${FACTS_FILE})
`;
}

async function openOrder(
  deps: Deps,
  secretKey: string,
  keptId: string | undefined,
  base: string,
) {
  const [kept] = keptId === undefined
    ? [undefined]
    : await deps.load(deps.orders.byId(keptId as OrderId));
  const isOpen = kept?.order.state === "open" && kept.order.expiresAt > deps.now();
  const order = isOpen ? kept.order : await seedOrder(deps, secretKey, base + paths.demoReceiver());
  return orderResource(order, undefined, base, []);
}

/** The signing from the last start while it is open; otherwise a new one. */
async function openSigning(
  deps: Deps,
  secretKey: string,
  { planId, kept }: { readonly planId: PlanId; readonly kept: SigningId | undefined },
): Promise<Signing> {
  const [found] = kept === undefined ? [undefined] : await deps.load(deps.signings.byId(kept));
  const isOpen = found?.state === "open" && found.planId === planId &&
    found.expiresAt > deps.now();
  if (isOpen) return found;
  const returnUrl = deps.config.publicUrl + paths.demoReceiver();
  return await seedSigning(deps, secretKey, { planId, returnUrl });
}

async function readFacts(): Promise<z.infer<typeof keptFacts> | undefined> {
  const text = await readIfThere(FACTS_FILE);
  if (text === undefined) return undefined;
  const parsed = keptFacts.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : undefined;
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
