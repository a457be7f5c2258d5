import { byOperator } from "../../core/actor.ts";
import type { PlanId } from "../../core/id.ts";
import { setOpenApp } from "../../core/open_platform/set_open_app.ts";
import { setOpenTemplate } from "../../core/open_platform/set_open_template.ts";
import type { Pki } from "../../unionpay_gateway/pki.ts";
import { type AppBrowser, browserWith, tapSign } from "./app_browser.ts";
import { must } from "./fixtures.ts";
import { type GatewayApp, gatewayApp, hiddenFields } from "./gateway_app.ts";
import { approvedPlan, openedSigning, planForm, readSigning } from "./signers.ts";
import { connectTo } from "./unionpay_app.ts";

export const APP_ID = "a".repeat(32);
export const TEMPLATE = "b".repeat(32);
const SECRET = "s".repeat(32);

export const IN_APP =
  "Mozilla/5.0 (Linux; Android 15) Mobile (com.unionpay.mobilepay) (UnionPay/1.0 CloudPay)";

/** A portal whose merchant has an app at the simulated open platform, and a plan that can be signed there. */
export interface PlatformApp extends GatewayApp {
  readonly planId: PlanId;
  /** A signing's page. */
  open(contractCode: string, more?: Partial<typeof planForm>): Promise<`/sign/${string}`>;
  /** Signs there as this payer would, inside the app; the page's path. */
  sign(path: string): Promise<AppBrowser>;
  /** The contract that came of it, as the API shows it. */
  contractOf(path: string): Promise<Readonly<Record<string, unknown>> & { contract_id: string }>;
}

export async function platformApp(pki: Pki): Promise<PlatformApp> {
  let noticeUrl = "";
  const template = {
    planId: TEMPLATE,
    title: "会员续杯",
    get noticeUrl() {
      return noticeUrl;
    },
    perTransactionLimit: 10_000,
  };
  const at = await gatewayApp(pki, [{ appId: APP_ID, secret: SECRET, plans: [template] }]);
  const { app, gateway } = at;
  noticeUrl = `http://portal.test/notify/unionpay/${app.merchant.merchantNo}/contracts`;
  must(
    await setOpenApp(app.deps, {
      appId: APP_ID,
      mode: "test",
      baseUrl: gateway.url,
      launchUrl: undefined,
      noticeKeys: pki.openPlatform.certificate,
      secret: SECRET,
      by: byOperator,
    }),
  );
  const { key, certificate } = Object.values(pki.merchants)[0] ?? pki.signing;
  await connectTo(app, {
    keys: [key + certificate],
    roots: pki.middle.certificate + pki.root.certificate,
    gatewayUrl: gateway.url,
    openApp: APP_ID,
  });
  const planId = await approvedPlan(app) as PlanId;
  must(
    await setOpenTemplate(app.deps, {
      planId,
      appId: APP_ID,
      templateId: TEMPLATE,
      by: byOperator,
    }),
  );
  return {
    ...at,
    planId,
    open: async (contractCode) => {
      const given = { plan_id: planId, contract_code: contractCode };
      return `/sign/${(await openedSigning(app, given)).signing_id}`;
    },
    sign: async (path) => {
      const browser = await enter(at, path);
      await tapSign(browser, path);
      return browser;
    },
    contractOf: async (path) => {
      const { contract_id } = await readSigning(app, path.replace("/sign/", ""));
      return await (await app.api(`/v1/contracts/${contract_id}`)).json();
    },
  };
}

/** Opens the page inside the app, agrees on the platform's own page, and comes back. */
export async function enter({ app }: GatewayApp, path: string): Promise<AppBrowser> {
  const leaving = await browserWith(app).ask(path, { headers: { "User-Agent": IN_APP } });
  const there = leaving.headers.get("location") ?? "";
  const [state = ""] = leaving.headers.getSetCookie();
  const back = await confirmAt(there);
  const entered = await browserWith(app, state.split(";")[0]).ask(back);
  const session = entered.headers.getSetCookie().find((each) => each.startsWith("consumer="));
  return browserWith(app, session?.split(";")[0]);
}

/** Presses a button of the platform's sign page; where it leads, at our portal. */
export async function confirmAt(url: string, act = "confirm"): Promise<string> {
  const page = await (await fetch(url)).text();
  const answer = await fetch(url.split("?")[0] ?? "", {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ ...hiddenFields(page), act }),
  });
  await answer.body?.cancel();
  const { pathname, search } = new URL(answer.headers.get("location") ?? "");
  return pathname + search;
}
