import type { Deps } from "../../../core/deps.ts";
import { clientKind } from "../../../core/method/client.ts";
import { paths } from "../../../core/paths.ts";
import { channelOf } from "../../../core/payment/channel_for.ts";
import type { SigningView } from "../../../core/signing/view_signing.ts";
import type { PageEnv } from "../render.tsx";
import type { Context } from "hono";
import { beginEntry, entryRefused } from "../consumer_session.ts";

/** Whether this is the app, whose own page asks first; its word for it leads nowhere that others cannot go. */
export function isOnItsWay(c: Context<PageEnv>, { standing }: SigningView): boolean {
  return standing.state === "outside" && !entryRefused(c) &&
    clientKind(c.req.header("user-agent")) === "unionpay_app";
}

/** To the sign page of the channel's own, which comes back with a code; undefined where there is none. */
export async function appSignPage(
  c: Context<PageEnv>,
  deps: Deps,
  { signing, merchant }: SigningView,
): Promise<Response | undefined> {
  const { signingId, planId, planVersion } = signing;
  const { merchantNo } = merchant;
  const contracts = channelOf(deps, merchant)?.contracts;
  if (!contracts?.enterUrl) return undefined;
  const url = await contracts.enterUrl({
    merchantNo,
    planId,
    planVersion,
    returnUrl: deps.config.publicUrl + paths.sign(signingId),
    state: beginEntry(c, deps),
  });
  return url === undefined ? undefined : c.redirect(url, 303);
}
