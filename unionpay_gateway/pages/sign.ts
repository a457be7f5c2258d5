import type { Context } from "../context.ts";
import type { OpenPlatform } from "../open/api.ts";
import { goTo, hidden, html, page, yuan } from "./html.ts";

const SIGN_PATH = "/s/open/noPwd/html/open.html";

/** Where the app asks its owner to sign a plan. */
export function signPage({ apps }: Context, payer: string, asked: URLSearchParams): Response {
  const given = Object.fromEntries(asked);
  const { appId = "", planId = "", state = "" } = given;
  const app = apps.get(appId);
  const plan = app?.plans.find((each) => each.planId === planId);
  const flaw = !app
    ? "appId"
    : !plan
    ? "planId"
    : given["responseType"] !== "code"
    ? "responseType"
    : given["scope"] !== "upapi_contract"
    ? "scope"
    : !/^[0-9A-Za-z]{1,128}$/.test(state)
    ? "state"
    : !/^https?:\/\//.test(given["redirectUri"] ?? "") && "redirectUri";
  if (flaw || !plan) return page("参数错误 Wrong parameter", html`<p class="bad">${flaw}</p>`, 400);
  return page(
    "免密签约 Sign",
    html`
      <p>${plan.title}</p>
      <p>单笔不超过 At most ${yuan(plan.perTransactionLimit)} each time</p>
      <p>${payer}</p>
      <form method="post" action="${SIGN_PATH}">${hidden(given)}
      <button name="act" value="confirm">同意并签约 Sign</button><button name="act" value="decline">不同意 Decline</button></form>
    `,
  );
}

export function signAct(
  context: Context,
  platform: OpenPlatform,
  { payer, given }: { readonly payer: string; readonly given: URLSearchParams },
): Response {
  const shown = signPage(context, payer, given);
  if (shown.status !== 200) return shown;
  const back = new URL(given.get("redirectUri") ?? "");
  if (given.get("act") === "confirm") {
    const [appId, planId] = [given.get("appId") ?? "", given.get("planId") ?? ""];
    back.searchParams.set("code", platform.newCode({ appId, payer, planId }));
  } else {
    back.searchParams.set("errmsg", "user cancel");
    back.searchParams.set("errorcode", "1");
  }
  back.searchParams.set("state", given.get("state") ?? "");
  return goTo(back.href);
}
