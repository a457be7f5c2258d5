import type { MerchantNo } from "../../../id.ts";
import { secretContext } from "../../../open_platform/open_app.ts";
import { unixSeconds } from "../../../time.ts";
import type { PageConfiguration } from "../../page_configuration.ts";
import { openSignature } from "./open_signature.ts";
import { createOpenTokens, type TokenDeps } from "./open_tokens.ts";

const NONCE_BYTES = 8;

/** What `upsdk.config` of a page inside the app is given: signed with the app's secret and the platform's front token. */
export async function configurePage(
  deps: TokenDeps,
  { merchantNo, url }: { readonly merchantNo: MerchantNo; readonly url: string },
): Promise<PageConfiguration | "no_app" | undefined> {
  const [app] = await deps.load(deps.openPlatform.appOf(merchantNo));
  if (!app) return "no_app";
  const frontToken = await createOpenTokens(deps).get(app, "front");
  if (frontToken === undefined) return undefined;
  const { appId } = app;
  const secret = await deps.vault.open(app.sealedSecret, secretContext(appId));
  const nonceStr = deps.random(NONCE_BYTES).toHex();
  const timestamp = String(unixSeconds(deps.now()));
  const signature = await openSignature({ appId, frontToken, nonceStr, secret, timestamp, url });
  return { appId, nonceStr, timestamp, signature, url };
}
