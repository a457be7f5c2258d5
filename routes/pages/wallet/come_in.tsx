import type { Context } from "hono";
import type { Deps } from "../../../core/deps.ts";
import type { Mode } from "../../../core/merchant/merchant.ts";
import { paths } from "../../../core/paths.ts";
import { modeOf } from "../../../core/payment/channel_for.ts";
import { ComeInPage } from "../../../views/wallet/come_in_page.tsx";
import { entryRefused } from "../consumer_session.ts";
import { type PageEnv, render } from "../render.tsx";

/** Nobody is signed in: how to come in. */
export async function comeIn(
  c: Context<PageEnv>,
  deps: Deps,
  status: 200 | 403 = 403,
): Promise<Response> {
  const page = deps.config.publicUrl + paths.wallet();
  const appUrl = await appOf(deps)?.contracts?.appUrl?.(page, undefined);
  const frame = { ...c.var.frame, here: paths.wallet() };
  const refused = entryRefused(c);
  return render(c, {
    page: () => (
      <ComeInPage frame={frame} mode={modeHere(deps)} appUrl={appUrl} refused={refused} />
    ),
    status,
  });
}

/** A contract of any channel is in this wallet, so any app that opens it will do. */
function appOf(deps: Deps) {
  return Object.values(deps.channels).find((each) => each.contracts?.appUrl);
}

/** Of a page about nobody's contracts: that of the app it leads to. */
export function modeHere(deps: Deps): Mode {
  const app = appOf(deps);
  return app ? modeOf(app.name) : "live";
}
